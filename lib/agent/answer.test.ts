import { describe, expect, it } from "vitest";
import type { Turn } from "./fake-model.ts";
import { completed, ProviderTrouble, question, reviews, setStage } from "./fakes.ts";

const call: Turn = { call: { title: "Count", code: "1" } };
const done: Turn = { say: "It is 42." };

/** Settles when the signal does. */
function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!signal) reject(new Error("There is no signal."));
    signal?.addEventListener("abort", () => resolve());
  });
}

describe("an answer that fails", () => {
  it.each<[string, Turn[]]>([
    ["before it begins", [{ refuse: new ProviderTrouble("rate-limited") }]],
    ["within its text", [{ failAfter: "It", error: new ProviderTrouble("rate-limited") }]],
    ["after a program", [call, { refuse: new ProviderTrouble("rate-limited") }]],
  ])("says that the provider was to blame when it failed %s", async (_, turns) => {
    const { ask, reports } = setStage({ turns });
    const { message, chunks } = await ask();
    expect(chunks.at(-1)?.type).toBe("finish");
    expect(chunks.filter(({ type }) => type === "error")).toEqual([]);
    expect(message.metadata).toMatchObject({
      status: "failed",
      failure: { cause: "rate-limited", message: expect.stringContaining("provider") },
    });
    expect(reports).toEqual([]);
  });

  it.each<[string, Turn[]]>([
    ["at once", [{ say: "" }]],
    ["after a program", [call, { say: " \n" }]],
  ])("says so when the model ends without a word %s", async (_, turns) => {
    const { message } = await setStage({ turns }).ask();
    expect(message.metadata).toMatchObject({ status: "failed", failure: { cause: "no-answer" } });
  });

  it("keeps what was said and run before", async () => {
    const { ask } = setStage({
      turns: [call, { failAfter: "It is", error: new ProviderTrouble("cut-off") }],
    });
    const { message } = await ask();
    expect(message.parts).toMatchObject([
      { type: "step-start" },
      { output: { status: "finished", result: completed } },
      { type: "step-start" },
      { type: "text", text: "It is" },
    ]);
    expect(message.metadata?.failure?.cause).toBe("cut-off");
  });

  it.each([
    "rejected-key",
    "rate-limited",
    "no-such-model",
    "unreachable",
    "cut-off",
    "timeout",
    "rejected-request",
    "provider",
  ] as const)("names the cause %s in words of its own", async (cause) => {
    const { ask } = setStage({ turns: [{ refuse: new ProviderTrouble(cause) }] });
    const { message } = await ask();
    expect(message.metadata?.failure).toEqual({ cause, message: expect.stringMatching(/\w{3,}.*\.$/) });
    expect(message.metadata?.failure?.message).not.toContain("provider: ");
  });

  it.each<[string, Turn[]]>([
    ["before the model speaks", [{ refuse: new Error("secret 7f3a") }]],
    ["while the model speaks", [{ failAfter: "It", error: new Error("secret 7f3a") }]],
  ])("tells the log once, and the reader not what, when this server fails %s", async (_, turns) => {
    const { ask, reports } = setStage({ turns });
    const { message, chunks } = await ask();
    expect(chunks.at(-1)?.type).toBe("finish");
    expect(message.metadata).toMatchObject({ status: "failed", failure: { cause: "internal" } });
    expect(reports).toMatchObject([{ message: "secret 7f3a" }]);
    expect(JSON.stringify(chunks)).not.toContain("secret 7f3a");
  });

  it("tells the log once, and the reader not what, when the sandbox rejects", async () => {
    const { ask, reports } = setStage({
      turns: [call, done],
      run: () => Promise.reject(new Error("secret 7f3a")),
    });
    const { message, chunks } = await ask();
    expect(message.parts[1]).toMatchObject({ state: "output-error" });
    expect(reports).toMatchObject([{ cause: { message: "secret 7f3a" } }]);
    expect(JSON.stringify(chunks)).not.toContain("secret 7f3a");
  });

  it("ends with a finish when the conversation itself cannot be read", async () => {
    const { ask, reports, model } = setStage({ turns: [done] });
    const { message, chunks } = await ask([
      { id: "odd", role: "assistant", parts: [{ type: "tool-execute_code" }] } as never,
      { id: "odder", role: "nobody", parts: [{ type: "text", text: 7 }] } as never,
    ]);
    expect(chunks.at(-1)?.type).toBe("finish");
    expect(message.metadata).toMatchObject({ status: "failed", failure: { cause: "internal" } });
    expect(reports).toHaveLength(1);
    expect(model.doStreamCalls).toEqual([]);
  });

  it.each([
    ["length", "length"],
    ["content-filter", "declined"],
    ["interrupted", "cut-off"],
    ["error", "provider"],
  ] as const)(
    "says for the finish reason %s that the cause is %s, and keeps the text",
    async (finish, cause) => {
      const { ask, reports } = setStage({ turns: [{ say: "It is", finish }] });
      const { message } = await ask();
      expect(message.metadata).toMatchObject({ status: "failed", failure: { cause } });
      expect(message.parts.at(-1)).toMatchObject({ type: "text", text: "It is" });
      expect(reports).toEqual([]);
    },
  );
});

describe("an answer", () => {
  it("begins by saying whose it is, and that it is not there yet", async () => {
    const { ask } = setStage({ turns: [done] });
    const { chunks } = await ask();
    expect(chunks[0]).toEqual({
      type: "start",
      messageId: "answer-1",
      messageMetadata: {
        model: "fake-model",
        demo: false,
        status: "answering",
        failure: null,
        stepLimitReached: null,
        refusalLimitReached: null,
        tokens: null,
        costUsd: null,
        startedAt: expect.any(Number),
        firstMs: null,
        course: { steps: [], runs: [] },
        totalMs: null,
      },
    });
    expect(chunks.filter(({ type }) => type === "start" || type === "finish")).toHaveLength(2);
  });
});

describe("what has no place in an answer", () => {
  it("is not in it: files, sources and thoughts", async () => {
    const { ask } = setStage({
      turns: [
        {
          parts: [
            { type: "reasoning-start", id: "1" },
            { type: "reasoning-delta", id: "1", delta: "Hm." },
            { type: "reasoning-end", id: "1" },
            { type: "file", mediaType: "image/png", data: { type: "data", data: "AAAA" } },
            { type: "source", sourceType: "url", id: "s", url: "https://example.com/" },
            { type: "text-start", id: "2" },
            { type: "text-delta", id: "2", delta: "It is 42." },
            { type: "text-end", id: "2" },
          ],
        },
      ],
    });
    const { message } = await ask();
    expect(message.parts).toMatchObject([{ type: "step-start" }, { type: "text", text: "It is 42." }]);
    expect(message.metadata?.status).toBe("complete");
  });
});

describe("stopping an answer", () => {
  it("ends the model's call, and keeps what it had said", async () => {
    const stop = new AbortController();
    const { ask, model, reports } = setStage({
      turns: [{ hangAfter: "It is", onHang: () => setImmediate(() => stop.abort()) }],
    });
    const { message, chunks } = await ask(undefined, stop.signal);
    expect(model.doStreamCalls[0]?.abortSignal?.aborted).toBe(true);
    expect(message.metadata).toMatchObject({ status: "stopped", failure: null });
    expect(message.parts.at(-1)).toMatchObject({ type: "text", text: "It is" });
    expect(chunks.at(-1)?.type).toBe("finish");
    expect(reports).toEqual([]);
  });

  it("ends the review, and nothing runs", async () => {
    const stop = new AbortController();
    const ended = Promise.withResolvers<void>();
    const { ask, journal, model, reports } = setStage({
      turns: [call, done],
      async review(_, options) {
        const end = aborted(options?.signal);
        stop.abort();
        await end.then(ended.resolve, ended.reject);
        return { ...reviews.unavailable, cause: "aborted" };
      },
    });
    const { message, chunks } = await ask(undefined, stop.signal);
    await ended.promise;
    expect(journal.some((entry) => entry.startsWith("run"))).toBe(false);
    expect(model.doStreamCalls).toHaveLength(1);
    expect(message.metadata).toMatchObject({ status: "stopped", failure: null });
    expect(chunks.at(-1)?.type).toBe("finish");
    expect(reports).toEqual([]);
  });

  it("ends the run, and asks the model no more", async () => {
    const stop = new AbortController();
    const ended = Promise.withResolvers<void>();
    const { ask, model, reports } = setStage({
      turns: [call, done],
      async run(_, options) {
        const end = aborted(options?.signal);
        options?.onStart?.();
        stop.abort();
        await end.then(ended.resolve, ended.reject);
        return { status: "stopped", reason: "aborted", limit: null, output: [], cost: completed.cost };
      },
    });
    const { message, chunks } = await ask(undefined, stop.signal);
    await ended.promise;
    expect(model.doStreamCalls).toHaveLength(1);
    expect(message.metadata).toMatchObject({ status: "stopped", failure: null });
    expect(chunks.at(-1)?.type).toBe("finish");
    expect(reports).toEqual([]);
  });

  it("runs nothing when it came before the answer began", async () => {
    const { ask, model, journal, reports } = setStage({ turns: [call, done] });
    const { message } = await ask(undefined, AbortSignal.abort());
    expect(reports).toEqual([]);
    expect(message.metadata?.status).toBe("stopped");
    expect(model.doStreamCalls.filter(({ abortSignal }) => !abortSignal?.aborted)).toEqual([]);
    expect(journal).toEqual([]);
  });

  it("leaves a conversation that can go on", async () => {
    const stop = new AbortController();
    const first = setStage({
      turns: [call, { hangAfter: "It is", onHang: () => setImmediate(() => stop.abort()) }],
    });
    const { message } = await first.ask(undefined, stop.signal);
    const second = setStage({ turns: [done] });
    const { message: answer } = await second.ask([
      question("How many?"),
      message,
      question("Go on", "question-2"),
    ]);
    expect(answer.metadata?.status).toBe("complete");
    expect(second.prompts()[0]).toContain("text: Result: 42");
    expect(second.prompts()[0]).toContain("assistant: It is");
  });
});
