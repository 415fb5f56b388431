import { describe, expect, it } from "vitest";
import type { Turn } from "./fake-model.ts";
import { completed, prepared, question, reviews, setStage } from "./fakes.ts";

const code = "const result = 42;";
const call: Turn = { call: { title: "Count", code } };
const done: Turn = { say: "It is 42." };

/** The states of the answer's programs, as they came. */
function readStates(chunks: { type: string; output?: unknown }[]): string[] {
  return chunks.flatMap((chunk) => {
    if (chunk.type !== "tool-output-available") return [];
    const { status, startedAt } = chunk.output as { status: string; startedAt?: number | null };
    return [startedAt === null ? `${status}, waiting` : status];
  });
}

describe("the agent", () => {
  it("prepares a program, has it reviewed, runs it and answers, in this order", async () => {
    const { ask, journal } = setStage({ turns: [call, done] });
    const { message, chunks } = await ask();
    expect(journal).toEqual([`prepare ${code}`, `review «${code}»`, `run «${code}»`]);
    expect(readStates(chunks)).toEqual(["reviewing", "running, waiting", "running", "finished", "finished"]);
    expect(message.parts.map(({ type }) => type)).toEqual([
      "step-start",
      "tool-execute_code",
      "step-start",
      "text",
    ]);
    expect(message.parts[1]).toMatchObject({
      state: "output-available",
      input: { title: "Count", code },
      output: { status: "finished", program: prepared(code), review: reviews.safe, result: completed },
    });
    expect(message.parts[3]).toMatchObject({ text: "It is 42." });
    expect(message.metadata).toMatchObject({
      model: "fake-model",
      demo: false,
      status: "complete",
      failure: null,
      stepLimitReached: null,
      refusalLimitReached: null,
    });
  });

  it("says nothing of a start for a program that never got a worker", async () => {
    const { ask } = setStage({
      turns: [call, done],
      run: async () => ({ status: "refused", reason: "busy" }),
    });
    const { chunks } = await ask();
    expect(readStates(chunks)).toEqual(["reviewing", "running, waiting", "finished", "finished"]);
  });

  it.each([
    ["blocks", reviews.unsafe],
    ["gave no verdict on", reviews.unavailable],
  ])("never runs code that the reviewer %s", async (_, review) => {
    const { ask, journal } = setStage({ turns: [call, done], review: async () => review });
    const { message } = await ask();
    expect(journal).toEqual([`prepare ${code}`, `review «${code}»`]);
    expect(message.parts[1]).toMatchObject({
      output: { status: "refused", program: prepared(code), review },
    });
  });

  it("runs nothing when the reviewer fails, and reports that once", async () => {
    const error = new Error("The reviewer fell over.");
    const { ask, journal, reports, prompts } = setStage({
      turns: [call, done],
      review: () => Promise.reject(error),
    });
    const { message } = await ask();
    expect(journal).toEqual([`prepare ${code}`, `review «${code}»`]);
    expect(message.parts[1]).toMatchObject({ state: "output-error" });
    expect(reports).toMatchObject([{ cause: error }]);
    expect(prompts()[1]?.at(-1)).toContain("This server failed");
    expect(prompts()[1]?.at(-1)).not.toContain("fell over");
  });

  it("answers what cannot be read as a program with its syntax error, without a review", async () => {
    const program = { written: "const = ;", code: null, sha256: null };
    const error = { name: "SyntaxError", message: "unexpected token", line: 1, column: 7, stack: null };
    const result = { status: "failed" as const, error, output: [], cost: { wallMs: 0, peakMemoryBytes: 0 } };
    const { ask, journal, prompts } = setStage({
      turns: [{ call: { title: "Broken", code: "const = ;" } }, done],
      prepare: async () => ({ ok: false, program, result }),
    });
    const { message } = await ask();
    expect(journal).toEqual(["prepare const = ;"]);
    expect(message.parts[1]).toMatchObject({ output: { status: "finished", program, review: null, result } });
    expect(prompts()[1]?.at(-1)).toBe(
      "text: Error: SyntaxError: unexpected token\n  at line 1, column 7: const = ;",
    );
  });

  it("has a mended program prepared and reviewed like the first", async () => {
    const mended: Turn = { call: { title: "Again", code: "2" } };
    const { ask, journal } = setStage({ turns: [call, mended, done] });
    await ask();
    expect(journal.slice(3)).toEqual(["prepare 2", "review «2»", "run «2»"]);
  });

  it("lets the model try again after a call that cannot be read, and blames nobody", async () => {
    const { ask, journal, reports, prompts } = setStage({
      turns: [{ call: '{"title":"No code"}' }, { call: "{broken" }, call, done],
    });
    const { message } = await ask();
    expect(journal).toEqual([`prepare ${code}`, `review «${code}»`, `run «${code}»`]);
    expect(prompts()[1]?.at(-1)).toMatch(/^error-text: .*execute_code/s);
    expect(prompts()[2]?.at(-1)).toMatch(/^error-text: .*execute_code/s);
    expect(message.parts.filter((part) => "state" in part && part.state === "output-error")).toMatchObject([
      { errorText: "The model's call of the tool could not be read." },
      { errorText: "The model's call of the tool could not be read." },
    ]);
    expect(message.metadata?.status).toBe("complete");
    expect(reports).toEqual([]);
  });

  it("offers one tool, with a title and the code, of a strict schema", async () => {
    const { ask, model } = setStage({ turns: [done] });
    await ask();
    expect(model.doStreamCalls[0]?.tools).toMatchObject([
      {
        name: "execute_code",
        strict: true,
        inputSchema: { required: ["title", "code"], additionalProperties: false },
      },
    ]);
  });
});

describe("the last step of an answer", () => {
  it("must answer with what there is, and the reader is told", async () => {
    const { ask, model } = setStage({ turns: [call, call, done], steps: 3 });
    const { message } = await ask();
    const calls = model.doStreamCalls;
    expect(calls.map(({ tools }) => tools?.length ?? 0)).toEqual([1, 1, 0]);

    const instructions = calls.map(({ prompt }) => prompt[0]?.content as string);
    expect(instructions[1]).toBe(instructions[0]);
    expect(instructions[2]?.startsWith(instructions[0] ?? "?")).toBe(true);
    expect(instructions[2]).toContain("the last of 3 steps");
    expect(message.metadata).toMatchObject({ status: "complete", stepLimitReached: 3 });
  });

  it("is not reached by an answer that ends before it", async () => {
    const { ask } = setStage({ turns: [call, done], steps: 3 });
    expect((await ask()).message.metadata?.stepLimitReached).toBeNull();
  });

  it("runs no program of a model that calls the tool all the same", async () => {
    const { ask, journal, model } = setStage({ turns: [call, call], steps: 2 });
    const { chunks } = await ask();
    expect(journal.filter((entry) => entry.startsWith("run"))).toHaveLength(1);
    expect(model.doStreamCalls).toHaveLength(2);
    expect(chunks.at(-1)).toMatchObject({
      type: "finish",
      messageMetadata: { stepLimitReached: 2, status: "failed", failure: { cause: "no-answer" } },
    });
  });
});

describe("a conversation", () => {
  const metadata = { openai: { itemId: "item-77" } };

  it("reaches the model with its questions, programs, results and answers, without the provider's ids", async () => {
    const first = setStage({
      turns: [
        { ...call, metadata },
        { ...done, metadata },
      ],
    });
    const { message } = await first.ask();
    expect(JSON.stringify(message)).toContain("item-77");

    const second = setStage({ turns: [{ say: "Half is 21." }] });
    await second.ask([question("How many?"), message, question("And half of it?", "question-2")]);
    expect(second.prompts()).toEqual([
      [
        "user: How many?",
        `call: ${JSON.stringify({ title: "Count", code })}`,
        "text: Result: 42",
        "assistant: It is 42.",
        "user: And half of it?",
      ],
    ]);
    expect(JSON.stringify(second.model.doStreamCalls[0]?.prompt)).not.toContain("item-77");
  });

  it("goes on after a stopped answer without the call that was still being written or reviewed", async () => {
    const { ask, prompts } = setStage({ turns: [done] });
    await ask([
      question("How many?"),
      {
        id: "stopped",
        role: "assistant",
        parts: [
          { type: "step-start" },
          { type: "text", text: "Let me count." },
          { type: "text", text: "" },
          {
            type: "tool-execute_code",
            toolCallId: "written",
            state: "input-streaming",
            input: { title: "Co" },
          },
          {
            type: "tool-execute_code",
            toolCallId: "waiting",
            state: "input-available",
            input: { title: "Count", code },
          },
        ],
      },
      question("Go on", "question-2"),
    ]);
    expect(prompts()).toEqual([["user: How many?", "assistant: Let me count.", "user: Go on"]]);
  });

  it("tells the model of a program that was interrupted while it ran", async () => {
    const { ask, prompts } = setStage({ turns: [done] });
    await ask([
      question("How many?"),
      {
        id: "stopped",
        role: "assistant",
        parts: [
          {
            type: "tool-execute_code",
            toolCallId: "running",
            state: "output-available",
            preliminary: true,
            input: { title: "Count", code },
            output: {
              status: "running",
              program: prepared(code),
              review: reviews.safe,
              startedAt: null,
              limitMs: 10_000,
            },
          },
        ],
      },
      question("Go on", "question-2"),
    ]);
    expect(prompts()[0]?.[2]).toBe(
      "text: Error: the program was interrupted before it came to an end. There is no result.",
    );
  });

  it("goes on after an answer that came to nothing", async () => {
    const { ask, prompts } = setStage({ turns: [done] });
    await ask([
      question("How many?"),
      { id: "nothing", role: "assistant", parts: [] },
      question("Go on", "question-2"),
    ]);
    expect(prompts()).toEqual([["user: How many?", "user: Go on"]]);
  });

  it("goes on after a call that could not be read", async () => {
    const first = setStage({ turns: [{ call: "{broken" }, { say: "I give up." }] });
    const { message } = await first.ask();
    const second = setStage({ turns: [done] });
    const { message: answer } = await second.ask([
      question("How many?"),
      message,
      question("Again", "question-2"),
    ]);
    expect(answer.metadata?.status).toBe("complete");
    expect(second.prompts()[0]?.at(-1)).toBe("user: Again");
  });
});
