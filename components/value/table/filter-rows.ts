import { cellText } from "./cell-text.ts";
import type { Row } from "./records.ts";

/** Rows of which any cell holds the words, whatever their case. */
export function filterRows(rows: readonly Row[], words: string, locale: string): readonly Row[] {
  const wanted = words.trim().toLocaleLowerCase(locale);
  if (wanted === "") return rows;
  // A row that stands in the list a thousand times is read once.
  const known = new Map<Row, boolean>();
  return rows.filter((row) => {
    let holds = known.get(row);
    if (holds === undefined) {
      holds = row.some((cell) => cellText(cell).toLocaleLowerCase(locale).includes(wanted));
      known.set(row, holds);
    }
    return holds;
  });
}
