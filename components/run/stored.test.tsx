import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { alone, countAttempts, describeRun, Run, type RunPart, readRun, runTitle } from "#components/run";
import { type Course, partsVersion, readMessage } from "#lib/agent";
import { changedMessage } from "../../lib/agent/stored/changes.fixture.ts";
import { conversation, overJson } from "../../lib/agent/stored/messages.fixture.ts";
import { ConsoleTab } from "./console-tab.tsx";
import { DataTab } from "./data-tab.tsx";
import { CodeTab, ResultTab } from "./inspector-tabs.tsx";
import { ReviewTab } from "./review-tab.tsx";

/** Everything that the page shows of a run, also when asked; without what keeps to the run what goes wrong while it is drawn. */
function draw({ part, course }: Kept, live: boolean): string {
  const state = readRun(part, live);
  return (
    describeRun(runTitle(part), state) +
    renderToStaticMarkup(
      <>
        <Run
          part={part}
          live={live}
          place={{ ...alone, attempt: { number: 1, total: 2 } }}
          inspected={false}
          onInspect={() => {}}
        />
        <CodeTab part={part} state={state} />
        <ReviewTab state={state} again={{ status: "idle", message: null, ask: null }} />
        <ResultTab state={state} />
        <ConsoleTab state={state} />
        <DataTab part={part} state={state} course={course} live={live} />
      </>,
    )
  );
}

interface Kept {
  part: RunPart;
  course: Course | null;
}

/** The runs of a message; none where it cannot be read. */
function readRuns(json: unknown): Kept[] {
  const read = readMessage(json, partsVersion);
  if (!read.ok) return [];
  const course = read.message.metadata?.course ?? null;
  return read.message.parts.flatMap((part) => (part.type === "tool-execute_code" ? [{ part, course }] : []));
}

const runs = conversation.flatMap((message) => readRuns(overJson(message)));

test("every run that can be kept can be drawn", () => {
  expect(runs.length).toBeGreaterThan(15);
  for (const run of runs) for (const live of [true, false]) expect(draw(run, live)).toContain("<section");
});

test("every run that somebody changed can be drawn, or cannot be brought in", () => {
  const unchanged = new Set(runs.map((run) => JSON.stringify(run)));
  let drawn = 0;
  fc.assert(
    fc.property(changedMessage, (json) => {
      const changed = readRuns(json).filter((run) => !unchanged.has(JSON.stringify(run)));
      countAttempts(changed.map(({ part }) => part));
      for (const run of changed) for (const live of [true, false]) drawn += draw(run, live).length;
    }),
    { seed: 20_261_102, numRuns: 1_000 },
  );
  expect(drawn).toBeGreaterThan(0);
});
