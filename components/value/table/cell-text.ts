import { cutText, formatValue, type Value } from "#lib/value";

/** UTF-16 units of a cell that are drawn, sorted and searched by. */
const cellChars = 1_000;

/** A cell in words: a string is itself, what is missing is nothing. */
export function cellText(cell: Value | undefined): string {
  if (cell === undefined) return "";
  if (typeof cell === "string") return cutText(cell, cellChars);
  return formatValue(cell, { maxChars: cellChars });
}

/** A number or a bigint as JavaScript writes it; null for everything else. */
export function numberText(cell: Value | undefined): string | null {
  if (typeof cell === "number") return String(cell);
  if (typeof cell !== "object" || cell === null || Array.isArray(cell)) return null;
  if (cell.$ === "number") return String(cell.value);
  if (cell.$ !== "bigint" || String(cell.value).length > cellChars) return null;
  return `${cell.value}n`;
}
