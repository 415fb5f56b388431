import { formatValue, type Value } from "#lib/value";
import { readEntries } from "./entries.ts";

/** Rows that a tree begins with at most, and of a list that is not parted. */
const maxRows = 20;
export const sliceSize = 100;

/** What is read to know how many lines the text of a value takes. */
const readChars = 4_000;

/**
 * What is open to begin with: from the top, as much as takes no more lines than the text of the value does, so that the tree fits
 * where that stood.
 */
export function chooseOpen(root: Value): Set<Value> {
  const lines = formatValue(root, { maxChars: readChars }).split("\n").length;
  let left = Math.min(maxRows, lines - 1);
  const open = new Set<Value>([root]);
  left -= readEntries(root)?.count ?? 0;
  for (const value of open) {
    const entries = readEntries(value);
    if (!entries || entries.count > sliceSize) continue;
    for (let index = 0; index < entries.count && left > 0; index++) {
      const item = entries.at(index).value;
      const count = readEntries(item)?.count ?? 0;
      if (count === 0 || count > left) continue;
      open.add(item);
      left -= count;
    }
  }
  return open;
}
