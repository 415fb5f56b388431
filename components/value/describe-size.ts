import type { SpecialValue, Value } from "#lib/value";
import { findKind } from "./kinds.ts";
import type { Reader } from "./reader.ts";
import { readRecords } from "./table/records.ts";
import { writeNumber } from "./write-number.ts";

/** A text without a space is one word, up to this length in UTF-16 units. */
const maxWordChars = 40;

/** How much a value is, in a few words: "95 rows". Null for a single number or word, which says it itself. */
export function describeSize(value: Value, reader: Reader): string | null {
  if (typeof value === "string") return nameDrawn(value) ?? describeText(value, value.length, reader);
  if (value === null || typeof value !== "object") return null;
  const drawn = nameDrawn(value);
  if (drawn !== null) return drawn;
  const records = readRecords(value);
  if (records) return count(records.total, "row", reader);
  if (Array.isArray(value)) return count(value.length, "entry", reader);
  return typeof value.$ === "string"
    ? describeSpecial(value as SpecialValue, reader)
    : countEntries(value, reader);
}

/** What is seen rather than read; null for everything else. */
function nameDrawn(value: Value): string | null {
  const kind = findKind(value);
  return kind && kind.space !== null ? `a ${kind.name}` : null;
}

/** Whether a value is drawn as something to be seen: a chart, a picture or a prototype. */
export function isDrawn(value: Value): boolean {
  return nameDrawn(value) !== null;
}

function describeText(text: string, chars: number, reader: Reader): string | null {
  return chars === 0 || (chars <= maxWordChars && !/\s/.test(text))
    ? null
    : count(chars, "character", reader);
}

function countEntries(value: object, reader: Reader): string {
  return count(Object.keys(value).length, "entry", reader);
}

function describeSpecial(value: SpecialValue, reader: Reader): string | null {
  switch (value.$) {
    case "string":
      return describeText(value.value, value.length, reader);
    case "array":
    case "binary":
      return count(value.length, "entry", reader);
    case "map":
    case "set":
    case "object":
      return count(value.size, "entry", reader);
    case "undefined":
    case "number":
    case "bigint":
    case "symbol":
    case "function":
    case "date":
    case "regexp":
    case "error":
    case "hole":
    case "boxed":
    case "opaque":
    case "ref":
    case "cut":
    case "thrown":
      return null;
  }
}

const plurals = { row: "rows", entry: "entries", character: "characters" };

function count(number: number, noun: keyof typeof plurals, reader: Reader): string {
  return `${writeNumber(number, reader)} ${number === 1 ? noun : plurals[noun]}`;
}
