import { drawnChars } from "#components/value";
import type { Course } from "#lib/agent";
import { Nothing, Raw, Section } from "./inspector-section.tsx";
import type { RunPart, RunState } from "./run-state.ts";
import { Spending } from "./spending.tsx";
import { Timeline } from "./timeline.tsx";

interface DataTabProps {
  part: RunPart;
  state: RunState;
  /** Of the answer that it belongs to; null where nothing was measured. */
  course: Course | null;
  /** Whether the answer is still arriving. */
  live: boolean;
}

/** What a run took, and its record as it is kept. */
export function DataTab({ part, state, course, live }: DataTabProps) {
  const times = course?.runs.find(({ toolCallId }) => toolCallId === part.toolCallId) ?? null;
  const input = writeJson(part.input) ?? "undefined";
  const output = part.state === "output-available" ? writeJson(part.output) : part.errorText;
  return (
    <>
      <Section title="Timeline">
        <Timeline state={state} times={times} live={live} />
        {times === null && !live && (
          <p className="mt-2 text-xs text-quiet">When each of it began was not measured for this run.</p>
        )}
      </Section>
      <Section title="Tokens and cost">
        <Spending state={state} course={course} times={times} live={live} />
      </Section>
      <Section title="Tool input" text={() => input}>
        <Raw label="Tool input" text={input} />
      </Section>
      <Section title="Tool output" text={() => output ?? ""}>
        {output === undefined ? (
          <Nothing>There is none yet.</Nothing>
        ) : (
          <Raw label="Tool output" text={output} />
        )}
      </Section>
    </>
  );
}

/** With margins only where it is short: a value far within has margins of many times its length. */
function writeJson(value: unknown): string | undefined {
  const text = JSON.stringify(value);
  return text === undefined || text.length > drawnChars ? text : JSON.stringify(value, null, 2);
}
