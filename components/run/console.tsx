import { useState } from "react";
import { ScrollBox } from "#components/ui";
import { ValueView } from "#components/value";
import type { Output } from "#lib/sandbox";
import { formatValue, type Value } from "#lib/value";
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
  const long = output.length > maxLines;
  const shown = long && !unfolded ? output.slice(0, maxLines) : output;
  return (
    <>
      <ScrollBox label="Console output" className="max-h-96">
        <ol className="font-mono text-[0.8125rem] leading-[1.6]">
          {shown.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end.
            <li key={index} className="flex gap-3">
              {times && (
                <span className="w-14 shrink-0 text-right text-quiet tabular-nums">
                  {formatMs(line.atMs)}
                </span>
              )}
              <OutputLine line={line} />
            </li>
          ))}
        </ol>
      </ScrollBox>
      {long && (
        <button
          type="button"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
          className="mt-1 text-xs text-quiet underline decoration-rule-strong underline-offset-3 hover:text-ink"
        >
          {unfolded ? "Show fewer lines" : `Show all ${output.length} lines`}
        </button>
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

function OutputLine({ line }: { line: Output }) {
  switch (line.kind) {
    case "console":
      return (
        <span className={`min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere] ${levelColours[line.level]}`}>
          {line.level !== "log" && <span className="font-sans text-xs font-semibold">{line.level} </span>}
          {consoleText(line.values)}
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

/** Strings print as themselves, as on any console. */
function consoleText(values: Value[]): string {
  return values.map((value) => (typeof value === "string" ? value : formatValue(value))).join(" ");
}

export function outputText(output: Output[]): string {
  return output
    .map((line) => (line.kind === "console" ? consoleText(line.values) : formatValue(line.value)))
    .join("\n");
}
