import { describe, expect, it } from "vitest";
import { type ChatMessage, type Execution, partsVersion, readMessage } from "#lib/agent";
import { completed, prepared, question, reviews, setStage } from "./fakes.ts";

const code = "const result = 7 * 6;";
const finished: Execution = {
  status: "finished",
  program: prepared(code),
  review: reviews.safe,
  laterReviews: [],
  result: { ...completed, value: 42 },
};

const edited = (output: Execution = finished): ChatMessage => ({
  id: "question-2",
  role: "user",
  parts: [
    {
      type: "tool-execute_code",
      toolCallId: "edit-1",
      state: "output-available",
      input: { title: "Multiply", code },
      output,
    },
  ],
});

const before: ChatMessage[] = [
  question("How many?"),
  { id: "answer-1", role: "assistant", parts: [{ type: "step-start" }, { type: "text", text: "It is 41." }] },
];

describe("a run in a question", () => {
  it("is told to the model as a program that the person changed, with what came of it", async () => {
    const { ask, prompts, journal } = setStage({ turns: [{ say: "It is 42." }] });
    const { message } = await ask([...before, edited()]);
    expect(message.metadata?.status).toBe("complete");
    const last = prompts()[0]?.at(-1);
    for (const words of ['user: The person changed the program "Multiply" by hand', code, "Result: 42"])
      expect(last).toContain(words);
    // It ran before, and no call of the model's is made up for it.
    expect(journal).toEqual([]);
    expect(prompts()[0]?.join()).not.toContain("call:");
  });

  it("is told no longer than what a model may read of an outcome", async () => {
    const long = { ...finished, result: { ...completed, value: "z".repeat(5_000) } };
    const { ask, prompts } = setStage({ turns: [{ say: "Long." }], limits: { resultChars: 900 } });
    await ask([...before, edited(long)]);
    const told = prompts()[0]?.at(-1) ?? "";
    expect(told).toMatch(/z{500}/);
    expect(told).not.toMatch(/z{601}/);
  });

  it("can be kept and read again, and only whole", () => {
    const read = (message: unknown) => readMessage(JSON.parse(JSON.stringify(message)), partsVersion);
    expect(read(edited())).toEqual({ ok: true, message: edited() });
    const [part] = edited().parts;
    for (const broken of [
      { ...edited(), parts: [part, part] },
      { ...edited(), parts: [{ ...part, state: "input-available" }] },
      { ...edited(), parts: [{ ...part, output: { status: "finished" } }] },
    ])
      expect(read(broken).ok).toBe(false);
  });
});
