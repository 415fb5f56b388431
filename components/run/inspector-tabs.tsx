import { Code } from "#components/ui";
import { useReader } from "#components/value";
import { formatValue, type Value } from "#lib/value";
import { Nothing, Raw, Section } from "./inspector-section.tsx";
import { Outcome } from "./outcome.tsx";
import { type RunPart, type RunState, writtenCode } from "./run-state.ts";
import { describeInterruption, describeResult, formatBytes, formatMs } from "./words.ts";

export function CodeTab({ part, state }: { part: RunPart; state: RunState }) {
  const written = writtenCode(part);
  const ran = part.state === "output-available" ? part.output.program.code : null;
  const failed = state.status === "finished" && state.result.status === "failed" ? state.result : null;
  const markedLine = failed?.error.line ?? null;
  return (
    <>
      <Section title="As written" text={() => written}>
        <Code code={written} label="Code as written" markedLine={markedLine} />
      </Section>
      {ran !== null && ran !== written && (
        <Section title="As reviewed and run" text={() => ran}>
          <Code code={ran} label="Code as reviewed and run" markedLine={markedLine} />
        </Section>
      )}
    </>
  );
}

interface ResultTabProps {
  state: RunState;
  /** Whether figures of the answer lead here. */
  isDestination?: boolean;
}

export function ResultTab({ state, isDestination = false }: ResultTabProps) {
  const reader = useReader();
  switch (state.status) {
    case "writing":
    case "reviewing":
    case "running":
      return <Nothing>There is no result yet.</Nothing>;
    case "refused":
    case "withheld":
      return <Nothing>It did not run, so there is no result.</Nothing>;
    case "interrupted":
      return <Nothing>{describeInterruption(state.reached.status)}</Nothing>;
    case "broken":
      return <Nothing>{state.message}</Nothing>;
    case "finished": {
      const { result } = state;
      const text = () => (result.status === "completed" ? copyText(result.value) : describeResult(result));
      const stack = result.status === "failed" ? result.error.stack : null;
      return (
        <>
          <Section title="Result" text={text}>
            <Outcome result={result} isAnswer isDestination={isDestination} />
          </Section>
          {stack !== null && (
            <Section title="Stack" text={() => stack}>
              <Raw label="Stack" text={stack} />
            </Section>
          )}
          {result.status !== "refused" && (
            <p className="text-xs text-quiet">
              {formatMs(result.cost.wallMs, reader)}, at most{" "}
              {formatBytes(result.cost.peakMemoryBytes, reader)} of memory
            </p>
          )}
        </>
      );
    }
  }
}

/** A string is copied as itself, everything else as its text. */
function copyText(value: Value): string {
  return typeof value === "string" ? value : formatValue(value);
}
