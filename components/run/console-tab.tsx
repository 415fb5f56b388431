import { useDeferredValue, useId, useState } from "react";
import { useLedLine, useReader, writeNumber } from "#components/value";
import type { Output } from "#lib/sandbox";
import { Console } from "./console.tsx";
import { Nothing, Section } from "./inspector-section.tsx";
import { findLines, outputText } from "./output-lines.ts";
import type { RunState } from "./run-state.ts";

/** So few lines are looked through at a glance. */
const maxUnsearched = 10;

export function ConsoleTab({ state }: { state: RunState }) {
  const [sought, setSought] = useState("");
  const led = useLedLine();
  const [seen, setSeen] = useState<typeof led>(null);
  if (led !== seen) {
    setSeen(led);
    // A search could hide it.
    if (led !== null) setSought("");
  }
  const wanted = useDeferredValue(sought.trim());
  const fieldId = useId();
  const reader = useReader();
  const { output, earlier } = readOutput(state);
  if (output.length === 0) return <Nothing>Nothing was printed.</Nothing>;
  const found = wanted === "" ? output : findLines(output, wanted);
  return (
    <>
      {output.length > maxUnsearched && (
        <div className="mb-4 flex flex-wrap items-baseline gap-x-3 gap-y-1 text-sm">
          <label htmlFor={fieldId} className="text-quiet">
            Search
          </label>
          <input
            id={fieldId}
            type="search"
            value={sought}
            onChange={(event) => setSought(event.target.value)}
            placeholder="A word, or a level: warn, error"
            className="min-w-0 flex-1 border-b border-rule-strong bg-transparent py-1 outline-none placeholder:text-quiet focus:border-accent"
          />
          <p aria-live="polite" className="text-xs text-quiet tabular-nums">
            {wanted !== "" && `${writeNumber(found.length, reader)} of ${writeNumber(output.length, reader)}`}
          </p>
        </div>
      )}
      {earlier > 0 && (
        <p className="mb-2 text-xs text-quiet">
          {writeNumber(earlier, reader)} earlier lines come at its end.
        </p>
      )}
      <Section title="Console" text={() => outputText(found)}>
        {found.length > 0 ? (
          <Console output={found} times ledTo={wanted === "" ? led : null} />
        ) : (
          <Nothing>No line has that.</Nothing>
        )}
      </Section>
    </>
  );
}

function readOutput(state: RunState): { output: Output[]; earlier: number } {
  const running = state.status === "interrupted" ? state.reached : state;
  if (running.status === "running")
    return { output: running.printed?.lines ?? [], earlier: running.printed?.earlier ?? 0 };
  if (running.status !== "finished" || running.result.status === "refused") return { output: [], earlier: 0 };
  return { output: running.result.output, earlier: 0 };
}
