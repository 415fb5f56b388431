/** The page's colours, as it has them in its style sheet. */
export interface Colours {
  paper: string;
  sheet: string;
  ink: string;
  quiet: string;
  rule: string;
  ruleStrong: string;
  accent: string;
  /** Told apart by their lightness too, all of them legible on the paper. */
  category: string[];
}

const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** How charts look that do not say otherwise: a ledger on paper. */
export function configureChart({ paper, sheet, ink, quiet, rule, ruleStrong, accent, category }: Colours) {
  const labels = {
    labelColor: quiet,
    labelFontSize: 12,
    titleColor: ink,
    titleFontSize: 12,
    titleFontWeight: 600 as const,
  };
  return {
    // An image has one text for all of it.
    aria: false,
    background: paper,
    font,
    padding: 4,
    view: { stroke: null, continuousHeight: 280 },
    mark: { color: accent },
    arc: { stroke: paper, strokeWidth: 1 },
    line: { strokeWidth: 2 },
    rule: { color: ruleStrong },
    text: { color: ink, fontSize: 12 },
    boxplot: { median: { color: paper } },
    axis: { ...labels, gridColor: rule, domainColor: ruleStrong, tickColor: ruleStrong, titlePadding: 8 },
    legend: { ...labels, symbolStrokeWidth: 2 },
    header: labels,
    title: {
      color: ink,
      fontSize: 15,
      fontWeight: 600 as const,
      subtitleColor: quiet,
      subtitleFontSize: 12.5,
      anchor: "start" as const,
      offset: 12,
    },
    range: {
      category,
      ordinal: [rule, accent],
      ramp: [sheet, accent],
      heatmap: [sheet, accent],
      diverging: [category[1] ?? ink, sheet, accent],
    },
  };
}
