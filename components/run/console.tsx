import { useState } from "react";
import { FoldButton, ScrollBox } from "#components/ui";
import { useReader, ValueView, writeNumber } from "#components/value";
import type { Output } from "#lib/sandbox";
import { type DrawnLine, drawLines } from "./output-lines.ts";
import { formatMs } from "./words.ts";

/** What a program printed and displayed, in order. `maxLines` folds the rest behind a button. */
export function Console({
  output,
  maxLines = Number.POSITIVE_INFINITY,
  times = false,
}: {
  output: Output[];
  maxLines?: number;
  times?: boolean;
}) {
  const [unfolded, setUnfolded] = useState(false);
  const reader = useReader();
  const long = output.length > maxLines;
  const shown = long && !unfolded ? output.slice(0, maxLines) : output;
  const drawn = drawLines(shown);
  const more = shown.length - drawn.length;
  return (
    <>
      <ScrollBox label="Console output" className="max-h-96">
        <ol className="font-mono text-[0.8125rem] leading-[1.6]">
          {drawn.map(({ line, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end.
            <li key={index} className="flex gap-3">
              {times && (
                <span className="w-14 shrink-0 text-right text-quiet tabular-nums">
                  {formatMs(line.atMs, reader)}
                </span>
              )}
              <OutputLine line={line} text={text} />
            </li>
          ))}
        </ol>
        {more > 0 && (
          <p className="py-1.5 text-xs text-quiet">
            {writeNumber(more, reader)} more {more === 1 ? "line is" : "lines are"} not drawn.
          </p>
        )}
      </ScrollBox>
      {long && (
        <FoldButton
          unfolded={unfolded}
          onToggle={setUnfolded}
          all={`${writeNumber(output.length, reader)} lines`}
        />
      )}
    </>
  );
}

const levelColours = {
  debug: "text-quiet",
  log: "",
  info: "",
  warn: "text-unavailable",
  error: "text-unsafe",
};

function OutputLine({ line, text }: DrawnLine) {
  switch (line.kind) {
    case "console":
      return (
        <span className={`min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere] ${levelColours[line.level]}`}>
          {line.level !== "log" && <span className="font-sans text-xs font-semibold">{line.level} </span>}
          {text}
        </span>
      );
    case "display":
      return (
        <div className="min-w-0 py-1 font-sans">
          <ValueView value={line.value} label="Displayed value" />
        </div>
      );
  }
}
