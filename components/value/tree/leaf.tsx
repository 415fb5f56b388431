import { formatValue, type SpecialValue, type Value } from "#lib/value";
import { NumberText } from "../number.tsx";
import type { Mark } from "../pointing.ts";
import { Text } from "../text.tsx";

/** UTF-16 units of a text that stands on one line. */
const lineChars = 120;

/** UTF-16 units of everything else without contents. */
const leafChars = 1_000;

type CutText = Extract<SpecialValue, { $: "string" }>;

export function isLongText(value: Value): value is string | CutText {
  if (typeof value === "string") return value.length > lineChars;
  return typeof value === "object" && value !== null && !Array.isArray(value) && value.$ === "string";
}

/** All of a text, under its first line. */
export function LongText({ value, mark }: { value: string | CutText; mark: Mark | null }) {
  return (
    <div className="max-w-[80ch] pl-[1.25em] [&_p]:text-[0.8125rem]">
      {typeof value === "string" ? (
        <Text text={value} mark={mark} />
      ) : (
        <Text text={value.value} total={value.length} />
      )}
    </div>
  );
}

/** A value without contents, in the colours that code has. */
export function Leaf({ value, locale }: { value: Value; locale: string }) {
  const text = formatValue(value, { maxChars: isLongText(value) ? lineChars : leafChars });
  return (
    <bdi className={`break-all ${colourOf(value)}`}>
      <NumberText text={text} locale={locale} />
    </bdi>
  );
}

function colourOf(value: Value): string {
  switch (typeof value) {
    case "string":
      return "tok-string";
    case "number":
    case "boolean":
      return "tok-number";
    default:
      return value !== null && !Array.isArray(value) && (value.$ === "bigint" || value.$ === "number")
        ? "tok-number"
        : "";
  }
}
