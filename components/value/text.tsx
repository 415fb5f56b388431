import { useState } from "react";
import { FoldButton } from "#components/ui";
import { firstUnits } from "#lib/value";

/** Longer strings are folded, so that one result does not push everything else off the page. */
const maxChars = 2_000;

export function Text({ text }: { text: string }) {
  const [unfolded, setUnfolded] = useState(false);
  if (text === "") return <span className="font-mono text-[1.125rem] text-quiet">"" (an empty string)</span>;
  const long = text.length > maxChars;
  const shown = long && !unfolded ? `${firstUnits(text, maxChars)}…` : text;
  return (
    <div className="max-w-full">
      <p
        className={`font-mono leading-relaxed ${text.length > 60 ? "text-[0.875rem]" : "text-[1.125rem]"} break-words whitespace-pre-wrap [overflow-wrap:anywhere]`}
      >
        {text.trim() === "" ? JSON.stringify(shown) : shown}
      </p>
      {long && (
        <FoldButton
          unfolded={unfolded}
          onToggle={setUnfolded}
          all={`${text.length.toLocaleString("en")} characters`}
        />
      )}
    </div>
  );
}
