import { formatValue, type SpecialValue, type Value } from "#lib/value";
import { Moment } from "./moment.tsx";
import { NumberText } from "./number.tsx";
import { useReader } from "./reader.ts";

/** A value of one word is drawn in large letters and never scrolls. */
const literalChars = 10_000;

/** Special values that are one word, drawn like a scalar rather than as a block. */
export function isWord(value: Value): boolean {
  if (value === null || typeof value !== "object") return typeof value !== "string";
  if (Array.isArray(value)) return false;
  switch ((value as SpecialValue).$) {
    case "undefined":
    case "number":
    case "bigint":
    case "symbol":
    case "function":
    case "date":
    case "regexp":
    case "boxed":
    case "opaque":
    case "cut":
    case "thrown":
      return true;
    default:
      return false;
  }
}

export function Word({ value }: { value: Value }) {
  const { locale } = useReader();
  return (
    <span className="font-mono text-[1.125rem] break-all tabular-nums">
      {isDate(value) && value.value !== null ? (
        <Moment iso={value.value} />
      ) : (
        <NumberText text={formatValue(value, { maxChars: literalChars })} locale={locale} />
      )}
    </span>
  );
}

function isDate(value: Value): value is Extract<SpecialValue, { $: "date" }> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && value.$ === "date";
}
