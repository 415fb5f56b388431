import { describe, expect, it } from "vitest";
import type { Opinion, Verdicts } from "#lib/safety";
import {
  answers,
  createModel,
  createReviewerAt,
  createReviewerThat,
  fails,
  program,
  safeAnswer,
  softAnswer,
  startProvider,
  unsafeAnswer,
} from "./reviewer.fixture.ts";
import { createVerdictMap } from "./verdicts.fixture.ts";

/** How much each request asked the model to think. */
function readEfforts(seen: { body: Record<string, unknown> | null }[]): unknown[] {
  return seen.map(({ body }) => (body?.reasoning as { effort?: string } | undefined)?.effort);
}

const encoded = Array.from({ length: 240 }, (_, index) => (index * 7919) % 256).map((byte) => byte ^ 0x5a);

describe("a second opinion", () => {
  it.each([
    ["resource_exhaustion", "for (let i = 0; i < 10; i++) i;"],
    ["obfuscation", "const x = 1;"],
    ["other", "const x = 1;"],
  ])(
    "is asked of the second model when the first refuses as %s and no finding speaks for it",
    async (category, code) => {
      const { url, models } = await startProvider({
        first: [answers({ ...softAnswer, category })],
        other: [answers(safeAnswer)],
      });
      const review = createReviewerAt(url, { second: "other" });
      expect(await review(program(code))).toMatchObject({
        verdict: "safe",
        model: "other",
        opinion: "second",
        others: [{ verdict: "unsafe", category, model: "first", opinion: "first" }],
      });
      expect(models()).toEqual(["first", "other"]);
    },
  );

  it("may confirm the first, and then its words are told", async () => {
    const { url } = await startProvider({
      first: [answers(softAnswer)],
      other: [answers({ ...softAnswer, reason: "It never ends." })],
    });
    const review = createReviewerAt(url, { second: "other" });
    expect(await review(program("1"))).toMatchObject({
      verdict: "unsafe",
      reason: "It never ends.",
      opinion: "second",
      others: [{ reason: "It may take long." }],
    });
  });

  it("comes from the same model, which thinks harder, where there is no second", async () => {
    const { url, seen } = await startProvider({ "gpt-6-luna": [answers(softAnswer), answers(safeAnswer)] });
    const review = createReviewerAt(url, { model: createModel(url, "gpt-6-luna") });
    expect(await review(program("1"))).toMatchObject({ verdict: "safe", opinion: "second" });
    expect(readEfforts(seen)).toEqual(["none", "medium"]);
  });

  it.each([
    ["minimal", "medium"],
    ["medium", "high"],
    ["high", "high"],
  ] as const)("thinks no less than a first one at %s", async (effort, harder) => {
    const { url, seen } = await startProvider({ "gpt-5.1": [answers(softAnswer), answers(safeAnswer)] });
    const review = createReviewerAt(url, { model: createModel(url, "gpt-5.1", { effort }) });
    await review(program("1"));
    expect(readEfforts(seen)[1]).toBe(harder);
  });

  it("that cannot be had leaves the first as it is", async () => {
    const { url } = await startProvider({ first: [answers(softAnswer)], other: [fails(400)] });
    const review = createReviewerAt(url, { second: "other" });
    expect(await review(program("1"))).toMatchObject({
      verdict: "unsafe",
      model: "first",
      opinion: "first",
      others: [{ verdict: "unavailable", model: "other", opinion: "second", cause: "rejected-request" }],
    });
  });

  it.each([
    ["a hard category", unsafeAnswer, "1"],
    ["a loop that nothing ends", softAnswer, "for (;;) {}"],
    ["an allocation far beyond the memory", softAnswer, "new Array(4e9).join('x')"],
    [
      "a long encoded text",
      { ...softAnswer, category: "obfuscation" },
      `atob("${Buffer.from(encoded).toString("base64")}")`,
    ],
  ])("is not asked on %s", async (_, answer, code) => {
    const { url, models } = await startProvider({ first: [answers(answer)] });
    const review = createReviewerAt(url, { second: "other" });
    expect(await review(program(code))).toMatchObject({ verdict: "unsafe", opinion: "first", others: [] });
    expect(models()).toEqual(["first"]);
  });
});

describe("a remembered verdict", () => {
  it.each([
    ["safe", safeAnswer],
    ["unsafe", unsafeAnswer],
  ])("that is %s answers for the same program without a call", async (verdict, answer) => {
    const { review, seen } = await createReviewerThat([answers(answer)], {
      verdicts: createVerdictMap(),
    });
    const first = await review(program("1 + 1"));
    const again = await review(program("1 + 1"));
    expect(first).toMatchObject({ verdict, remembered: false });
    expect(again).toEqual({
      ...first,
      remembered: true,
      tokens: null,
      costUsd: 0,
      ms: expect.any(Number),
      totalMs: expect.any(Number),
    });
    expect(seen).toHaveLength(1);
  });

  it("is both opinions' where there were two", async () => {
    const { url, seen } = await startProvider({ first: [answers(softAnswer)], other: [answers(safeAnswer)] });
    const review = createReviewerAt(url, { second: "other", verdicts: createVerdictMap() });
    await review(program("1"));
    expect(await review(program("1"))).toMatchObject({
      verdict: "safe",
      remembered: true,
      others: [{ verdict: "unsafe", remembered: true }],
    });
    expect(seen).toHaveLength(2);
  });

  it("holds for that program only, by its SHA-256", async () => {
    const { review, seen } = await createReviewerThat([answers(safeAnswer), answers(unsafeAnswer)], {
      verdicts: createVerdictMap(),
    });
    await review(program("1 + 1"));
    expect(await review(program("1 + 1 "))).toMatchObject({ verdict: "unsafe", remembered: false });
    expect(seen).toHaveLength(2);
  });

  it("holds for that policy and that model only", async () => {
    const { url, models } = await startProvider({
      first: [answers(safeAnswer), answers(safeAnswer)],
      careful: [answers(unsafeAnswer)],
    });
    const verdicts = createVerdictMap();
    await createReviewerAt(url, { verdicts })(program("1"));
    const policy = { text: "Be careful.", version: "0".repeat(64) };
    await createReviewerAt(url, { verdicts, policy })(program("1"));
    const model = createModel(url, "careful");
    expect(await createReviewerAt(url, { verdicts, model })(program("1"))).toMatchObject({
      verdict: "unsafe",
    });
    expect(models()).toEqual(["first", "first", "careful"]);
  });

  it("is saved of nothing but a verdict", async () => {
    const saved: string[] = [];
    const { review } = await createReviewerThat([answers("no verdict"), answers(safeAnswer)], {
      verdicts: { load: async () => null, save: async (_, { verdict }) => void saved.push(verdict) },
    });
    await review(program("1"));
    await review(program("1"));
    expect(saved).toEqual(["safe"]);
  });

  it("is not made of a review without a verdict", async () => {
    const { review } = await createReviewerThat([answers("no verdict"), answers(safeAnswer)], {
      verdicts: createVerdictMap(),
    });
    expect(await review(program("1"))).toMatchObject({ verdict: "unavailable" });
    expect(await review(program("1"))).toMatchObject({ verdict: "safe", remembered: false });
  });

  /** A store that holds whatever was saved, changed in this way. */
  function createStoreThat(change: (opinion: Opinion) => Opinion): Verdicts {
    const verdicts = createVerdictMap();
    return { load: verdicts.load, save: (key, opinion) => verdicts.save(key, change(opinion)) };
  }

  const day = 24 * 60 * 60 * 1000;

  it.each<[string, (opinion: Opinion) => Opinion, boolean]>([
    ["almost seven days old", (opinion) => ({ ...opinion, at: opinion.at - 7 * day + 60_000 }), true],
    ["older than seven days", (opinion) => ({ ...opinion, at: opinion.at - 7 * day - 1 }), false],
    ["another program's", (opinion) => ({ ...opinion, codeSha256: "0" }), false],
    ["another policy's", (opinion) => ({ ...opinion, policyVersion: "0" }), false],
    ["another model's", (opinion) => ({ ...opinion, model: "other" }), false],
  ])("that is %s counts: %s", async (_, change, remembered) => {
    const { review } = await createReviewerThat([answers(safeAnswer), answers(safeAnswer)], {
      verdicts: createStoreThat(change),
    });
    await review(program("1"));
    expect(await review(program("1"))).toMatchObject({ remembered });
  });

  it("costs a call where the memory fails, which is reported", async () => {
    const reports: unknown[] = [];
    const broken = async () => Promise.reject(new Error("The disk is full."));
    const { review } = await createReviewerThat([answers(safeAnswer)], {
      verdicts: { load: broken, save: broken },
      report: (error) => reports.push(error),
    });
    expect(await review(program("1"))).toMatchObject({ verdict: "safe", remembered: false });
    expect(reports).toHaveLength(2);
  });

  it("is one for all who ask at once, however the model would answer them", async () => {
    const { review, seen } = await createReviewerThat([answers(unsafeAnswer), answers(safeAnswer)], {
      verdicts: createVerdictMap(),
    });
    const asked = await Promise.all([1, 2, 3].map(() => review(program("1"))));
    expect(asked.map(({ verdict, remembered }) => [verdict, remembered])).toEqual([
      ["unsafe", false],
      ["unsafe", true],
      ["unsafe", true],
    ]);
    expect(seen).toHaveLength(1);
  });

  it("is asked for by the next where the one before came to nothing", async () => {
    const { review } = await createReviewerThat([answers("no verdict"), answers(safeAnswer)], {
      verdicts: createVerdictMap(),
    });
    const asked = await Promise.all([1, 2].map(() => review(program("1"))));
    expect(asked.map(({ verdict }) => verdict)).toEqual(["unavailable", "safe"]);
  });

  it("is no answer for somebody who has left, nor waited for", async () => {
    const stop = new AbortController();
    const { review } = await createReviewerThat(() => stop.abort(), {
      verdicts: createVerdictMap(),
      attemptMs: 300,
    });
    const first = review(program("1"));
    const second = await review(program("1"), { signal: stop.signal });
    expect(second).toMatchObject({ verdict: "unavailable", cause: "aborted" });
    await first;
    const { review: again } = await createReviewerThat(answers(safeAnswer), {
      verdicts: createVerdictMap(),
    });
    await again(program("1"));
    expect(await again(program("1"), { signal: AbortSignal.abort() })).toMatchObject({ cause: "aborted" });
  });
});

describe("another review", () => {
  it("asks afresh and harder, whatever is remembered, and is not remembered itself", async () => {
    const { url, models } = await startProvider({
      first: [answers(unsafeAnswer)],
      other: [answers(safeAnswer), answers(unsafeAnswer)],
    });
    const review = createReviewerAt(url, { second: "other", verdicts: createVerdictMap() });
    await review(program("1"));
    expect(await review(program("1"), { again: true })).toMatchObject({
      verdict: "safe",
      model: "other",
      opinion: "again",
      remembered: false,
      others: [],
    });
    expect(await review(program("1"))).toMatchObject({ verdict: "unsafe", remembered: true });
    expect(await review(program("1"), { again: true })).toMatchObject({
      verdict: "unsafe",
      remembered: false,
    });
    expect(models()).toEqual(["first", "other", "other"]);
  });

  it("asks the same model with more thought where there is no second", async () => {
    const { url, seen } = await startProvider({ "gpt-6-luna": answers(safeAnswer) });
    const review = createReviewerAt(url, { model: createModel(url, "gpt-6-luna") });
    await review(program("1"), { again: true });
    expect(readEfforts(seen)).toEqual(["medium"]);
  });

  it("cannot soften what the facts refuse", async () => {
    const { review, seen } = await createReviewerThat(answers(safeAnswer));
    expect(await review(program("eval(atob('MSsx'))"), { again: true })).toMatchObject({
      verdict: "unsafe",
      opinion: "again",
    });
    expect(seen).toEqual([]);
  });
});
