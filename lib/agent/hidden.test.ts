import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChatMessage, Execution } from "#lib/agent";
import type { Failed, RunResult } from "#lib/sandbox";
import { completed, cost, prepared, question, reviews, setStage } from "./fakes.ts";

/** "Hi" in tags, text turned around, a colour of a terminal, and a space without a width. */
const sly = "a\u{e0048}\u{e0069}b\u202ec\u001b[31md\u200be";
const told = "\\u{e0048}\\u{e0069}b\\u{202e}c";
const hidden = /[\u{e0000}-\u{e007f}\u202e\u200b]|(?![\n\t])\p{Cc}/u;

/** What the model reads of a program, which it wrote, that came to this. */
async function read(result: RunResult, written = "1"): Promise<string> {
  const { ask, prompts } = setStage({
    turns: [{ call: { title: "Add", code: written } }, { say: "Done." }],
    run: async () => result,
    isPossible: false,
  });
  await ask();
  return prompts()[1]?.at(-1) ?? "";
}

const fail = (error: Partial<Failed["error"]>): RunResult => ({
  status: "failed",
  error: { name: "E", message: "m", line: null, column: null, stack: null, ...error },
  output: [],
  cost,
});

describe("what no person would see stands as an escape in what the model reads of", () => {
  it.each<[string, RunResult]>([
    ["a result", { ...completed, value: sly }],
    ["a result's keys", { ...completed, value: [{ [sly]: 1 }] }],
    ["a console line", { ...completed, output: [{ kind: "console", level: "log", atMs: 0, values: [sly] }] }],
    ["a display", { ...completed, output: [{ kind: "display", atMs: 0, value: sly }] }],
    ["an error's message", fail({ message: sly })],
    ["an error's name", fail({ name: sly })],
    ["the line that failed", fail({ line: 1 })],
  ])("%s", async (_, result) => {
    const text = await read(result, `"${sly}"`);
    expect(text).toContain(told);
    expect(text).not.toMatch(hidden);
  });

  it("a review's reason", async () => {
    const { ask, prompts } = setStage({
      turns: [{ call: { title: "Add", code: "1" } }, { say: "Done." }],
      review: async () => ({ ...reviews.unsafe, reason: sly }),
    });
    await ask();
    expect(prompts()[1]?.at(-1)).toContain(told);
  });

  it("a run that a person changed, in its title, its program and its result", async () => {
    const text = await readQuestion([{ ...run, role: "user" }]);
    expect(text.split(told)).toHaveLength(4);
    expect(text).not.toMatch(hidden);
  });

  it("an imported chat, in its questions, answers, programs and results", async () => {
    const texts: ChatMessage[] = [
      question(sly, "imported-1"),
      { ...run, parts: [...run.parts, { type: "text", text: sly }] },
    ];
    const text = await readQuestion(
      [...texts, question("And now?")],
      texts.map(({ id }) => id),
    );
    expect(text.split(told)).toHaveLength(5);
    expect(text).not.toMatch(hidden);
  });
});

const output: Execution = {
  status: "finished",
  program: prepared(sly),
  review: reviews.safe,
  laterReviews: [],
  result: { ...completed, value: sly },
};

const run: ChatMessage = {
  id: "imported-2",
  role: "assistant",
  parts: [
    {
      type: "tool-execute_code",
      toolCallId: "call-1",
      state: "output-available",
      input: { title: sly, code: sly },
      output,
    },
  ],
};

async function readQuestion(messages: ChatMessage[], unverified: string[] = []): Promise<string> {
  const { ask, prompts } = setStage({ turns: [{ say: "Done." }], unverified });
  await ask(messages);
  return prompts()[0]?.join("\n") ?? "";
}

it("emoji and joiners that a script needs reach the model as they are", async () => {
  const text = "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 می‌خواهم क्‍ष ❤️";
  expect(await read({ ...completed, value: text })).toContain(text);
});

it("what the model reads stays short, whatever is hidden in it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("\u{e0041}", "\u202e", "\u0000", "\ufe0f"),
      fc.integer({ min: 1, max: 20_000 }),
      async (character, times) => {
        const value = character.repeat(times);
        const output = [{ kind: "console" as const, level: "log" as const, atMs: 0, values: [value] }];
        const text = await read({ ...completed, value, output });
        expect(text.length).toBeLessThan(12_200);
        expect(text).not.toMatch(hidden);
      },
    ),
    { numRuns: 20 },
  );
});
