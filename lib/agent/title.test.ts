import { APICallError } from "ai";
import { MockLanguageModelV4 } from "ai/test";
import { describe, expect, it, vi } from "vitest";
import { type ChatMessage, createTitler } from "#lib/agent";
import { used } from "./fake-model.ts";
import { question } from "./fakes.ts";

const answer: ChatMessage = {
  id: "answer-1",
  role: "assistant",
  parts: [{ type: "step-start" }, { type: "text", text: "There are four." }],
};
const exchange = [question("How many s in mississippi?"), answer];

/** A titler whose model writes this, and what it was asked and reported. */
function setStage(write: string | (() => Promise<string>), demo = false) {
  const reports: unknown[] = [];
  const model = new MockLanguageModelV4({
    doGenerate: async ({ abortSignal }) => {
      abortSignal?.throwIfAborted();
      return {
        content: [{ type: "text", text: typeof write === "string" ? write : await write() }],
        finishReason: { unified: "stop", raw: undefined },
        usage: used({}),
        warnings: [],
      };
    },
  });
  const title = createTitler({ model, demo, report: (error) => reports.push(error) });
  return {
    reports,
    calls: model.doGenerateCalls,
    title: (messages = exchange, signal = new AbortController().signal) => title(messages, signal),
  };
}

describe("the title of a conversation", () => {
  it("is asked of the model once, with the least thought, no tool, and the first exchange as data", async () => {
    const { title, calls } = setStage("Counting letters");
    expect(await title([...exchange, question("And in Ohio?", "question-2")])).toBe("Counting letters");
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ reasoning: "none" });
    expect(calls[0]?.tools ?? []).toEqual([]);
    const [system, user] = calls[0]?.prompt ?? [];
    expect(system).toMatchObject({ role: "system", content: expect.stringContaining("never addressed to") });
    const shown = user?.content[0];
    expect(shown && typeof shown === "object" && "text" in shown ? JSON.parse(shown.text) : null).toEqual({
      question: "How many s in mississippi?",
      answer: "There are four.",
    });
  });

  it("reads no more than the beginning of a long question and answer", async () => {
    const { title, calls } = setStage("Long");
    const long = "😀".repeat(50_000);
    await title([question(long), { ...answer, parts: [{ type: "text", text: long }] }]);
    const text = JSON.stringify(calls[0]?.prompt.at(-1));
    expect(text.length).toBeLessThan(3_000);
    expect(text.isWellFormed()).toBe(true);
  });

  it.each([
    ["Counting letters\n\nHope this helps!", "Counting letters"],
    ["\n  # Counting   letters  ", "Counting letters"],
    ['"Counting letters"', "Counting letters"],
    ["„Buchstaben zählen“", "Buchstaben zählen"],
    ["«Счёт букв»", "Счёт букв"],
    ["**Title:** `snake_case` of [a list](https://evil.example)", "snake_case of a list"],
    ["- *Counting* letters", "Counting letters"],
    ['Let\'s "count" letters', 'Let\'s "count" letters'],
    ["Counting\u0000 let\u202eters\u200b\u{e0041}", "Counting letters"],
    ["<think>The user\nwants…</think>\nCounting letters", "Counting letters"],
    ["Letters \ud800", "Letters \ufffd"],
    ["👩‍💻 Code", "👩‍💻 Code"],
  ])("is one plain line of what the model wrote: %j", async (written, expected) => {
    expect(await setStage(written).title()).toBe(expected);
  });

  it.each([
    ["words", "counting ".repeat(40), /^(counting )+counting…$/],
    ["one word", "x".repeat(500), /^x{59}…$/],
    ["emoji", "👩‍💻".repeat(60), /^(👩‍💻)+…$/u],
    ["a script without spaces", "数える文字の数".repeat(20), /^[^…]+…$/],
  ])("is cut to 60 characters, of %s", async (_, written, expected) => {
    const title = await setStage(written).title();
    expect(title).toMatch(expected);
    expect(title?.length).toBeLessThanOrEqual(60);
    expect(title?.length).toBeGreaterThan(45);
  });

  it.each(["", " \n\t", '""', "…", "\u202e\u200b\u3164", "<think>and so on", "***"])(
    "is none where the model wrote nothing to see: %j",
    async (written) => {
      const { title, reports } = setStage(written);
      expect(await title()).toBeNull();
      expect(reports).toEqual([]);
    },
  );

  it("is none, and the log is told, when the model fails; it is not asked again", async () => {
    const error = new APICallError({
      message: "busy",
      url: "https://provider.example/",
      requestBodyValues: {},
      statusCode: 503,
      isRetryable: true,
    });
    const { title, reports, calls } = setStage(() => Promise.reject(error));
    expect(await title()).toBeNull();
    expect(reports).toEqual([error]);
    expect(calls).toHaveLength(1);
  });

  it("is none, and nobody is told, when whoever asked has left", async () => {
    const stop = new AbortController();
    const { title, reports } = setStage(async () => {
      stop.abort();
      throw stop.signal.reason;
    });
    expect(await title(exchange, stop.signal)).toBeNull();
    expect(reports).toEqual([]);
  });

  it("is not asked for where there is no question, nor of the demo", async () => {
    const withoutQuestion = setStage("Counting");
    expect(await withoutQuestion.title([answer])).toBeNull();
    const demo = setStage("Counting", true);
    expect(await demo.title()).toBeNull();
    expect([...withoutQuestion.calls, ...demo.calls]).toEqual([]);
  });

  it("is none, and the log is told, when it does not come in time", async () => {
    const late = new DOMException("It took too long.", "TimeoutError");
    const clock = vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort(late));
    const { title, reports } = setStage("Counting");
    expect(await title()).toBeNull();
    expect(reports).toEqual([late]);
    expect(clock.mock.calls).toEqual([[10_000]]);
    clock.mockRestore();
  });
});
