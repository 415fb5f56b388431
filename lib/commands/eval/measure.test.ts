import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Review, Reviewer } from "#lib/safety";
import { openJournal } from "./journal.ts";
import { measure } from "./measure.ts";
import { readMeasured } from "./measured.ts";
import { createReview, createRow, createTask } from "./rows.fixture.ts";

type Outcome = Parameters<typeof createReview>[0];

const tasks = Array.from({ length: 60 }, (_, n) => createTask(createRow({ id: `row-${n}` })));

function createPath() {
  const folder = mkdtempSync(join(tmpdir(), "eval-journal-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "inner", "journal.jsonl");
}

/** A reviewer that gives these outcomes one after the other, the last one from then on, and what it was asked. */
function createFake(...outcomes: [Outcome, ...Outcome[]]) {
  const asked: string[] = [];
  const review: Reviewer = async ({ sha256 }, { signal } = {}) => {
    await Promise.resolve();
    if (signal?.aborted) return createReview("aborted");
    asked.push(sha256);
    return createReview(outcomes[Math.min(asked.length, outcomes.length) - 1] ?? "safe");
  };
  return { review, asked };
}

interface Start {
  path: string;
  review: Reviewer;
  fresh?: boolean;
  concurrency?: number;
  onReview?: (review: Review) => void;
  signal?: AbortSignal;
}

/** What `npm run eval` does when it is started: opens the file and asks for what is missing. */
async function start({ path, fresh = false, ...parts }: Start) {
  const journal = openJournal(path, { fresh });
  const ending = await measure(tasks, {
    journal,
    concurrency: 1,
    signal: new AbortController().signal,
    onReview: () => undefined,
    ...parts,
  });
  return { ending, measured: readMeasured(tasks, journal) };
}

/** A start that is ended after so many reviews. */
async function startAndStop(path: string, after: number, concurrency = 1) {
  const controller = new AbortController();
  const fake = createFake("safe");
  let count = 0;
  const onReview = () => {
    count += 1;
    if (count === after) controller.abort();
  };
  const outcome = await start({
    path,
    review: fake.review,
    onReview,
    concurrency,
    signal: controller.signal,
  });
  return { ...outcome, asked: fake.asked };
}

describe("a measurement", () => {
  it("asks about everything once and remembers what was said", async () => {
    const { review, asked } = createFake("unsafe", "safe");
    const { ending, measured } = await start({ path: createPath(), review, concurrency: 7 });
    expect(ending).toEqual({ status: "done" });
    expect(asked.toSorted()).toEqual(tasks.map(({ program }) => program.sha256).toSorted());
    expect(measured.filter(({ answer }) => answer?.verdict === "unsafe")).toHaveLength(1);
    expect(measured.filter(({ answer }) => answer?.verdict === "safe")).toHaveLength(59);
  });

  it("has so many reviews under way at a time and no more", async () => {
    let now = 0;
    let most = 0;
    const review: Reviewer = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return createReview("safe");
    };
    await start({ path: createPath(), review, concurrency: 5 });
    expect(most).toBe(5);
  });

  it("asks nobody any more when an answer cannot be kept", async () => {
    const path = createPath();
    const { review, asked } = createFake("safe");
    const onReview = () => {
      throw new Error("the disk is full");
    };
    await expect(start({ path, review, onReview, concurrency: 3 })).rejects.toThrow("the disk is full");
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toHaveLength(3);
  });

  it("ends what is under way when it is stopped, asks nobody any more, and calls that no fault", async () => {
    const controller = new AbortController();
    let calls = 0;
    const review: Reviewer = async (_, { signal } = {}) => {
      calls += 1;
      if (calls === 10) controller.abort();
      return createReview(signal?.aborted ? "aborted" : "safe");
    };
    const { measured } = await start({ path: createPath(), review, signal: controller.signal });
    expect(calls).toBe(10);
    expect(measured.filter(({ answer }) => answer !== null)).toHaveLength(9);
    expect(measured.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it.each([1, 4])("goes on where it was stopped, with %d at a time", async (concurrency) => {
    const path = createPath();
    const first = await startAndStop(path, 20, concurrency);
    expect(first.ending).toEqual({ status: "stopped" });
    const kept = first.measured.filter(({ answer }) => answer !== null).length;
    expect(kept).toBeGreaterThanOrEqual(20);
    expect(kept).toBeLessThan(20 + concurrency);

    const { review, asked } = createFake("unsafe");
    const { ending, measured } = await start({ path, review });
    expect(ending).toEqual({ status: "done" });
    expect(asked).toHaveLength(60 - kept);
    expect(measured.filter(({ answer }) => answer?.verdict === "safe")).toHaveLength(kept);
    expect(measured.every(({ answer }) => answer !== null)).toBe(true);
  });

  it("goes on after a process that was killed in the middle of a line", async () => {
    const path = createPath();
    await startAndStop(path, 20);
    appendFileSync(path, readFileSync(path, "utf8").slice(0, 100));
    const { review, asked } = createFake("safe");
    await start({ path, review });
    expect(asked).toHaveLength(40);
    const again = createFake("safe");
    const { measured } = await start({ path, review: again.review });
    expect(again.asked).toEqual([]);
    expect(measured.every(({ answer }) => answer?.verdict === "safe")).toBe(true);
  });

  it("does not read a file that holds something else, and says how to begin anew", async () => {
    const path = createPath();
    await startAndStop(path, 3);
    appendFileSync(path, '{"verdict":"safe"}\n');
    const { review, asked } = createFake("safe");
    await expect(start({ path, review })).rejects.toThrow(/Line 4 of .* is no review\. --fresh begins/);
    expect((await start({ path, review, fresh: true })).ending).toEqual({ status: "done" });
    expect(asked).toHaveLength(60);
  });

  it("asks about a program again when it was changed, and not when its row was renamed", async () => {
    const journal = openJournal(createPath(), { fresh: false });
    const row = createRow({ id: "a", code: "1" });
    journal.append(createTask(row), createReview("safe"));
    expect(journal.isAnswered(createTask({ ...row, id: "b", family: "b", label: "unsafe" }))).toBe(true);
    expect(journal.isAnswered(createTask({ ...row, code: "2" }))).toBe(false);
    expect(journal.isAnswered(createTask(row, { run: 2 }))).toBe(false);
  });
});

describe("a review without an answer", () => {
  it.each([
    "rate-limited",
    "unreachable",
    "cut-off",
    "timeout",
    "provider",
    "rejected-request",
    "internal",
  ] as const)("is kept as a fault and asked again at the next start when its cause is %s", async (cause) => {
    const path = createPath();
    const first = await start({ path, review: createFake(cause, "safe").review });
    expect(first.ending).toEqual({ status: "done" });
    expect(first.measured[0]).toMatchObject({ answer: null, faults: [{ cause }] });

    const { review, asked } = createFake("unsafe");
    const { measured } = await start({ path, review });
    expect(asked).toEqual([tasks[0]?.program.sha256]);
    expect(measured[0]).toMatchObject({ answer: { verdict: "unsafe" }, faults: [{ cause }] });
  });

  it.each(["declined", "malformed"] as const)("is an answer when it was %s", async (cause) => {
    const path = createPath();
    await start({ path, review: createFake(cause, "safe").review });
    const { review, asked } = createFake("safe");
    const { measured } = await start({ path, review });
    expect(asked).toEqual([]);
    expect(measured[0]).toMatchObject({ answer: { verdict: "unavailable", cause }, faults: [] });
  });

  it.each(["rejected-key", "no-such-model"] as const)(
    "ends everything at once when its cause is %s, and says why",
    async (cause) => {
      const path = createPath();
      const { review, asked } = createFake("safe", "safe", cause);
      const { ending, measured } = await start({ path, review });
      expect(ending).toEqual({ status: "failed", reason: `because: ${cause}` });
      expect(asked).toHaveLength(3);
      expect(measured.flatMap(({ faults }) => faults)).toEqual([]);
      expect(measured.filter(({ answer }) => answer !== null)).toHaveLength(2);
    },
  );

  it("ends everything when twenty follow each other, and not when an answer comes between", async () => {
    const nineteen = Array.from({ length: 19 }, () => "unreachable" as const);
    const spared = createFake("safe", ...nineteen, "safe", ...nineteen, "safe");
    expect((await start({ path: createPath(), review: spared.review })).ending).toEqual({ status: "done" });

    const { review, asked } = createFake("safe", ...nineteen, "timeout");
    const { ending } = await start({ path: createPath(), review });
    expect(ending).toEqual({
      status: "failed",
      reason: "20 reviews in a row had no answer. The last one: because: timeout",
    });
    expect(asked).toHaveLength(21);
  });
});

describe("what is kept of a review", () => {
  /** The entry of a review that came to this. */
  function keep(review: Review) {
    const journal = openJournal(createPath(), { fresh: false });
    const task = createTask(createRow({ id: "row" }));
    journal.append(task, review);
    return journal.attempts(task)[0];
  }

  const tokens = { input: 1_000, cacheRead: 900, cacheWrite: 0, output: 50 };
  const review = { ...createReview("unsafe"), tokens, costUsd: 0.0001, totalMs: 300 };

  it("says when no model was asked", () => {
    expect(keep({ ...review, policyVersion: null, tokens: null, costUsd: 0 })).toMatchObject({
      asked: false,
      tokens: null,
      costUsd: 0,
    });
  });

  it("is all of its opinions' time, tokens and cost", () => {
    const { others: _, totalMs: __, ...first } = review;
    expect(keep({ ...review, opinion: "second", others: [first] })).toMatchObject({
      asked: true,
      ms: 300,
      tokens: { input: 2_000, output: 100 },
      costUsd: 0.0002,
      secondOpinion: true,
    });
  });

  it("is an unknown cost where one of them is unknown", () => {
    const { others: _, totalMs: __, ...first } = { ...review, tokens: null, costUsd: null };
    expect(keep({ ...review, others: [first] })).toMatchObject({
      tokens: null,
      costUsd: null,
      secondOpinion: false,
    });
  });
});
