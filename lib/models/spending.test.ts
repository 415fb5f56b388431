import type { LanguageModelV4 } from "@ai-sdk/provider";
import { APICallError, generateText, streamText } from "ai";
import { MockLanguageModelV4, simulateReadableStream } from "ai/test";
import { describe, expect, it } from "vitest";
import { diagnose, type Price, payFor } from "#lib/models";

const price: Price = { input: 1, cacheRead: 0.5, cacheWrite: 2, output: 10 };

const usage = {
  inputTokens: { total: 100, noCache: 100, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 20, text: 20, reasoning: 0 },
};

const finishReason = { unified: "stop", raw: "stop" } as const;

/** A purse with so much in it, and a journal of what it was asked. */
function createPurse(usd: number) {
  const journal: string[] = [];
  let left = usd;
  return {
    journal,
    purse: {
      async reserve(amount: number) {
        journal.push(`reserve ${amount.toFixed(4)}`);
        if (amount > left) return false as const;
        left -= amount;
        return {
          async settle(used: number) {
            journal.push(`settle ${used}`);
          },
        };
      },
      report: (error: unknown) => void journal.push(String(error)),
    },
  };
}

function createModel(answer: Partial<LanguageModelV4> = {}) {
  const model = new MockLanguageModelV4({
    doGenerate: async () => ({
      content: [{ type: "text", text: "Four." }],
      finishReason,
      usage,
      warnings: [],
    }),
    doStream: async () => ({
      stream: simulateReadableStream({
        chunks: [
          { type: "stream-start", warnings: [] },
          { type: "text-start", id: "1" },
          { type: "text-delta", id: "1", delta: "Four." },
          { type: "text-end", id: "1" },
          { type: "finish", finishReason, usage },
        ],
      }),
    }),
    ...answer,
  });
  return model;
}

/** It was settled with something, and with no more than was set aside. */
function expectWithin(journal: readonly string[]): void {
  const [reserved = 0, settled = 0] = journal.map((entry) => Number(entry.split(" ")[1]));
  expect(settled).toBeGreaterThan(0);
  expect(settled).toBeLessThanOrEqual(reserved + 1e-4);
}

const ask = (model: LanguageModelV4, maxOutputTokens = 1_000) =>
  generateText({ model, prompt: "How many?", maxOutputTokens, maxRetries: 0 });

describe("a call that is paid for", () => {
  it("has the most it can cost set aside before, and what it did cost settled after", async () => {
    const { purse, journal } = createPurse(1);
    const model = createModel();
    await ask(payFor(model, price, purse));
    expect(journal).toEqual([expect.stringMatching(/^reserve 0\.010\d$/), "settle 0.0003"]);
    const { textStream } = streamText({ model: payFor(model, price, purse), prompt: "How many?" });
    expect((await Array.fromAsync(textStream)).join("")).toBe("Four.");
    // It names no bound of its own.
    expect(journal.slice(2)).toEqual([expect.stringMatching(/^reserve 0\.160\d$/), "settle 0.0003"]);
    expect(model.doStreamCalls[0]?.maxOutputTokens).toBe(16_000);
  });

  it("counts each byte that is sent as if it were a token of the dearest kind", async () => {
    const { purse, journal } = createPurse(1_000);
    const model = payFor(createModel(), price, purse);
    const prompt = "a".repeat(1_000_000);
    await generateText({ model, prompt, maxOutputTokens: 1 });
    expect(Number(journal[0]?.split(" ")[1])).toBeGreaterThanOrEqual(2);
    expect(Number(journal[0]?.split(" ")[1])).toBeLessThan(2.01);
  });

  it("is not made when there is no money for it, and says so", async () => {
    const { purse } = createPurse(0.001);
    const model = createModel();
    const error = await ask(payFor(model, price, purse)).catch((thrown: unknown) => thrown);
    expect(diagnose(error)).toBe("budget");
    expect(model.doGenerateCalls).toEqual([]);
  });

  it("is not made when nobody can say whether there is money for it", async () => {
    const { purse } = createPurse(1);
    const model = createModel();
    const away = { ...purse, reserve: () => Promise.reject(new Error("no database")) };
    const error = await ask(payFor(model, price, away)).catch((thrown: unknown) => thrown);
    expect(diagnose(error)).toBe("uncounted");
    expect(model.doGenerateCalls).toEqual([]);
  });

  it("is made for a shorter answer where there is no money for a long one", async () => {
    const { purse, journal } = createPurse(0.05);
    const model = createModel();
    await ask(payFor(model, price, purse), 20_000);
    expect(journal).toEqual([
      expect.stringMatching(/^reserve 0\.200\d$/),
      expect.stringMatching(/^reserve 0\.040\d$/),
      "settle 0.0003",
    ]);
    expect(model.doGenerateCalls[0]?.maxOutputTokens).toBe(4_000);
  });

  const failing = (given: { statusCode?: number; cause?: unknown }) =>
    createModel({
      doGenerate: () => {
        throw new APICallError({ message: "no", url: "http://x", requestBodyValues: {}, ...given });
      },
    });
  const coded = (code: string) =>
    new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });

  it("costs nothing when its provider refuses it, or was never reached", async () => {
    const free = [{ statusCode: 401 }, { statusCode: 429 }, { cause: coded("ECONNREFUSED") }];
    for (const failure of free) {
      const { purse, journal } = createPurse(1);
      await ask(payFor(failing(failure), price, purse)).catch(() => null);
      expect(journal[1], JSON.stringify(failure)).toBe("settle 0");
    }
  });

  it("costs what it can have used when its provider may have worked before it failed", async () => {
    // A gateway that lost patience, one that bent the answer, and a connection that broke after all was sent.
    const paid = [{ statusCode: 504 }, { statusCode: 200 }, { cause: coded("ECONNRESET") }];
    for (const failure of paid) {
      const { purse, journal } = createPurse(1);
      await ask(payFor(failing(failure), price, purse)).catch(() => null);
      expectWithin(journal);
    }
  });

  it("costs what it can have used when it is stopped, and no more for being given up twice", async () => {
    const { purse, journal } = createPurse(1);
    const model = createModel({
      doStream: async ({ abortSignal }) => ({
        stream: new ReadableStream({
          start(controller) {
            controller.enqueue({ type: "stream-start", warnings: [] });
            abortSignal?.addEventListener("abort", () => controller.error(abortSignal.reason));
          },
        }),
      }),
    });
    const stop = new AbortController();
    const paid = payFor(model, price, purse);
    const { stream } = await paid.doStream({
      prompt: [{ role: "user", content: [{ type: "text", text: "How many?" }] }],
      abortSignal: stop.signal,
    });
    const reader = stream.getReader();
    await reader.read();
    stop.abort();
    await reader.read().catch(() => null);
    await reader.cancel().catch(() => null);
    expectWithin(journal);
    expect(journal.length).toBe(2);
  });

  it("costs what it can have used when its provider does not report that, or reports what cannot be", async () => {
    const impossible = [
      { input: undefined, output: undefined },
      { input: 0, output: 0 },
      { input: 100, output: 0 },
      { input: -1_000_000, output: 20 },
      { input: 100, output: -5 },
      { input: 100, output: Number.NaN },
      { input: 100, output: 20, cacheRead: 1_000_000 },
    ];
    for (const { input, output, cacheRead } of impossible) {
      const { purse, journal } = createPurse(1);
      const model = createModel({
        doGenerate: async () => ({
          content: [{ type: "text", text: "Four." }],
          finishReason,
          usage: {
            inputTokens: { total: input, noCache: undefined, cacheRead, cacheWrite: undefined },
            outputTokens: { total: output, text: undefined, reasoning: undefined },
          },
          warnings: [],
        }),
      });
      await ask(payFor(model, price, purse));
      expectWithin(journal);
    }
  });

  it("is answered even when what it cost cannot be noted", async () => {
    const { purse, journal } = createPurse(1);
    const settle = () => Promise.reject(new Error("no database"));
    const model = payFor(createModel(), price, { ...purse, reserve: async () => ({ settle }) });
    expect((await ask(model)).text).toBe("Four.");
    expect(journal).toEqual(["Error: no database"]);
  });
});
