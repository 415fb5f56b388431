import type { Value } from "#lib/value";
import type { Path } from "../pointing.ts";
import type { Records } from "./records.ts";

/** A cell by its places in a table's records. */
export interface CellPlace {
  row: number;
  column: number;
}

/** The cell in which what a path leads to is shown; null where none is. */
export function locateCell(value: Value, records: Records, path: Path): CellPlace | null {
  const steps = isListed(value) ? path.slice(1) : path;
  const place = placeOf(value, records, steps);
  if (place === null) return null;
  const isThere = place.row in records.rows && place.column in records.columns;
  return isThere ? place : null;
}

/** What says what it is keeps its items or entries under that name. */
function isListed(value: Value): boolean {
  return typeof value === "object" && value !== null && "$" in value;
}

function placeOf(value: Value, { shape, columns }: Records, [first, second, third]: Path): CellPlace | null {
  switch (shape) {
    case "objects":
      return { row: Number(first), column: columns.indexOf(String(second)) };
    case "lists":
      return { row: Number(first), column: Number(second) };
    case "keyed": {
      // The first column is that of the keys.
      const columnOf = (name: string | number | undefined) =>
        name === undefined ? 1 : columns.indexOf(String(name), 1);
      if (!isListed(value))
        return { row: Object.keys(value ?? {}).indexOf(String(first)), column: columnOf(second) };
      return { row: Number(first), column: second === 0 ? 0 : columnOf(third) };
    }
  }
}
