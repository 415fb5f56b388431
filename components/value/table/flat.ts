import type { Value } from "#lib/value";

/** More of them are a list of their own, not what a cell holds. */
const maxItems = 20;

const flatKinds = [
  "undefined",
  "number",
  "bigint",
  "symbol",
  "function",
  "date",
  "regexp",
  "string",
  "boxed",
];

/** Without contents of its own. */
export function isFlat(cell: Value | undefined): boolean {
  if (cell === null || typeof cell !== "object") return true;
  if (Array.isArray(cell) || !("$" in cell)) return false;
  return flatKinds.includes(String(cell.$)) && (cell.$ !== "boxed" || isFlat(cell.value as Value));
}

/** Short enough to stand in a cell. */
export function isFlatList(cell: Value | undefined): boolean {
  return Array.isArray(cell) && cell.length <= maxItems && cell.every(isFlat);
}

/** What is plain and has only what fits into cells. */
export function isFlatRecord(item: Value): item is Record<string, Value> {
  if (item === null || typeof item !== "object" || Array.isArray(item) || "$" in item) return false;
  return Object.values(item).every((cell) => isFlat(cell) || isFlatList(cell));
}

/** A missing cell does not make a column of numbers another. */
export function isNumber(cell: Value | undefined): boolean {
  if (typeof cell === "number" || cell === undefined) return true;
  if (typeof cell !== "object" || cell === null || Array.isArray(cell)) return false;
  return cell.$ === "number" || cell.$ === "bigint";
}
