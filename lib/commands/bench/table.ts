import type { Summary } from "./measure.ts";
import type { Claim, Row } from "./row.ts";
import { type ColumnName, type TableName, tables, titles } from "./tables.ts";

/** Rows of one table in Markdown, its columns aligned for those who read it as text. */
export function formatTable(name: TableName, rows: readonly Row[]): string {
  const columns: readonly ColumnName[] = tables[name].columns;
  const lines = [
    ["", ...columns.map((peer) => titles[peer]), "compared", "to reach"],
    ...rows.map((row) => [
      row.unit === "" ? row.what : `${row.what}, ${row.unit}`,
      ...columns.map((peer) => formatSummary(row.unit, row.cells[peer])),
      row.claims.map(formatClaim).join("<br>"),
      [...row.claims.map(formatTarget), ...formatBound(name, row)].join("<br>"),
    ]),
  ];
  const [head = [], ...body] = lines;
  const widths = head.map((_, column) => Math.max(3, ...lines.map((line) => line[column]?.length ?? 0)));
  const rule = widths.map((width, column) =>
    column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [head, rule, ...body].map((line) => formatLine(line, widths)).join("\n");
}

function formatLine(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, column) => {
    const width = widths[column] ?? 0;
    return column === 0 ? cell.padEnd(width) : cell.padStart(width);
  });
  return `| ${padded.join(" | ")} |`;
}

/** The median, and in brackets the worse end: of times the 95th percentile, of rates the 5th. */
function formatSummary(unit: Row["unit"], summary: Summary | undefined): string {
  if (!summary) return "–";
  const worse = unit === "a second" ? summary.p5 : summary.p95;
  const median = formatNumber(summary.median);
  return summary.count === 1 ? median : `${median} (${formatNumber(worse)})`;
}

function formatClaim({ against, cost }: Claim): string {
  if (against === "first") return `${formatNumber(cost)}× the first`;
  return cost >= 1
    ? `${formatNumber(cost)}× the cost of ${titles[against]}`
    : `${formatNumber(1 / cost)}× better than ${titles[against]}`;
}

function formatTarget({ cost, atMost }: Claim): string {
  if (atMost === null) return "–";
  const target =
    atMost >= 1 ? `at most ${formatNumber(atMost)}×` : `at least ${formatNumber(1 / atMost)}× better`;
  return `${target}: ${cost <= atMost ? "reached" : "**missed**"}`;
}

/** Whether the worse end of ours is within its bound. */
function formatBound(name: TableName, { atMost, cells }: Row): string[] {
  const ours = cells[tables[name].ours];
  if (atMost === null || !ours) return [];
  return [`at most ${formatNumber(atMost)}: ${ours.p95 <= atMost ? "reached" : "**missed**"}`];
}

/** Three digits that say something. */
export function formatNumber(value: number): string {
  return value.toLocaleString("en-GB", { maximumSignificantDigits: value < 1000 ? 3 : 4 });
}
