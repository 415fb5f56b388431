import { formatValue, type Value } from "#lib/value";
import type { Records, Row } from "./records.ts";

/** A number that a spreadsheet may read as one. */
const plainNumber = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** With any of these, in either width, a spreadsheet begins a formula, whatever it skips that shows nothing to get there. */
const beginsFormula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;

/** Some separate cells by semicolons or tabs, and some take spaces away at either end of what is not quoted. */
const needsQuotes = /[",;\t\r\n]|^\s|\s$/;

/**
 * Comma-separated, as RFC 4180 has it, under a row of names. What a spreadsheet would run begins with an apostrophe, which says to
 * it that the rest is text. What is missing, null or undefined is empty. It begins with a mark by which Excel knows it for UTF-8.
 */
export function writeCsv(columns: readonly string[], rows: readonly Row[]): string {
  const lines = [columns, ...rows.map((row) => columns.map((_, column) => csvText(row[column])))].map(
    (cells) => `${cells.map(writeCsvCell).join(",")}\r\n`,
  );
  return `\uFEFF${lines.join("")}`;
}

function csvText(cell: Value | undefined): string {
  if (cell === undefined || cell === null) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "object" && !Array.isArray(cell)) {
    if (cell.$ === "undefined") return "";
    if (cell.$ === "bigint") return String(cell.value);
  }
  return formatValue(cell);
}

function writeCsvCell(text: string): string {
  const disarmed = beginsFormula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return needsQuotes.test(disarmed) ? `"${disarmed.replaceAll('"', '""')}"` : disarmed;
}

/** A list of objects, or of lists where the rows had no names. What JSON has no word for is the text that is shown of it. */
export function writeJson(
  { columns, shape }: Pick<Records, "columns" | "shape">,
  rows: readonly Row[],
): string {
  const list = rows.map((row) =>
    shape === "lists"
      ? row.map((cell) => jsonValue(cell ?? null))
      : Object.fromEntries(
          columns.flatMap((name, column) => {
            const cell = row[column];
            return cell === undefined ? [] : [[name, jsonValue(cell)]];
          }),
        ),
  );
  return JSON.stringify(list, null, 2);
}

function jsonValue(cell: Value): unknown {
  if (cell === null || typeof cell !== "object") return cell;
  if (Array.isArray(cell)) return cell.map(jsonValue);
  switch (cell.$) {
    case "undefined":
      return null;
    case "bigint":
    case "date":
      return cell.value;
    case "boxed":
      return jsonValue(cell.value as Value);
    default:
      return formatValue(cell);
  }
}
