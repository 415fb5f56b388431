import * as vega from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import { findRefusal, isObject, tame } from "./bounds.ts";
import { type Colours, configureChart } from "./chart-config.ts";
import { guardTransforms } from "./guard-transforms.ts";
import type { Json } from "./plain-spec.ts";

type Spec = { [key: string]: Json };

export interface ChartRequest {
  spec: Spec;
  /** What there is for it, in CSS pixels. */
  width: number;
  colours: Colours;
}

export interface Drawing {
  svg: string;
  /** CSS pixels. */
  width: number;
  height: number;
  /** What is not as the specification wanted it. */
  notes: string[];
}

/** UTF-16 units; more would keep the page from anything else while it is drawn. */
const maxSvgChars = 12_000_000;
const maxNotes = 4;

/** Nothing is fetched, whatever a specification says. */
const loader = {
  load: () => Promise.reject(new Error("Nothing is fetched for a chart.")),
  sanitize: () => Promise.reject(new Error("A chart has no addresses.")),
  http: () => Promise.reject(new Error("Nothing is fetched for a chart.")),
  file: () => Promise.reject(new Error("Nothing is fetched for a chart.")),
};

/**
 * Draws a specification without `eval`, a page or a network. Rejects with words for a person where it cannot. It may take as long as
 * the specification has it take: whoever calls it must be able to end it.
 */
export async function drawChart({ spec, width, colours }: ChartRequest): Promise<Drawing> {
  const why = findRefusal(spec);
  if (why !== null) throw new Error(why);
  guardTransforms();
  const { spec: tamed, notes } = tame(spec);
  const log = createLog();
  try {
    return await drawTamed(tamed, { width, colours }, notes, log);
  } catch (error) {
    throw new Error(`Vega-Lite says: ${error instanceof Error ? error.message : String(error)}`);
  }
}

type Log = ReturnType<typeof createLog>;

async function drawTamed(
  tamed: Spec,
  { width, colours }: Omit<ChartRequest, "spec">,
  notes: string[],
  log: Log,
): Promise<Drawing> {
  const { spec: compiled } = compile(fitToWidth(tamed, width) as unknown as TopLevelSpec, {
    config: configureChart(colours),
    logger: log.logger,
  });
  const runtime = vega.parse(compiled, undefined, { ast: true });
  const view = new vega.View(runtime, {
    expr: expressionInterpreter,
    loader,
    logger: log.logger,
    renderer: "none",
  });
  try {
    await view.runAsync();
    const svg = await view.toSVG();
    if (log.errors.length > 0) throw new Error(log.errors[0]);
    if (svg.length > maxSvgChars) throw new Error("It has more marks than a page can show.");
    const size = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg);
    return {
      svg,
      width: Math.ceil(Number(size?.[1] ?? width)),
      height: Math.ceil(Number(size?.[2] ?? 0)),
      notes: [...notes, ...log.warnings.slice(0, maxNotes)],
    };
  } finally {
    view.finalize();
  }
}

/** A chart of one piece takes the width that there is, unless it wants less. */
function fitToWidth(spec: Spec, available: number): Spec {
  const { encoding, autosize: _, ...rest } = spec;
  const divided = isObject(encoding) && ["row", "column", "facet"].some((channel) => channel in encoding);
  if ((spec.mark === undefined && spec.layer === undefined) || divided) return spec;
  const fitted: Spec = { ...rest, ...(encoding === undefined ? {} : { encoding }) };
  if (fitted.height === "container") delete fitted.height;
  const wanted = typeof spec.width === "number" ? spec.width : available;
  return { ...fitted, width: Math.min(wanted, available), autosize: { type: "fit-x", contains: "padding" } };
}

function createLog() {
  const errors: string[] = [];
  const warnings: string[] = [];
  const words = (said: readonly unknown[]) =>
    said
      .map((word) => (word instanceof Error ? word.message : String(word)))
      .join(" ")
      .slice(0, 500);
  const logger: vega.LoggerInterface = {
    level: (() => logger) as vega.LoggerInterface["level"],
    error(...said: readonly unknown[]) {
      errors.push(words(said));
      return logger;
    },
    warn(...said: readonly unknown[]) {
      warnings.push(words(said));
      return logger;
    },
    info: () => logger,
    debug: () => logger,
  };
  return { logger, errors, warnings };
}

/** What its types leave out. */
interface Metrics {
  textMetrics: { width: (item: TextItem, text: unknown) => number };
}
interface TextItem {
  font?: string;
  fontSize?: number;
  fontWeight?: string | number;
  fontStyle?: string;
}

/** A worker has no page to measure words on, but it may have a canvas. */
if (typeof OffscreenCanvas === "function") {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  if (context)
    (vega as unknown as Metrics).textMetrics.width = (item, text) => {
      const { font = "sans-serif", fontSize = 11, fontWeight = "", fontStyle = "" } = item;
      context.font = `${fontStyle} ${fontWeight} ${fontSize}px ${font}`;
      return context.measureText(String(text)).width;
    };
}
