import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { type RunPart, readRun } from "#components/run";
import type { Course, Execution, RunTimes } from "#lib/agent";
import type { Tokens } from "#lib/safety";
import { completed, prepared, reviews } from "../../lib/agent/fakes.ts";
import { DataTab } from "./data-tab.tsx";

const program = prepared("1");
const review = { ...reviews.safe, totalMs: 1_200, tokens: null, policyVersion: "ab12", costUsd: 0.0001 };
const finished: Execution = {
  status: "finished",
  program,
  review,
  laterReviews: [],
  result: { ...completed, cost: { wallMs: 42, peakMemoryBytes: 1 } },
};
const part = (output: Execution): RunPart => ({
  type: "tool-execute_code",
  toolCallId: "run-1",
  state: "output-available",
  input: { title: "Count", code: "1" },
  output,
});

const span = (fromMs: number, toMs: number) => ({ fromMs, toMs });
const times: RunTimes = {
  toolCallId: "run-1",
  step: 0,
  writing: span(300, 1_300),
  reviewing: span(1_300, 2_600),
  waiting: span(2_600, 2_600),
  running: span(2_600, 2_700),
  reading: span(2_700, 4_300),
};
const tokens = (input: number, output: number): Tokens => ({
  input,
  cacheRead: null,
  cacheWrite: null,
  output,
});
const course: Course = {
  steps: [
    { tokens: tokens(1_000, 50), costUsd: 0.25 },
    { tokens: { ...tokens(1_100, 20), cacheRead: 900 }, costUsd: null },
  ],
  runs: [times],
};

/** The tab's words, a line for each row. */
function read(output: Execution, given: Course | null, live = false): string[] {
  const run = part(output);
  return draw(run, given, live)
    .split(/<\/tr>|<\/dd>|<\/p>|<\/h3>/)
    .map((html) =>
      html
        .replaceAll(/<[^>]*>/g, " ")
        .replaceAll(/\s+/g, " ")
        .trim(),
    );
}

const draw = (run: RunPart, given: Course | null, live = false) =>
  renderToStaticMarkup(<DataTab part={run} state={readRun(run, live)} course={given} live={live} />);

describe("what a run took", () => {
  it("is told step by step, when each began and how long it was", () => {
    const lines = read(finished, course);
    expect(lines).toContain("Writing after under 1 ms 1 s");
    expect(lines).toContain("Review after 1 s 1.2 s");
    expect(lines).toContain("Run after 2.4 s 42 ms");
    expect(lines).toContain("Reading after 2.4 s 1.6 s");
  });

  it("is drawn to scale", () => {
    const bars = [...draw(part(finished), course).matchAll(/left:min\(([\d.]+)%[^;]*;width:([\d.]+)%/g)];
    expect(bars.map(([, left, width]) => [Number(left), Number(width)])).toEqual([
      [0, 25],
      [25, 30],
      [58.95, 1.05],
      [60, 40],
    ]);
  });

  it("tells of waiting for a worker where there was any", () => {
    const waited = { ...course, runs: [{ ...times, waiting: span(2_600, 2_650) }] };
    expect(read(finished, course).join()).not.toContain("Waiting");
    expect(read(finished, waited)).toContain("Waiting after 2.3 s 50 ms");
  });

  it("is not measured where the record does not have it, but for what the run itself says", () => {
    for (const given of [
      null,
      { steps: [], runs: [] },
      { ...course, runs: [{ ...times, toolCallId: "other" }] },
    ]) {
      const lines = read(finished, given);
      expect(lines).toContain("Writing not measured");
      expect(lines).toContain("Review 1.2 s");
      expect(lines).toContain("Run 42 ms");
      expect(lines).toContain("Reading not measured");
      expect(lines).toContain("Writing it not measured");
    }
  });

  it("is not yet known while the answer goes on", () => {
    const running: Execution = { status: "running", program, review, startedAt: 0, limitMs: 10_000 };
    const lines = read(running, { steps: [], runs: [] }, true);
    expect(lines).toContain("Run not yet known");
    expect(lines).toContain("Reading its result not yet known");
  });

  it("is nothing for what did not happen", () => {
    expect(read({ status: "refused", program, review: reviews.unsafe, laterReviews: [] }, null)).toContain(
      "Run it did not run",
    );
    const unreadable = { written: "1", code: null, sha256: null };
    const lines = read({ status: "withheld", program: unreadable, refusals: 3 }, null);
    expect(lines).toContain("Review none");
    expect(lines).toContain("Run it did not run");
  });

  it("is drawn within its bounds, whatever somebody wrote into it", () => {
    const odd = { ...times, writing: span(1e308, -1e308), reviewing: span(-5, -5), reading: span(0, 1e300) };
    const html = draw(part(finished), { ...course, runs: [odd] });
    for (const [, percent] of html.matchAll(/([-\w.+]+)%/g)) {
      expect(Number(percent)).toBeGreaterThanOrEqual(0);
      expect(Number(percent)).toBeLessThanOrEqual(100);
    }
  });
});

describe("what a run used", () => {
  it("is told for the call that wrote it, the review and the call that read its result", () => {
    const lines = read(finished, course);
    expect(lines.join("\n")).toContain("Writing it 1,000 in, 50 out · $0.25");
    expect(lines).toContain("Review not reported · $0.0001");
    expect(lines).toContain("Reading its result 1,100 in (900 of them cached), 20 out · cost unknown");
  });

  it("says what else the same calls were for", () => {
    const runs = [times, { ...times, toolCallId: "run-2" }, { ...times, toolCallId: "run-3", step: 1 }];
    const words = read(finished, { ...course, runs }).join("\n");
    expect(words).toContain("The same call also wrote 1 other program.");
    expect(words).toContain("The call that read its result also wrote the next program.");
  });

  it("is not reported where the provider does not say, and not known where no call came to its end", () => {
    const lines = read(finished, { ...course, steps: [{ tokens: null, costUsd: null }] });
    expect(lines.join("\n")).toContain("Writing it not reported");
    expect(lines).toContain("Reading its result not known");
  });
});
