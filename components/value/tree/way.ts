import type { SpecialValue, Value } from "#lib/value";
import type { Mark, Path } from "../pointing.ts";

/** What is marked, as seen from a value around it, or from itself. */
export interface Way {
  mark: Mark;
  /** The steps that are left. */
  rest: Path;
}

/** The entry of a container that a way goes through. */
export interface EntryOnWay {
  index: number;
  /** Whether it goes to the entry's key; a Map's may have contents of its own. */
  isKey: boolean;
  way: Way;
}

/** Null where it goes through none. */
export function entryOn(way: Way | null, value: Value): EntryOnWay | null {
  if (way === null || value === null || typeof value !== "object") return null;
  const { mark, rest } = way;
  const [first, second, third] = rest;
  const go = (index: number, steps: number, isKey = false) => ({
    index,
    isKey,
    way: { mark, rest: rest.slice(steps) },
  });
  if (first === undefined) return null;
  if (Array.isArray(value)) return go(Number(first), 1);
  if (value.$ === undefined) return go(Object.keys(value).indexOf(String(first)), 1);
  switch ((value as SpecialValue).$) {
    case "array":
    case "set":
    case "binary":
      return go(Number(second), 2);
    case "map":
    case "object":
      return go(Number(second), 3, third === 0);
    default:
      return null;
  }
}
