import { ScrollBox } from "#components/ui";
import { formatValue, type SpecialValue, type Value } from "#lib/value";
import { drawnChars } from "./drawn-chars.ts";
import { Failure } from "./failure.tsx";
import { Marked } from "./marked.tsx";
import type { Mark } from "./pointing.ts";
import { isWord, Word } from "./scalar.tsx";
import { PlainTable } from "./table/plain-table.tsx";
import { readRecords } from "./table/records.ts";
import { Text } from "./text.tsx";

interface PlainViewProps {
  value: Value;
  label: string;
  /** Where it is one word or a text; of others no part is marked. */
  mark?: Mark | null;
}

/** The form that needs nothing but what the page has from the first. */
export function PlainView({ value, label, mark = null }: PlainViewProps) {
  if (typeof value === "string") return <Text text={value} mark={mark} />;
  if (isWord(value))
    return (
      <Marked mark={mark}>
        <Word value={value} />
      </Marked>
    );
  if (isSpecial(value) && value.$ === "string") return <Text text={value.value} total={value.length} />;
  if (isSpecial(value) && value.$ === "error" && value.cause === null && value.properties.length === 0)
    return <Failure error={value} />;
  const records = readRecords(value);
  return records ? <PlainTable records={records} label={label} /> : <Block value={value} label={label} />;
}

/** The value's own text, as a program would print it. */
export function Block({ value, label }: { value: Value; label: string }) {
  return (
    <ScrollBox label={label} className="max-h-[28rem] font-mono text-[0.8125rem] leading-[1.6]">
      <pre className="w-max min-w-full">{formatValue(value, { maxChars: drawnChars })}</pre>
    </ScrollBox>
  );
}

function isSpecial(value: Value): value is SpecialValue {
  return typeof value === "object" && value !== null && !Array.isArray(value) && typeof value.$ === "string";
}
