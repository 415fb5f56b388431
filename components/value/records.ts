import type { Value } from "#lib/value";

export interface Records {
  columns: string[];
  /** A cell is undefined where a record has no such key. */
  rows: (Value | undefined)[][];
  /** Columns that hold numbers and nothing else. */
  numeric: boolean[];
}

/** A table wider than this says less than the text of the value. */
const maxColumns = 24;

/** Reads a list of flat records with mostly the same keys; anything else is null and no table. */
export function readRecords(value: Value): Records | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const columns = new Set<string>();
  let cells = 0;
  for (const item of value) {
    if (!isFlatRecord(item)) return null;
    const keys = Object.keys(item);
    cells += keys.length;
    for (const key of keys) columns.add(key);
    if (columns.size > maxColumns) return null;
  }
  if (columns.size === 0 || cells * 2 < columns.size * value.length) return null;
  const names = [...columns];
  const rows = value.map((item) => names.map((name) => (item as Record<string, Value>)[name]));
  const numeric = names.map((_, column) => rows.every((row) => isNumber(row[column])));
  return { columns: names, rows, numeric };
}

function isFlatRecord(item: Value): item is Record<string, Value> {
  if (item === null || typeof item !== "object" || Array.isArray(item) || "$" in item) return false;
  return Object.values(item).every(isFlat);
}

function isFlat(cell: Value | undefined): boolean {
  if (cell === null || typeof cell !== "object") return true;
  if (Array.isArray(cell) || !("$" in cell)) return false;
  return ["undefined", "number", "bigint", "symbol", "function", "date", "regexp", "boxed"].includes(
    String(cell.$),
  );
}

function isNumber(cell: Value | undefined): boolean {
  if (typeof cell === "number" || cell === undefined) return true;
  return (
    typeof cell === "object" &&
    cell !== null &&
    !Array.isArray(cell) &&
    (cell.$ === "number" || cell.$ === "bigint")
  );
}
