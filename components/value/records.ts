import type { SpecialValue, Value } from "#lib/value";

export interface Records {
  columns: string[];
  /** A cell is undefined where a record has no such key. */
  rows: (Value | undefined)[][];
  /** Columns that hold numbers and nothing else. */
  numeric: boolean[];
  /** How many records there were before the list was cut. */
  total: number;
}

/** A table wider than this says less than the text of the value. */
const maxColumns = 24;

/** Reads a list of flat records with mostly the same keys; anything else is null and no table. */
export function readRecords(value: Value): Records | null {
  const list = readList(value);
  if (list === null || list.items.length === 0) return null;
  const { items, length: total } = list;
  const columns = new Set<string>();
  let cells = 0;
  for (const item of items) {
    if (!isFlatRecord(item)) return null;
    const keys = Object.keys(item);
    cells += keys.length;
    for (const key of keys) columns.add(key);
    if (columns.size > maxColumns) return null;
  }
  if (columns.size === 0 || cells * 2 < columns.size * items.length) return null;
  const names = [...columns];
  const rows = items.map((item) => names.map((name) => (item as Record<string, Value>)[name]));
  const numeric = names.map((_, column) => rows.every((row) => isNumber(row[column])));
  return { columns: names, rows, numeric, total };
}

/** A list, also one that the sandbox cut; then without what stands for the rest of it. */
function readList(value: Value): { items: Value[]; length: number } | null {
  if (Array.isArray(value)) return { items: value, length: value.length };
  if (value === null || typeof value !== "object" || value.$ !== "array") return null;
  const { items, length } = value as Extract<SpecialValue, { $: "array" }>;
  const whole = items.length < length && !isFlatRecord(items.at(-1) ?? null) ? items.slice(0, -1) : items;
  return { items: whole, length };
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
