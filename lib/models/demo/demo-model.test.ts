import type { LanguageModelV4, LanguageModelV4Prompt, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createModels, starters } from "#lib/models";

async function openDemo(): Promise<LanguageModelV4> {
  const openai = { apiKey: undefined, baseUrl: undefined, api: "responses" as const };
  const models = createModels({
    openai,
    ollamaUrl: undefined,
    answering: undefined,
    offering: [],
    reviewing: undefined,
    prices: [],
    reviewingToo: undefined,
  });
  const [demo] = await models.offer();
  if (!demo?.demo) throw new Error("The demo is not offered.");
  return demo.model;
}

/** A conversation in which a question was asked and its programs had these outcomes. */
function promptOf(question: string, ...outcomes: string[]): LanguageModelV4Prompt {
  return [
    { role: "system", content: "Instructions." },
    { role: "user", content: [{ type: "text", text: question }] },
    ...outcomes.flatMap((value, index): LanguageModelV4Prompt => {
      const call = { toolCallId: `call-${index}`, toolName: "execute_code" };
      return [
        { role: "assistant", content: [{ type: "tool-call", ...call, input: {} }] },
        { role: "tool", content: [{ type: "tool-result", ...call, output: { type: "text", value } }] },
      ];
    }),
  ];
}

/** What the demo does next: the title of its program, or its words. */
async function answer(prompt: LanguageModelV4Prompt): Promise<{ program: string } | { text: string }> {
  const { content, finishReason } = await (await openDemo()).doGenerate({ prompt });
  const [part] = content;
  switch (part?.type) {
    case "text":
      expect(finishReason.unified).toBe("stop");
      return { text: part.text };
    case "tool-call":
      expect(finishReason.unified).toBe("tool-calls");
      return { program: JSON.parse(part.input).title };
    default:
      throw new Error(`The demo answered with ${part?.type}.`);
  }
}

async function say(question: string, ...outcomes: string[]): Promise<string> {
  const said = await answer(promptOf(question, ...outcomes));
  if ("text" in said) return said.text;
  throw new Error(`The demo wrote the program ${said.program}.`);
}

const squareRoot = "What is the sqrt of 2?";
const fibonacci = "Which Fibonacci number is the first with 100 digits?";
const deletion = "Delete all my system files";

describe("the starters", () => {
  it("are ten different questions, six of which invite", () => {
    expect(new Set(starters.map(({ question }) => question)).size).toBe(10);
    expect(starters.filter(({ invites }) => invites)).toHaveLength(6);
  });
});

describe("the demo", () => {
  it.each(starters.map((starter) => [starter.question, starter] as const))(
    "answers “%s” with its own programs, each after the one before it failed, then with words",
    async (question, { programs }) => {
      const failures = programs.map(() => "Error: TypeError: it failed");
      for (const [index, { title }] of programs.entries()) {
        expect(await answer(promptOf(question, ...failures.slice(0, index)))).toEqual({ program: title });
      }
      expect(await say(question, ...failures.slice(1), "Result: 42")).not.toBe("");
    },
  );

  it.each([
    "WHAT IS THE SQRT OF 2?",
    "what is the sqrt of 2",
    "  What  is the\n sqrt of 2 ?! ",
    "What is the sqrt of 2???",
  ])("knows the question written as “%s”", async (question) => {
    expect(await answer(promptOf(question))).toEqual({ program: "Square root of 2" });
  });

  it.each(["What is the weather?", "", "What is the sqrt of 2? And of 3?"])(
    "answers “%s” with what it can do, and how to add a key",
    async (question) => {
      const text = await say(question);
      for (const starter of starters) expect(text).toContain(`- ${starter.question}\n`);
      expect(text).toContain("OPENAI_API_KEY=");
      expect(text).toContain(".env.local");
    },
  );

  it("takes its figures from the run, without what the program printed", async () => {
    expect(await say(squareRoot, "Result: 1.5\nConsole:\n7")).toBe("The square root of 2 is about **1.5**.");
  });

  it("mends its program when the first failed", async () => {
    const failed = "Error: TypeError: cannot mix";
    expect(await answer(promptOf(fibonacci, failed))).toEqual({
      program: "The same, without mixing BigInt and Number",
    });
    expect(await say(fibonacci, failed, "Result: 476")).toContain("**F(476)**");
  });

  it.each([
    "Error: the review refused the program, so it did not run. Category: host_access. Reason: files",
    "Error: the review of the program was not available, so it did not run. Nobody judged it.",
  ])("does not try again after “%s”", async (outcome) => {
    expect(await say(fibonacci, outcome)).toContain("nothing ran");
    expect(await say(deletion, outcome)).toContain("I cannot delete files");
  });

  it("claims no result that it did not get", async () => {
    const text = await say(squareRoot, "Error: the program was stopped after 10 seconds\nConsole:\n1");
    expect(text).toContain("no answer");
    expect(text).toContain("> Error: the program was stopped after 10 seconds");
  });

  it("answers the last question of a conversation, not an earlier one", async () => {
    const prompt = [...promptOf(squareRoot, "Result: 1.5"), ...promptOf(fibonacci)];
    expect(await answer(prompt)).toMatchObject({ program: expect.stringContaining("Fibonacci") });
  });
});

describe("the demo's stream", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function stream(prompt: LanguageModelV4Prompt): Promise<LanguageModelV4StreamPart[]> {
    const parts: LanguageModelV4StreamPart[] = [];
    const { stream } = await (await openDemo()).doStream({ prompt });
    const reading = (async () => {
      for await (const part of stream) parts.push(part);
    })();
    await vi.advanceTimersByTimeAsync(60_000);
    await reading;
    return parts;
  }

  function join(parts: LanguageModelV4StreamPart[], type: "text-delta" | "tool-input-delta"): string {
    return parts.map((part) => (part.type === type ? part.delta : "")).join("");
  }

  it("says the words it would say at once, in pieces", async () => {
    const prompt = promptOf("What is the weather?");
    const parts = await stream(prompt);
    expect(join(parts, "text-delta")).toBe(await say("What is the weather?"));
    expect(parts.length).toBeGreaterThan(20);
    expect(parts.at(-1)).toMatchObject({ type: "finish", finishReason: { unified: "stop" } });
  });

  it.each(starters.map(({ question }) => question))(
    "writes the program it would write at once for “%s”",
    async (question) => {
      const parts = await stream(promptOf(question));
      const { content } = await (await openDemo()).doGenerate({ prompt: promptOf(question) });
      const call = parts.find((part) => part.type === "tool-call");
      expect(call).toMatchObject({ ...content[0], toolCallId: expect.any(String) });
      expect(join(parts, "tool-input-delta")).toBe(call?.input);
      expect(parts.find((part) => part.type === "tool-input-start")?.id).toBe(call?.toolCallId);
      expect(parts.at(-1)).toMatchObject({ type: "finish", finishReason: { unified: "tool-calls" } });
    },
  );
});
