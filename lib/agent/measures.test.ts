import { afterEach, describe, expect, it, vi } from "vitest";
import { type AnswerChunk, describeFailure } from "#lib/agent";
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

describe("an answer whose server ended", () => {
  it("says so, that what had arrived is kept, and what to do", () => {
    expect(describeFailure("interrupted")).toEqual({
      cause: "interrupted",
      message: expect.stringMatching(/server ended.*kept.*go on.*again/),
    });
  });
});
