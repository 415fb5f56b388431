import { useState } from "react";
import { FoldButton } from "#components/ui";
import { firstUnits } from "#lib/value";
import { Marked } from "./marked.tsx";
import type { Mark } from "./pointing.ts";
import { useReader } from "./reader.ts";
import { showText } from "./show-text.ts";
import { writeNumber } from "./write-number.ts";

/** Longer strings are folded, so that one result does not push everything else off the page. */
const maxChars = 2_000;

interface TextProps {
  text: string;
  /** UTF-16 units that it had before the sandbox cut it. */
  total?: number;
  mark?: Mark | null;
}

export function Text({ text, total = text.length, mark = null }: TextProps) {
  const [unfolded, setUnfolded] = useState(false);
  const reader = useReader();
  if (total === 0) return <span className="font-mono text-[1.125rem] text-quiet">"" (an empty string)</span>;
  const long = text.length > maxChars;
  const shown = long && !unfolded ? `${showText(firstUnits(text, maxChars))}…` : showText(text);
  return (
    <div className="max-w-full">
      <p
        className={`font-mono leading-relaxed ${text.length > 60 ? "text-[0.875rem]" : "text-[1.125rem]"} break-words whitespace-pre-wrap [overflow-wrap:anywhere]`}
      >
        <Marked mark={mark}>{shown}</Marked>
      </p>
      {long && (
        <FoldButton
          unfolded={unfolded}
          onToggle={setUnfolded}
          all={`${writeNumber(text.length, reader)} characters`}
        />
      )}
      {total > text.length && (
        <p className="mt-1 text-xs text-quiet">
          {writeNumber(total - text.length, reader)} more characters were cut off in the sandbox.
        </p>
      )}
    </div>
  );
}
