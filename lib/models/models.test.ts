import type { LanguageModelV4 } from "@ai-sdk/provider";
import { generateText } from "ai";
import { describe, expect, it, vi } from "vitest";
import { computeCost, createModels, type ModelSettings, type Reviewers, type UsedTokens } from "#lib/models";
import { findClosedUrl, respond, sendJson, startServer, textPart } from "../../vitest.server.ts";

type Changes = Partial<Omit<ModelSettings, "openai">> & { openai?: Partial<ModelSettings["openai"]> };

function create({ openai, ...changes }: Changes = {}) {
  return createModels({
    openai: { apiKey: undefined, baseUrl: undefined, api: "responses", ...openai },
    ollamaUrl: undefined,
    answering: undefined,
    offering: [],
    reviewing: undefined,
    reviewingToo: undefined,
    prices: [],
    ...changes,
  });
}

function nameReviewers(reviewers: Reviewers | null): string {
  if (!reviewers) return "a rule";
  const { first, second } = reviewers;
  return first.model.modelId + (second ? ` and ${second.model.modelId}` : "");
}

/** What is offered, in short. */
async function list(changes: Changes) {
  const offered = await create(changes).offer();
  return offered.map(
    ({ id, provider, reviewers }) => `${id} of ${provider}, reviewed by ${nameReviewers(reviewers)}`,
  );
}

function startOllama(names: string[]) {
  return startServer((response, { path }) => {
    if (path !== "/api/tags") return sendJson(response, 200, chatAnswer);
    sendJson(response, 200, { models: names.map((name) => ({ name, size: 1 })) });
  });
}

const chatAnswer = {
  id: "chat_1",
  created: 1,
  model: "test-model",
  choices: [{ index: 0, message: { role: "assistant", content: "Hello" }, finish_reason: "stop" }],
};

async function ask(model: LanguageModelV4 | null | undefined) {
  if (!model) throw new Error("There is no model.");
  return (await generateText({ model, prompt: "Hello", maxRetries: 0 })).text;
}

describe("what may be asked", () => {
  it("is the demo where nothing is configured, reviewed by a rule", async () => {
    const offered = await create().offer();
    expect(offered).toMatchObject([{ id: "demo", name: "Demo", demo: true, reviewers: null }]);
  });

  it("is every model that the owner names, each once, the default first, all reviewed by the same", async () => {
    const openai = { apiKey: "k" };
    expect(
      await list({ openai, answering: "big", offering: ["small", "big", "small", "ollama/qwen3"] }),
    ).toEqual(
      ["big of OpenAI", "small of OpenAI", "ollama/qwen3 of Ollama"].map(
        (model) => `${model}, reviewed by gpt-6-luna`,
      ),
    );
    expect(await list({ openai, offering: ["small", "big"] })).toEqual(
      ["small", "big"].map((model) => `${model} of OpenAI, reviewed by gpt-6-luna`),
    );
  });

  it.each<[string, Changes, string]>([
    ["a key", { openai: { apiKey: "k" } }, "gpt-6-luna of OpenAI, reviewed by gpt-6-luna"],
    [
      "a key and a model",
      { openai: { apiKey: "k" }, answering: "big" },
      "big of OpenAI, reviewed by gpt-6-luna",
    ],
    [
      "a key and a reviewer",
      { openai: { apiKey: "k" }, reviewing: "careful" },
      "gpt-6-luna of OpenAI, reviewed by careful",
    ],
    [
      "a server of one's own",
      { openai: { baseUrl: "http://box:1234/v1" }, answering: "qwen3" },
      "qwen3 of box:1234, reviewed by qwen3",
    ],
    [
      "a server of one's own and a key for it",
      { openai: { apiKey: "k", baseUrl: "http://box:1234/v1" }, answering: "qwen3" },
      "qwen3 of box:1234, reviewed by qwen3",
    ],
    [
      "a server of one's own and a reviewer",
      { openai: { baseUrl: "http://box:1234/v1" }, answering: "qwen3", reviewing: "guard" },
      "qwen3 of box:1234, reviewed by guard",
    ],
    ["a local model", { answering: "ollama/qwen3:8b" }, "ollama/qwen3:8b of Ollama, reviewed by qwen3:8b"],
    [
      "a key and two reviewers",
      { openai: { apiKey: "k" }, reviewing: "careful", reviewingToo: "gpt-6.1-terra" },
      "gpt-6-luna of OpenAI, reviewed by careful and gpt-6.1-terra",
    ],
    [
      "a key and a local reviewer",
      { openai: { apiKey: "k" }, reviewing: "ollama/guard" },
      "gpt-6-luna of OpenAI, reviewed by guard",
    ],
  ])("with %s is that, and no demo", async (_, changes, offered) => {
    expect(await list(changes)).toEqual([offered]);
    expect((await create(changes).offer()).map(({ demo }) => demo)).toEqual([false]);
  });

  it("has the models of a found Ollama after the default, which is never one of them", async () => {
    const { url } = await startOllama(["qwen3:8b", "gemma3"]);
    expect(await list({ ollamaUrl: url })).toEqual([
      "demo of Workings, reviewed by a rule",
      "ollama/qwen3:8b of Ollama, reviewed by qwen3:8b",
      "ollama/gemma3 of Ollama, reviewed by gemma3",
    ]);
  });

  it("has a found Ollama's programs reviewed by the configured reviewer", async () => {
    const { url } = await startOllama(["gemma3"]);
    expect(await list({ ollamaUrl: url, openai: { apiKey: "k" } })).toEqual([
      "gpt-6-luna of OpenAI, reviewed by gpt-6-luna",
      "ollama/gemma3 of Ollama, reviewed by gpt-6-luna",
    ]);
  });

  it("names a local model once that is configured and found", async () => {
    const { url } = await startOllama(["gemma3", "qwen3:8b"]);
    expect(await list({ ollamaUrl: url, answering: "ollama/qwen3:8b" })).toEqual([
      "ollama/qwen3:8b of Ollama, reviewed by qwen3:8b",
      "ollama/gemma3 of Ollama, reviewed by qwen3:8b",
    ]);
  });

  it("looks for an Ollama once for many pages", async () => {
    const { url, seen } = await startOllama(["gemma3"]);
    const models = create({ ollamaUrl: url });
    await Promise.all([models.offer(), models.offer()]);
    expect(await models.offer()).toHaveLength(2);
    expect(seen).toHaveLength(1);
  });

  it.each([
    ["a page", "<h1>Welcome</h1>"],
    ["JSON of another kind", '{"models":"none"}'],
    ["nothing", ""],
  ])("leaves out a server that answers %s where Ollama was looked for", async (_, body) => {
    const { url } = await startServer((response) => void response.end(body));
    expect(await list({ ollamaUrl: url })).toEqual(["demo of Workings, reviewed by a rule"]);
  });

  it("leaves out an Ollama that never answers, and waits for it less than a second", async () => {
    const { url } = await startServer(() => undefined);
    const startedAt = performance.now();
    expect(await list({ ollamaUrl: url })).toEqual(["demo of Workings, reviewed by a rule"]);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it("leaves out an Ollama where nobody listens", async () => {
    expect(await list({ ollamaUrl: await findClosedUrl() })).toEqual([
      "demo of Workings, reviewed by a rule",
    ]);
  });
});

describe("what goes over the wire", () => {
  it("asks the Responses API with the key, to store nothing", async () => {
    const server = await startServer((response) => sendJson(response, 200, respond([textPart("Hello")])));
    const openai = { apiKey: "test-key", baseUrl: `${server.url}/v1` };
    const [offered] = await create({ openai, answering: "m", reviewing: "r" }).offer();

    expect(await ask(offered?.model)).toBe("Hello");
    expect(await ask(offered?.reviewers?.first.model)).toBe("Hello");
    expect(server.seen.map(({ path }) => path)).toEqual(["/v1/responses", "/v1/responses"]);
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer test-key",
      "Bearer test-key",
    ]);
    expect(server.seen.map(({ body }) => body)).toMatchObject([
      { model: "m", store: false },
      { model: "r", store: false },
    ]);
  });

  it("asks a server that has only chat completions there, to store nothing", async () => {
    const server = await startServer((response) => sendJson(response, 200, chatAnswer));
    const openai = { baseUrl: `${server.url}/v1`, api: "chat" as const };
    const [offered] = await create({ openai, answering: "m" }).offer();

    expect(await ask(offered?.model)).toBe("Hello");
    expect(await ask(offered?.reviewers?.first.model)).toBe("Hello");
    expect(server.seen.map(({ path }) => path)).toEqual(["/v1/chat/completions", "/v1/chat/completions"]);
    expect(server.seen.map(({ body }) => body)).toMatchObject([{ store: false }, { store: false }]);
  });

  it("sends a server of one's own no key where none is set", async () => {
    const server = await startServer((response) => sendJson(response, 200, respond([textPart("Hello")])));
    const [offered] = await create({ openai: { baseUrl: `${server.url}/v1` }, answering: "m" }).offer();
    await ask(offered?.model);
    expect(server.seen[0]?.headers.authorization).toBe("Bearer none");
  });

  it("asks a local model at its own server by its own name, never with the key of another", async () => {
    const ollama = await startOllama(["gemma3"]);
    const offered = await create({ ollamaUrl: ollama.url, openai: { apiKey: "test-key" } }).offer();

    expect(await ask(offered.find(({ id }) => id === "ollama/gemma3")?.model)).toBe("Hello");
    const request = ollama.seen.at(-1);
    expect(request).toMatchObject({ path: "/v1/chat/completions", body: { model: "gemma3" } });
    expect(JSON.stringify(request)).not.toContain("test-key");
  });
});

describe("the cost of a call", () => {
  const tokens = { input: 2_000_000, cacheRead: 0, cacheWrite: 0, output: 100_000 };

  /** What these tokens cost with a model that is set up so. */
  async function compute(
    reviewing: string,
    openai: Changes["openai"] = { apiKey: "k" },
    used: Partial<UsedTokens> = {},
  ) {
    const [offered] = await create({ openai, answering: "any", reviewing }).offer();
    return computeCost(offered?.reviewers?.first.price ?? null, { ...tokens, ...used });
  }

  it.each([
    ["gpt-6-luna", 0.25],
    ["gpt-6.1-terra", 2.5],
    ["gpt-6.1-sol", 5],
    ["gpt-6-luna-2026-10-01", 0.25],
  ])("of %s is OpenAI's list price", async (id, usd) => {
    expect(await compute(id)).toBeCloseTo(usd, 12);
  });

  it("counts what was read from the cache and written to it at their own prices", async () => {
    const used = { cacheRead: 1_000_000, cacheWrite: 400_000, output: 0 };
    // 600,000 plain at $0.10, 1,000,000 read at $0.01, 400,000 written at $0.125 per million.
    expect(await compute("gpt-6-luna", undefined, used)).toBeCloseTo(0.06 + 0.01 + 0.05, 12);
  });

  it.each<[string, string, Changes["openai"]]>([
    ["of a model nobody listed", "gpt-6-luna-mini", { apiKey: "k" }],
    ["of the same name elsewhere", "gpt-6-luna", { apiKey: "k", baseUrl: "https://gateway.example/v1" }],
    ["of a local model", "ollama/gpt-6-luna", { apiKey: "k" }],
  ])("%s is unknown", async (_, id, openai) => {
    expect(await compute(id, openai)).toBeNull();
  });

  it("is unknown where the provider did not say what went in or out, and only there", async () => {
    expect(await compute("gpt-6-luna", undefined, { input: null })).toBeNull();
    expect(await compute("gpt-6-luna", undefined, { output: null })).toBeNull();
    expect(await compute("gpt-6-luna", undefined, { cacheRead: null, cacheWrite: null })).toBeCloseTo(
      0.25,
      12,
    );
  });
});

describe("a reviewer on this machine", () => {
  it.each<[string, Changes, boolean]>([
    ["an Ollama", { answering: "ollama/guard" }, true],
    ["a server on a loopback address", { openai: { baseUrl: "http://127.0.0.1:1234/v1" } }, true],
    ["a server on localhost", { openai: { baseUrl: "http://localhost:1234/v1" } }, true],
    ["a server elsewhere", { openai: { baseUrl: "http://box:1234/v1" } }, false],
    ["OpenAI", { openai: { apiKey: "k" } }, false],
  ])("is told from another, as it may be slow: %s", async (_, changes, local) => {
    const [offered] = await create(changes).offer();
    expect(offered?.reviewers?.first.local).toBe(local);
  });
});

describe("the cache of OpenAI's newer models", () => {
  /** What OpenAI itself would be sent for a review by this model. */
  async function readRequest(reviewing: string) {
    const bodies: Record<string, unknown>[] = [];
    const fetched = vi.spyOn(globalThis, "fetch").mockImplementation(async (_, request) => {
      bodies.push(JSON.parse(String(request?.body)));
      return Response.json(respond([textPart("Hello")]));
    });
    try {
      const [offered] = await create({ openai: { apiKey: "k" }, reviewing }).offer();
      const model = offered?.reviewers?.first.model;
      if (!model) throw new Error("There is no reviewer.");
      await generateText({ model, instructions: "The policy.", prompt: "A program." });
    } finally {
      fetched.mockRestore();
    }
    return bodies[0];
  }

  it.each(["gpt-6-luna", "gpt-6.1-terra", "gpt-5.6", "gpt-10-mini"])(
    "keeps the policy for %s, and nothing else",
    async (id) => {
      const body = await readRequest(id);
      expect(body).toMatchObject({
        prompt_cache_options: { mode: "explicit" },
        prompt_cache_key: "workings-review",
        store: false,
      });
      const [policy, program] = (body?.input ?? []) as { content: unknown }[];
      expect(policy?.content).toEqual([
        { type: "input_text", text: "The policy.", prompt_cache_breakpoint: { mode: "explicit" } },
      ]);
      expect(JSON.stringify(program)).not.toContain("prompt_cache_breakpoint");
    },
  );

  it.each(["gpt-4o-mini", "gpt-5.1", "o3", "another"])(
    "is left alone for %s, which knows no marks",
    async (id) => {
      expect(JSON.stringify(await readRequest(id))).not.toContain("prompt_cache");
    },
  );
});
