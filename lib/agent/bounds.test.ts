import { describe, expect, it } from "vitest";
import type { ChatMessage, Execution } from "#lib/agent";
import { type Turn, used } from "./fake-model.ts";
import { completed, prepared, question, reviews, setStage } from "./fakes.ts";

const call = (code: string): Turn => ({ call: { title: "Try", code } });
const done: Turn = { say: "So far." };

describe("the programs of an answer", () => {
  it("are so many, after which the tool is taken away and everybody is told", async () => {
    const { ask, model, journal } = setStage({
      turns: [call("1"), call("2"), done],
      steps: 8,
      limits: { runs: 2 },
    });
    const { message } = await ask();
    expect(journal.filter((entry) => entry.startsWith("run")).length).toBe(2);
    expect(model.doStreamCalls.map(({ tools }) => tools?.length ?? 0)).toEqual([1, 1, 0]);
    expect(model.doStreamCalls[2]?.prompt[0]?.content).toContain("All 2 programs of this answer were used");
    expect(message.metadata).toMatchObject({
      status: "complete",
      runLimitReached: 2,
      stepLimitReached: null,
    });
  });

  it("are no more when several are written in one step", async () => {
    const { ask, journal, prompts } = setStage({
      turns: [{ calls: ["1", "2", "3"].map((code) => ({ title: "Try", code })) }, done],
      steps: 8,
      limits: { runs: 2 },
    });
    const { message } = await ask();
    expect(journal.filter((entry) => !entry.startsWith("review"))).toEqual([
      "prepare 1",
      "run «1»",
      "prepare 2",
      "run «2»",
    ]);
    expect(prompts().at(-1)?.at(-1)).toContain("all 2 programs of this answer were used");
    expect(message.metadata?.runLimitReached).toBe(2);
  });
});

describe("what an answer's model may write", () => {
  it("is what is left of it, for each call, and it is told when that is little", async () => {
    const { ask, model } = setStage({
      turns: [
        { ...call("1"), usage: used({ input: 10, output: 3_000 }) },
        { ...call("2"), usage: used({ input: 10, output: 5_500 }) },
        done,
      ],
      steps: 8,
      limits: { outputTokens: 10_000 },
    });
    await ask();
    expect(model.doStreamCalls.map(({ maxOutputTokens }) => maxOutputTokens)).toEqual([10_000, 7_000, 2_000]);
    expect(model.doStreamCalls[1]?.tools?.length).toBe(1);
    expect(model.doStreamCalls[2]?.tools).toBeUndefined();
    expect(model.doStreamCalls[2]?.prompt[0]?.content).toContain("as much as one answer may take");
  });
});

describe("a server that does not report what its model wrote", () => {
  it("has it counted by what came", async () => {
    const long = { calls: [{ title: "Try", code: "x".repeat(30_000) }] };
    const { ask, model } = setStage({
      turns: [{ ...long, usage: used({}) }, done],
      steps: 8,
      limits: { outputTokens: 10_000 },
    });
    await ask();
    expect(model.doStreamCalls.map(({ maxOutputTokens }) => maxOutputTokens)).toEqual([10_000, 2_000]);
  });
});

/** A question and its answer, with one run whose program and result are long. */
function exchange(id: number): ChatMessage[] {
  const program = prepared(`// program ${id}\n${"x".repeat(3_000)}`);
  const output: Execution = {
    status: "finished",
    program,
    review: reviews.safe,
    laterReviews: [],
    result: { ...completed, value: `result ${id} ${"y".repeat(3_000)}` },
  };
  return [
    question(`Question ${id}?`, `question-${id}`),
    {
      id: `answer-${id}`,
      role: "assistant",
      parts: [
        {
          type: "tool-execute_code",
          toolCallId: `old-${id}`,
          state: "output-available",
          input: { title: "Try", code: program.written },
          output,
        },
        { type: "text", text: `Answer ${id}.` },
      ],
    },
  ];
}

describe("a long conversation", () => {
  const conversation = [...exchange(1), ...exchange(2), ...exchange(3), question("And now?", "question-4")];

  async function askWith(historyChars: number) {
    const { ask, prompts } = setStage({ turns: [done], limits: { historyChars } });
    const { message } = await ask(conversation);
    return { prompt: prompts()[0] ?? [], all: (prompts()[0] ?? []).join("\n"), message };
  }

  it("is read whole while it fits", async () => {
    const { all, message } = await askWith(30_000);
    expect(all.match(/x{3000}/g)?.length).toBe(3);
    expect(all.match(/y{3000}/g)?.length).toBe(3);
    expect(message.metadata).not.toHaveProperty("shortened");
  });

  it("has its oldest runs shortened first, which the model and the reader are told", async () => {
    const { all, message } = await askWith(14_000);
    expect(all.match(/x{3000}/g)?.length).toBe(2);
    expect(all.match(/y{3000}/g)?.length).toBe(2);
    expect(all).toContain("program 1");
    expect(all).toContain("result 1");
    expect(all).toContain("This earlier program was shortened.");
    expect(all).toContain("The outcome of this earlier run was shortened.");
    expect(all).toContain("Question 1?");
    expect(message.metadata?.shortened).toEqual({ runs: 1, messages: 0 });
  });

  it("then has its oldest messages left out, and begins with a question all the same", async () => {
    const { prompt, all, message } = await askWith(1_000);
    expect(prompt[0]).toBe("user: [4 earlier messages of this conversation were left out for their length.]");
    expect(all).not.toContain("Question 2?");
    expect(all).toContain("Question 3?");
    expect(prompt.at(-1)).toBe("user: And now?");
    expect(message.metadata?.shortened).toEqual({ runs: 1, messages: 4 });
  });

  it("has its last question in any case", async () => {
    const { prompt } = await askWith(5);
    expect(prompt).toEqual([
      "user: [6 earlier messages of this conversation were left out for their length.]",
      "user: And now?",
    ]);
  });
});

describe("an answer's time", () => {
  it("ends it, and says so", async () => {
    const { ask } = setStage({
      turns: [{ hangAfter: "Well", onHang: () => {} }],
      limits: { answerMs: 50 },
    });
    const { message } = await ask();
    expect(message.metadata).toMatchObject({ status: "failed", failure: { cause: "timeout" } });
  });
});

describe("what a model reads of an outcome", () => {
  it("is bounded by what its owner says", async () => {
    const { ask, prompts } = setStage({
      turns: [call("1"), done],
      run: async () => ({ ...completed, value: "z".repeat(5_000) }),
      limits: { resultChars: 900 },
    });
    await ask();
    const read = prompts()[1]?.at(-1) ?? "";
    expect(read).toMatch(/z{500}/);
    expect(read.length).toBeLessThan(1_000);
  });
});
