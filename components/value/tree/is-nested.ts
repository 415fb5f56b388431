import { formatValue, type SpecialValue, type Value } from "#lib/value";

/** What is as short as this is read at a glance. */
const lineChars = 76;

/** A list of words fills its lines as text, which is read more easily than one word to a line. */
const wordChars = 40;
const maxWords = 10_000;

/** Whether there is more in a value than its text shows at a glance. */
export function isNested(value: Value): boolean {
  if (value === null || typeof value !== "object") return false;
  if (Array.isArray(value)) return !isBrief(value) && !areWords(value);
  if (value.$ === undefined) return !isBrief(value);
  const special = value as SpecialValue;
  switch (special.$) {
    case "error":
      return special.cause !== null || special.properties.length > 0;
    case "array":
    case "set":
    case "binary":
      return !isBrief(value) && !areWords(special.items);
    case "map":
    case "object":
      return !isBrief(value);
    default:
      return false;
  }
}

function isBrief(value: Value): boolean {
  const text = formatValue(value, { maxChars: lineChars });
  return text.length <= lineChars && !text.includes("\n");
}

function areWords(items: readonly Value[]): boolean {
  return items.length <= maxWords && items.every(isWord);
}

function isWord(item: Value): boolean {
  if (typeof item === "string") return item.length <= wordChars && !item.includes("\n");
  if (item === null || typeof item !== "object") return true;
  if (Array.isArray(item)) return false;
  return item.$ === "number" || item.$ === "undefined" || item.$ === "hole" || item.$ === "bigint";
}
