import { afterEach, describe, expect, it, vi } from "vitest";
import { type AnswerChunk, describeFailure } from "#lib/agent";
import type { RunResult } from "#lib/sandbox";
import { type Turn, used } from "./fake-model.ts";
import { completed, ProviderTrouble, reviews, setStage } from "./fakes.ts";

const call: Turn = { call: { title: "Count", code: "1" } };
const done: Turn = { say: "It is 42." };

afterEach(() => {
  vi.restoreAllMocks();
});

/** What was known of the answer, each time it was told. */
function readMetadata(chunks: AnswerChunk[]) {
  return chunks.flatMap((chunk) => {
    const metadata = "messageMetadata" in chunk ? chunk.messageMetadata : undefined;
    return metadata ? [metadata] : [];
  });
}

describe("what an answer used", () => {
  it("is the sum of its model calls, and its cost is that of the sum", async () => {
    const { ask } = setStage({
      turns: [
        { ...call, usage: used({ input: 100, cacheRead: 80, cacheWrite: 5, output: 7 }) },
        { ...done, usage: used({ input: 200, cacheRead: 100, cacheWrite: 0, output: 3 }) },
      ],
    });
    const { message } = await ask();
    expect(message.metadata).toMatchObject({
      tokens: { input: 300, cacheRead: 180, cacheWrite: 5, output: 10 },
      costUsd: 300 / 1000 + 10 / 100,
    });
  });

  it("is unknown, and so is its cost, where the provider does not say", async () => {
    const { ask } = setStage({ turns: [{ ...done, usage: used({}) }] });
    expect((await ask()).message.metadata).toMatchObject({ status: "complete", tokens: null, costUsd: null });
  });

  it("keeps apart what the provider says and what it does not", async () => {
    const { ask } = setStage({
      turns: [
        { ...call, usage: used({ input: 100 }) },
        { ...done, usage: used({ input: 50, cacheRead: 0 }) },
      ],
    });
    expect((await ask()).message.metadata).toMatchObject({
      tokens: { input: 150, cacheRead: 0, cacheWrite: null, output: null },
      costUsd: null,
    });
  });

  it("has no price where the model has none", async () => {
    const { ask } = setStage({ turns: [done], cost: () => null });
    expect((await ask()).message.metadata).toMatchObject({ tokens: { input: 1, output: 1 }, costUsd: null });
  });

  it("is known as far as it goes when the answer fails", async () => {
    const { ask } = setStage({
      turns: [
        { ...call, usage: used({ input: 100, output: 7 }) },
        { refuse: new ProviderTrouble("provider") },
      ],
    });
    expect((await ask()).message.metadata).toMatchObject({
      status: "failed",
      tokens: { input: 100, output: 7 },
      costUsd: 100 / 1000 + 7 / 100,
    });
  });

  it("counts the call whose program was stopped", async () => {
    const stop = new AbortController();
    const { ask } = setStage({
      turns: [{ ...call, usage: used({ input: 100, output: 7 }) }, done],
      async run() {
        stop.abort();
        return { status: "stopped", reason: "aborted", limit: null, output: [], cost: completed.cost };
      },
    });
    const { message } = await ask(undefined, stop.signal);
    expect(message.metadata).toMatchObject({ status: "stopped", tokens: { input: 100, output: 7 } });
  });

  it("is unknown when the first call was stopped", async () => {
    const stop = new AbortController();
    const { ask } = setStage({
      turns: [{ hangAfter: "It is", onHang: () => setImmediate(() => stop.abort()) }],
    });
    const { message } = await ask(undefined, stop.signal);
    expect(message.metadata).toMatchObject({ status: "stopped", tokens: null, costUsd: null });
  });

  it("is told after each step, for an answer whose end never comes", async () => {
    const { ask } = setStage({ turns: [call, done] });
    const told = readMetadata((await ask()).chunks);
    expect(told.map(({ status, tokens }) => [status, tokens?.input ?? null])).toEqual([
      ["answering", null],
      ["answering", 1],
      ["answering", 2],
      ["complete", 2],
    ]);
  });

  it("is that of this answer alone while others are under way", async () => {
    const stage = setStage({ turns: [call, call, done, done] });
    const answers = await Promise.all([stage.ask(), stage.ask()]);
    expect(answers.map(({ message }) => message.metadata?.tokens?.input)).toEqual([2, 2]);
  });
});

describe("how long an answer took", () => {
  it.each<[string, Turn[], number]>([
    ["word", [done], 10],
    ["program", [call, done], 10 + 200 + 3_000 + 10],
  ])("is told from its beginning to its first %s, and to its end", async (_, turns, totalMs) => {
    let now = 5_000;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    vi.spyOn(Date, "now").mockImplementation(() => 1_800_000_000_000 + now);
    const stage = setStage({
      turns,
      async review() {
        now += 200;
        return reviews.safe;
      },
      async run() {
        now += 3_000;
        return completed;
      },
      onAsked: () => {
        now += 10;
      },
    });
    const told = readMetadata((await stage.ask()).chunks);
    expect(told[0]).toMatchObject({ startedAt: 1_800_000_005_000, firstMs: null, totalMs: null });
    expect(told.at(-1)).toMatchObject({ startedAt: 1_800_000_005_000, firstMs: 10, totalMs });
  });

  it("has no first word where none came", async () => {
    const { ask } = setStage({ turns: [{ refuse: new ProviderTrouble("unreachable") }] });
    expect((await ask()).message.metadata).toMatchObject({ firstMs: null, totalMs: expect.any(Number) });
  });
});

describe("the course of an answer", () => {
  const write = (title: string) => ({ title, code: title });

  /** A stage whose clock goes on by what is said here, and by nothing else. */
  function setTimedStage(turns: Turn[], run = async () => completed as RunResult) {
    let now = 5_000;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    const pass = (ms: number) => {
      now += ms;
    };
    // What was yielded before has come to whoever reads the answer.
    const told = () => new Promise((resolve) => setImmediate(resolve));
    return setStage({
      turns,
      onAsked: () => pass(10),
      async review() {
        await told();
        pass(200);
        return reviews.safe;
      },
      async run(_, options) {
        await told();
        pass(40);
        options?.onStart?.();
        await told();
        pass(3_000);
        return run();
      },
    });
  }

  it("tells when each run was written, reviewed, waiting and running, and its result read", async () => {
    const { ask } = setTimedStage([{ calls: [write("one")] }, done]);
    const { message } = await ask();
    expect(message.metadata?.course?.runs).toEqual([
      {
        toolCallId: "call-1-0",
        step: 0,
        writing: { fromMs: 10, toMs: 10 },
        reviewing: { fromMs: 10, toMs: 210 },
        waiting: { fromMs: 210, toMs: 250 },
        running: { fromMs: 250, toMs: 3_250 },
        reading: { fromMs: 3_250, toMs: 3_260 },
      },
    ]);
  });

  it("has both runs of a step read from when the last of them ended", async () => {
    const { ask } = setTimedStage([{ calls: [write("one"), write("two")] }, done]);
    const runs = (await ask()).message.metadata?.course?.runs;
    expect(runs?.map(({ step, running }) => [step, running?.toMs])).toEqual([
      [0, 3_250],
      [0, 6_490],
    ]);
    for (const { reading } of runs ?? []) expect(reading).toEqual({ fromMs: 6_490, toMs: 6_500 });
  });

  it("knows nothing of what did not happen", async () => {
    const { ask } = setStage({ turns: [call, done], review: async () => reviews.unsafe });
    expect((await ask()).message.metadata?.course?.runs).toMatchObject([
      {
        writing: null,
        reviewing: expect.any(Object),
        waiting: null,
        running: null,
        reading: expect.any(Object),
      },
    ]);
  });

  it("knows no end of what was under way when the answer broke off", async () => {
    const stop = new AbortController();
    const { ask } = setStage({
      turns: [call],
      async review() {
        stop.abort();
        return new Promise(() => {});
      },
    });
    expect((await ask(undefined, stop.signal)).message.metadata?.course?.runs).toMatchObject([
      { reviewing: null, running: null, reading: null },
    ]);
  });

  it("has what each step used, and what that cost", async () => {
    const { ask } = setStage({
      turns: [
        { ...call, usage: used({ input: 100, cacheRead: 80, output: 7 }) },
        { ...call, usage: used({}) },
        { ...done, usage: used({ input: 200, output: 3 }) },
      ],
    });
    expect((await ask()).message.metadata?.course).toMatchObject({
      steps: [
        { tokens: { input: 100, cacheRead: 80, cacheWrite: null, output: 7 }, costUsd: 0.17 },
        { tokens: null, costUsd: null },
        { tokens: { input: 200, output: 3 }, costUsd: 0.23 },
      ],
      runs: [{ step: 0 }, { step: 1 }],
    });
  });
});

describe("an answer whose server ended", () => {
  it("says so, that what had arrived is kept, and what to do", () => {
    expect(describeFailure("interrupted")).toEqual({
      cause: "interrupted",
      message: expect.stringMatching(/server ended.*kept.*go on.*again/),
    });
  });
});
