import { cutText, formatValue, type SpecialValue, type Value } from "#lib/value";
import { showName } from "../show-name.ts";

/** UTF-16 units of the line beside a closed branch, of a word in it, and of a leaf or a name. */
const previewChars = 64;
const wordChars = 24;
const nameChars = 200;

/** What kind of container it is, and of how many. */
export function headOf(value: Value): string {
  if (value === null || typeof value !== "object") return "";
  if (Array.isArray(value)) return `Array(${value.length})`;
  const special = value as SpecialValue;
  switch (special.$) {
    case "array":
      return `Array(${special.length})`;
    case "binary":
      return `${cutText(special.name, nameChars)}(${special.length})`;
    case "map":
      return `Map(${special.size})`;
    case "set":
      return `Set(${special.size})`;
    case "object":
      return special.name === null ? "" : cutText(special.name, nameChars);
    case "error":
      return cutText(`${special.name}${special.message === "" ? "" : `: ${special.message}`}`, nameChars);
    default:
      return "";
  }
}

/** A value in a word: containers without what they hold. */
export function briefly(value: Value, maxChars = nameChars): string {
  if (value === null || typeof value !== "object") return formatValue(value, { maxChars });
  if (Array.isArray(value)) return value.length === 0 ? "[]" : "[…]";
  if (value.$ === undefined) return Object.keys(value).length === 0 ? "{}" : "{…}";
  const special = value as SpecialValue;
  switch (special.$) {
    case "ref":
      return "↪";
    case "array":
      return "[…]";
    case "object":
      return `${headOf(special)}{…}`;
    case "map":
    case "set":
    case "binary":
    case "error":
      return headOf(special);
    default:
      return formatValue(special, { maxChars });
  }
}

/** The first of what a closed branch holds. */
export function previewOf(value: Value): string {
  if (value === null || typeof value !== "object") return "";
  if (Array.isArray(value)) return `[${words(value, (item) => briefly(item, wordChars))}]`;
  if (value.$ === undefined) return named(Object.entries(value) as [string, Value][]);
  const special = value as SpecialValue;
  switch (special.$) {
    case "array":
    case "binary":
    case "set":
      return `[${words(special.items, (item) => briefly(item, wordChars))}]`;
    case "map":
      return `{ ${words(special.entries, ([key, item]) => `${briefly(key, wordChars)} => ${briefly(item, wordChars)}`)} }`;
    case "object":
      return named(special.entries);
    default:
      return "";
  }
}

function named(entries: readonly [string, Value][]): string {
  return `{ ${words(entries, ([key, item]) => `${showName(cutText(key, wordChars))}: ${briefly(item, wordChars)}`)} }`;
}

function words<Item>(items: readonly Item[], write: (item: Item) => string): string {
  let text = "";
  for (const item of items) {
    if (text.length > previewChars) return `${text}, …`;
    text += (text === "" ? "" : ", ") + write(item);
  }
  return text;
}
