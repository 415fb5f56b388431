import { ScrollBox } from "#components/ui";
import { formatValue, type SpecialValue, type Value } from "#lib/value";
import { Drawn } from "./drawn.tsx";
import { drawnChars } from "./drawn-chars.ts";
import { RecordTable } from "./record-table.tsx";
import { readRecords } from "./records.ts";
import { Text } from "./text.tsx";

/** A value of one word is drawn in large letters and never scrolls. */
const literalChars = 10_000;

/** Draws what a program returned or displayed as what it is. Nothing is empty: `""`, `null` and `undefined` have words. */
export function ValueView({ value, label = "Value" }: { value: Value; label?: string }) {
  return (
    <Drawn value={value}>
      <Written value={value} label={label} />
    </Drawn>
  );
}

function Written({ value, label }: { value: Value; label: string }) {
  if (value === null || typeof value !== "object") return <Scalar value={value} />;
  const records = readRecords(value);
  if (records) return <RecordTable records={records} label={label} />;
  if (isShort(value)) return <Literal>{formatValue(value, { maxChars: literalChars })}</Literal>;
  return (
    <ScrollBox label={label} className="max-h-[28rem] font-mono text-[0.8125rem] leading-[1.6]">
      <pre className="w-max min-w-full">{formatValue(value, { maxChars: drawnChars })}</pre>
    </ScrollBox>
  );
}

function Scalar({ value }: { value: null | boolean | number | string }) {
  if (typeof value === "string") return <Text text={value} />;
  return <Literal>{formatValue(value)}</Literal>;
}

function Literal({ children }: { children: string }) {
  return <span className="font-mono text-[1.125rem] break-all tabular-nums">{children}</span>;
}

/** Special values that are one word, drawn like a scalar rather than as a block. */
function isShort(value: Value): boolean {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
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
      return true;
    default:
      return false;
  }
}
