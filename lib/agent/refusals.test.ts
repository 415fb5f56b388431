import { describe, expect, it } from "vitest";
import { type Execution, reviewAgain } from "#lib/agent";
import type { Turn } from "./fake-model.ts";
import { completed, prepared, reviews, setStage } from "./fakes.ts";

const write = (code: string) => ({ title: "Try", code });
const call = (code: string): Turn => ({ call: write(code) });
const done: Turn = { say: "It cannot be done." };

/** A reviewer that lets only these programs pass. */
function letPass(...codes: string[]) {
  return async ({ code }: { code: string }) =>
    codes.some((passing) => code === `«${passing}»`) ? reviews.safe : reviews.unsafe;
}

function readStatuses(message: { parts: { type: string; output?: unknown }[] }): string[] {
  return message.parts.flatMap((part) =>
    part.type === "tool-execute_code" ? [(part.output as Execution).status] : [],
  );
}

describe("three refusals in a row", () => {
  it("take the tool away, and the model, the reader and the instructions are told", async () => {
    const { ask, model, journal } = setStage({
      turns: [call("1"), call("2"), call("3"), done],
      review: letPass(),
      steps: 8,
    });
    const { message } = await ask();
    expect(journal.filter((entry) => entry.startsWith("run"))).toEqual([]);
    const calls = model.doStreamCalls;
    expect(calls.map(({ tools }) => tools?.length ?? 0)).toEqual([1, 1, 1, 0]);
    expect(calls[3]?.prompt[0]?.content).toContain("none of the last 3 programs run");
    expect(calls[2]?.prompt[0]?.content).not.toContain("none of the last");
    expect(message.metadata).toMatchObject({
      status: "complete",
      refusalLimitReached: 3,
      stepLimitReached: null,
    });
  });

  it("count also when nobody could judge", async () => {
    const { ask, model } = setStage({
      turns: [call("1"), call("2"), call("3"), done],
      review: async () => reviews.unavailable,
      steps: 8,
    });
    expect((await ask()).message.metadata?.refusalLimitReached).toBe(3);
    expect(model.doStreamCalls.at(-1)?.tools).toBeUndefined();
  });

  it("are not three when a program ran between them", async () => {
    const { ask, model } = setStage({
      turns: [call("1"), call("2"), call("good"), call("3"), call("4"), done],
      review: letPass("good"),
      steps: 8,
    });
    const { message } = await ask();
    expect(readStatuses(message)).toEqual(["refused", "refused", "finished", "refused", "refused"]);
    expect(message.metadata?.refusalLimitReached).toBeNull();
    expect(model.doStreamCalls.every(({ tools }) => tools?.length === 1)).toBe(true);
  });

  it("leave the rest of a step's calls unread, unreviewed and not run", async () => {
    const { ask, journal, prompts } = setStage({
      turns: [{ calls: ["1", "2", "3", "good"].map(write) }, done],
      review: letPass("good"),
      steps: 8,
    });
    const { message } = await ask();
    expect(readStatuses(message)).toEqual(["refused", "refused", "refused", "withheld"]);
    expect(journal.filter((entry) => entry.includes("good"))).toEqual([]);
    expect(prompts()[1]?.at(-1)).toContain("was not looked at and did not run");
    expect(
      message.parts.find((part) => part.type === "tool-execute_code" && part.output?.status === "withheld"),
    ).toMatchObject({ output: { program: { written: "good", code: null, sha256: null }, refusals: 3 } });
  });

  it("hold for one answer: the next one begins anew", async () => {
    const { ask, model } = setStage({
      turns: [call("1"), call("2"), call("3"), done, call("good"), done],
      review: letPass("good"),
      steps: 8,
    });
    await ask();
    const { message } = await ask();
    expect(readStatuses(message)).toEqual(["finished"]);
    expect(model.doStreamCalls[4]?.tools).toHaveLength(1);
  });
});

describe("a verdict", () => {
  it("is told to the model as status, category and reason, without the program", async () => {
    const { ask, prompts } = setStage({ turns: [call("secret_name()"), done], review: letPass() });
    await ask();
    const told = prompts()[1]?.at(-1) ?? "";
    expect(told).toBe(
      "text: Error: the review refused the program, so it did not run. Category: host_access. Reason: It reads files.",
    );
  });

  it("on another program lets nothing run", async () => {
    const { ask, reports } = setStage({
      turns: [call("1"), done],
      review: async () => ({ ...reviews.safe, codeSha256: "another" }),
    });
    const { message } = await ask();
    expect(message.parts[1]).toMatchObject({ state: "output-error" });
    expect(reports).toMatchObject([{ cause: expect.any(TypeError) }]);
  });
});

describe("another review of a run", () => {
  const program = prepared("1");
  const refused: Execution = { status: "refused", program, review: reviews.unsafe, laterReviews: [] };
  const { signal } = new AbortController();

  it("is added to the record, which says of what happened what it said before", async () => {
    const asked: unknown[] = [];
    const again = await reviewAgain(
      refused,
      async (...request) => {
        asked.push(request);
        return reviews.safe;
      },
      signal,
    );
    expect(again).toEqual({ ...refused, laterReviews: [reviews.safe] });
    expect(asked).toEqual([[program, { signal, again: true }]]);
  });

  it("may be had of a program that ran", async () => {
    const finished: Execution = {
      status: "finished",
      program,
      review: reviews.safe,
      laterReviews: [reviews.safe],
      result: completed,
    };
    const again = await reviewAgain(finished, async () => reviews.unsafe, signal);
    expect(again).toEqual({ ...finished, laterReviews: [reviews.safe, reviews.unsafe] });
  });

  it("that came to no verdict gives way to the next", async () => {
    const failed: Execution = { ...refused, laterReviews: [reviews.safe, reviews.unavailable] };
    const again = await reviewAgain(failed, async () => reviews.unsafe, signal);
    expect(again).toMatchObject({ laterReviews: [reviews.safe, reviews.unsafe] });
  });

  it("leaves no record when whoever asked has left", async () => {
    const aborted = { ...reviews.unavailable, cause: "aborted" as const };
    expect(await reviewAgain(refused, async () => aborted, signal)).toBeNull();
  });

  it.each<[string, Execution]>([
    ["that is under way", { status: "reviewing", program }],
    [
      "that was never looked at",
      { status: "withheld", program: { written: "1", code: null, sha256: null }, refusals: 3 },
    ],
    ["that had as many as are of use", { ...refused, laterReviews: Array(5).fill(reviews.safe) }],
  ])("is not had of a program %s", async (_, execution) => {
    const review = () => Promise.reject(new Error("It was asked."));
    expect(await reviewAgain(execution, review, signal)).toBeNull();
  });
});
