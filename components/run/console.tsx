import { useEffect, useMemo, useRef, useState } from "react";
import { FoldButton, ScrollBox } from "#components/ui";
import { isDrawn, type PointedValue, useReader, ValueView, writeNumber } from "#components/value";
import type { Output } from "#lib/sandbox";
import { type DrawnLine, drawLines } from "./output-lines.ts";
import { formatMs } from "./words.ts";

interface ConsoleProps {
  output: Output[];
  /** How many lines came before these. */
  earlier?: number;
  /** More lines than these are folded behind a button; what is to be seen rather than read is not. */
  maxLines?: number;
  /** Leaves only what is to be seen rather than read. */
  onlyDrawn?: boolean;
  times?: boolean;
  /** The line that its reader was led to; null where they were not. */
  ledTo?: PointedValue | null;
}

/** What a program printed and displayed, in order. */
export function Console({
  output,
  earlier = 0,
  maxLines = Number.POSITIVE_INFINITY,
  onlyDrawn = false,
  times = false,
  ledTo = null,
}: ConsoleProps) {
  const [unfolded, setUnfolded] = useState(false);
  const seen = useMemo(() => findSeen(output), [output]);
  const reader = useReader();
  const destination = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (ledTo !== null) destination.current?.scrollIntoView({ block: "center" });
  }, [ledTo]);
  const long = output.length > maxLines;
  const shownLines = onlyDrawn ? 0 : long && !unfolded ? maxLines : output.length;
  const shown = [...output.entries()].filter(([index, line]) => index < shownLines || seen.has(line));
  const drawn = drawLines(shown.map(([, line]) => line));
  const more = shown.length - drawn.length;
  const isPointedAt = (index: number | undefined) => ledTo !== null && index === ledTo.line;
  return (
    <>
      {/* A chart in a box that scrolls would be seen in part. */}
      <ScrollBox label="Console output" className={seen.size > 0 ? "" : "max-h-96"}>
        <ol className="font-mono text-[0.8125rem] leading-[1.6]">
          {drawn.map(({ line, text }, at) => (
            // By its place in all of the output, so that nothing that is drawn begins anew when lines are folded or go.
            <li
              key={earlier + (shown[at]?.[0] ?? at)}
              ref={isPointedAt(shown[at]?.[0]) ? destination : null}
              className={`flex gap-3 ${isPointedAt(shown[at]?.[0]) ? "pointed-value" : ""}`}
            >
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
      {long && !onlyDrawn && (
        <FoldButton
          unfolded={unfolded}
          onToggle={setUnfolded}
          all={`${writeNumber(output.length, reader)} lines`}
        />
      )}
    </>
  );
}

/** What was displayed to be seen: charts, pictures and prototypes. */
export function findSeen(output: readonly Output[]): ReadonlySet<Output> {
  return new Set(output.filter((line) => line.kind === "display" && isDrawn(line.value)));
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
