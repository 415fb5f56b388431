import { APICallError, generateText, type LanguageModel, tool } from "ai";
import { MockLanguageModelV4 } from "ai/test";
import { expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod";
import { startTelemetry } from "#lib/telemetry";
import { sendJson, startServer } from "../../vitest.server.ts";

const text = "text-canary";

/** A model that says something, calls a tool with something, or fails with something. */
function createModel(name: string, turn: "says" | "calls" | "fails"): Exclude<LanguageModel, string> {
  return new MockLanguageModelV4({
    provider: "test",
    modelId: name,
    doGenerate: async () => {
      if (turn === "fails")
        throw new APICallError({
          message: text,
          url: `https://${text}.example`,
          requestBodyValues: { text },
          statusCode: 401,
        });
      return {
        content: [
          turn === "says"
            ? { type: "text", text }
            : { type: "tool-call", toolCallId: "call-1", toolName: "look", input: JSON.stringify({ text }) },
        ],
        finishReason: { unified: turn === "says" ? "stop" : "tool-calls", raw: undefined },
        usage: {
          inputTokens: { total: 7, noCache: 7, cacheRead: 0, cacheWrite: 0 },
          outputTokens: { total: 3, text: 3, reasoning: 0 },
        },
        warnings: [],
      };
    },
  });
}

const look = tool({ inputSchema: z.object({ text: z.string() }), execute: async () => text });

it("delivers models, tokens, the request and failures of calls, and nothing that anybody wrote", async () => {
  const collector = await startServer((response) => sendJson(response, 200, {}));
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url);
  vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", "authorization=key-1");
  onTestFinished(() => void vi.unstubAllEnvs());

  // Whoever forgets to say that nothing is to be recorded tells nothing all the same.
  const ask = (name: string, turn: Parameters<typeof createModel>[1]) =>
    generateText({ model: createModel(name, turn), prompt: text, maxRetries: 0, tools: { look } }).catch(
      () => null,
    );
  await ask("model-0", "says");
  const telemetry = startTelemetry({
    serviceName: "a-test",
    readRequestId: () => "request-1",
    onLost: () => undefined,
  });
  await ask("model-1", "says");
  await ask("model-2", "calls");
  await ask("model-3", "fails");
  await telemetry.deliver();

  expect(collector.seen.length).toBeGreaterThan(0);
  const heard = JSON.stringify(collector.seen);
  for (const words of [
    "a-test",
    "request-1",
    "model-1",
    "model-2",
    "model-3",
    "key-1",
    "execute_tool",
    "401",
  ])
    expect(heard).toContain(words);
  expect(heard).toMatch(/gen_ai\.usage\.input_tokens[^}]*7/);
  expect(heard).not.toContain("model-0");
  expect(heard).not.toContain(text);
});
