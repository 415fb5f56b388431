import type { Value } from "#lib/value";
import { cellText } from "./cell-text.ts";
import type { Row } from "./records.ts";

export interface Sorting {
  column: number;
  direction: "ascending" | "descending";
}

/** What a click on a column leads to: up, down, and back to the order of the program. */
export function nextSorting(sorting: Sorting | null, column: number): Sorting | null {
  if (sorting?.column !== column) return { column, direction: "ascending" };
  return sorting.direction === "ascending" ? { column, direction: "descending" } : null;
}

/** What a cell is compared by. Lower ranks come first; what has nothing to compare comes last in either direction. */
type Key =
  | { rank: 0; by: number | bigint }
  | { rank: 1; by: number }
  | { rank: 2; by: string }
  | { rank: 3; by: number }
  | { rank: 4; by: null };

/** Stable: what compares alike stays in the program's order. Texts are compared as the locale has it, numbers within them as numbers. */
export function sortRows(rows: readonly Row[], sorting: Sorting | null, locale: string): readonly Row[] {
  if (sorting === null) return rows;
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const sign = sorting.direction === "ascending" ? 1 : -1;
  const keyed = rows.map((row) => ({ row, key: keyOf(row[sorting.column]) }));
  keyed.sort((a, b) => compareKeys(a.key, b.key, sign, compare));
  return keyed.map(({ row }) => row);
}

function compareKeys(a: Key, b: Key, sign: number, compare: (a: string, b: string) => number): number {
  if (a.rank === 4 || b.rank === 4) return a.rank - b.rank;
  if (a.rank !== b.rank) return sign * (a.rank - b.rank);
  if (a.rank === 2 && b.rank === 2) return sign * compare(a.by, b.by);
  return sign * (a.by < b.by ? -1 : a.by > b.by ? 1 : 0);
}

function keyOf(cell: Value | undefined): Key {
  switch (typeof cell) {
    case "undefined":
      return nothing;
    case "number":
      return { rank: 0, by: cell };
    case "boolean":
      return { rank: 3, by: Number(cell) };
    case "string":
      return { rank: 2, by: cellText(cell) };
    default:
      return cell === null || Array.isArray(cell) ? keyOfText(cell) : keyOfSpecial(cell);
  }
}

const nothing: Key = { rank: 4, by: null };

function keyOfText(cell: Value): Key {
  return cell === null ? nothing : { rank: 2, by: cellText(cell) };
}

function keyOfSpecial(cell: Exclude<Value, null | boolean | number | string | Value[]>): Key {
  switch (cell.$) {
    case "undefined":
      return nothing;
    case "number":
      return cell.value === "NaN" ? nothing : { rank: 0, by: Number(cell.value) };
    case "bigint":
      return { rank: 0, by: BigInt(String(cell.value)) };
    case "date":
      return cell.value === null ? nothing : { rank: 1, by: Date.parse(String(cell.value)) };
    default:
      return keyOfText(cell as Value);
  }
}
