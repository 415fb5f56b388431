import { groupedFrom } from "../group-digits.ts";
import { cellText, numberText } from "./cell-text.ts";
import type { Records } from "./records.ts";

/** With fewer rows the browser sets the columns, with more they must not change while rows come and go. */
const fluidRows = 15;

const minCh = 4;
const maxCh = 40;
/** A column as wide as this leaves room for others beside it on a phone. */
const maxStickyCh = 20;
/** What the arrow of a sorted column takes. */
const arrowCh = 3;

export interface Layout {
  /** In widths of a digit, one for each column; null where the browser may see to it. */
  widthsCh: number[] | null;
  /** Whether the first column stays when the others are scrolled. */
  sticky: boolean;
  /** Digits from which the numbers of a column are grouped: those beside a number that is. */
  groupedFrom: number[];
}

const known = new WeakMap<Records, Layout>();

/** How a table is set, with all its rows looked at. */
export function layOut(records: Records): Layout {
  const found = known.get(records);
  if (found) return found;
  const columns = records.columns.map((name, column) => measure(name, records, column));
  const layout: Layout = {
    widthsCh: hasManyRows(records) ? columns.map(({ ch }) => ch) : null,
    sticky: columns.length > 2 && (columns[0]?.ch ?? 0) <= maxStickyCh,
    groupedFrom: columns.map(({ grouped }) => (grouped ? 4 : groupedFrom)),
  };
  known.set(records, layout);
  return layout;
}

/** Enough to be searched. */
export function hasManyRows({ rows }: Records): boolean {
  return rows.length > fluidRows;
}

function measure(name: string, { rows, numeric }: Records, column: number): { ch: number; grouped: boolean } {
  let chars = 0;
  let grouped = false;
  for (const row of rows) {
    const number = numberText(row[column]);
    const text = number ?? (chars < maxCh ? cellText(row[column]) : "");
    if (number !== null && numeric[column] && /^-?\d{5}/.test(number)) grouped = true;
    chars = Math.max(chars, number === null ? text.length : Math.ceil(text.length * 1.25));
  }
  const ch = Math.max(minCh, chars + 1, name.length + arrowCh);
  return { ch: Math.min(maxCh, ch), grouped };
}
