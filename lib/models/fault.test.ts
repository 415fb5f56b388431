import type { ServerResponse } from "node:http";
import { createOpenAI } from "@ai-sdk/openai";
import { generateText, RetryError, streamText, tool } from "ai";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { diagnose } from "#lib/models";
import { findClosedUrl, respond, sendError, sendJson, startServer, textPart } from "../../vitest.server.ts";

function openModel(url: string) {
  return createOpenAI({ apiKey: "test-key", baseURL: `${url}/v1` }).responses("test-model");
}

/** What the provider throws when it asks at this address. */
async function catchError(url: string, options: { maxRetries?: number; abortSignal?: AbortSignal } = {}) {
  try {
    await generateText({ model: openModel(url), prompt: "Hello", maxRetries: 0, ...options });
  } catch (error) {
    return error;
  }
  throw new Error("It was answered.");
}

/** What a stream reports when the server answers so. */
async function catchStreamError(answer: (response: ServerResponse) => void) {
  const { url } = await startServer(answer);
  const errors: unknown[] = [];
  const { stream } = streamText({
    model: openModel(url),
    prompt: "Hello",
    maxRetries: 0,
    onError: ({ error }) => void errors.push(error),
  });
  try {
    for await (const _ of stream);
  } catch (error) {
    errors.push(error);
  }
  expect(errors).not.toEqual([]);
  return errors[0];
}

function sendEvents(response: ServerResponse, ...events: object[]) {
  if (!response.headersSent) response.writeHead(200, { "content-type": "text/event-stream" });
  for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`);
}

const created = {
  type: "response.created",
  response: { id: "resp_1", created_at: 1, model: "test-model" },
};
const message = {
  type: "response.output_item.added",
  output_index: 0,
  item: { type: "message", id: "msg_1" },
};
const delta = { type: "response.output_text.delta", item_id: "msg_1", output_index: 0, delta: "Hel" };

describe("diagnose", () => {
  it.each([
    [400, "rejected-request"],
    [401, "rejected-key"],
    [403, "rejected-key"],
    [404, "no-such-model"],
    [408, "timeout"],
    [413, "rejected-request"],
    [429, "rate-limited"],
    [500, "provider"],
    [502, "provider"],
  ])("reads status %d as %s, in a whole answer and in a stream", async (status, fault) => {
    const { url } = await startServer((response) => sendError(response, status));
    expect(diagnose(await catchError(url))).toBe(fault);
    expect(diagnose(await catchStreamError((response) => sendError(response, status)))).toBe(fault);
  });

  it("reads the last of several tries", async () => {
    let calls = 0;
    const { url } = await startServer((response) => {
      calls += 1;
      sendError(response, calls === 1 ? 500 : 429);
    });
    const error = await catchError(url, { maxRetries: 1 });
    expect(RetryError.isInstance(error)).toBe(true);
    expect(diagnose(error)).toBe("rate-limited");
  });

  it("reads a refused connection as unreachable", async () => {
    expect(diagnose(await catchError(await findClosedUrl()))).toBe("unreachable");
  });

  it("reads a connection that is dropped without an answer as unreachable", async () => {
    const { url } = await startServer((response) => response.destroy());
    expect(diagnose(await catchError(url))).toBe("unreachable");
  });

  it("reads a body that breaks off as cut off", async () => {
    const { url } = await startServer((response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
      response.write('{"id":"resp_1",', () => response.destroy());
    });
    expect(diagnose(await catchError(url))).toBe("cut-off");
  });

  it("reads a stream that breaks off as cut off", async () => {
    const error = await catchStreamError((response) => {
      sendEvents(response, created, message);
      response.write(`data: ${JSON.stringify(delta)}\n\n`, () => response.destroy());
    });
    expect(diagnose(error)).toBe("cut-off");
  });

  it.each([
    ["a page", "<h1>Welcome</h1>"],
    ["nothing", ""],
    ["JSON of another kind", '{"answer":42}'],
    ["output of another kind", JSON.stringify(respond([{ type: "dance" }]))],
  ])("reads %s where an answer was due as a fault of the provider", async (_, body) => {
    const { url } = await startServer((response) => {
      response.writeHead(200, { "content-type": "application/json" }).end(body);
    });
    expect(diagnose(await catchError(url))).toBe("provider");
  });

  it.each([
    ["names a failure", { type: "error", sequence_number: 3, code: "server_error", message: "No." }],
    [
      "names a failure, nested",
      { type: "error", sequence_number: 3, error: { type: "server_error", message: "No." } },
    ],
    ["names a failure and no code", { type: "error", sequence_number: 3, message: "No." }],
    ["is no event of the protocol", { type: "response.output_text.delta", delta: 7 }],
  ])("reads a stream whose next event %s as a fault of the provider", async (_, event) => {
    const error = await catchStreamError((response) => {
      sendEvents(response, created, message, delta, event);
      response.end("data: [DONE]\n\n");
    });
    expect(diagnose(error)).toBe("provider");
  });

  it("reads a call of a tool that the model was told not to call as a fault of the provider", async () => {
    const call = { type: "function_call", id: "fc_1", call_id: "call_1", name: "add", arguments: "{}" };
    const { url } = await startServer((response) => {
      sendJson(response, 200, { ...respond([]), output: [call] });
    });
    const add = tool({ inputSchema: z.object({}), execute: () => 1 });
    const asking = generateText({
      model: openModel(url),
      prompt: "Hello",
      tools: { add },
      toolChoice: "none",
    });
    expect(
      diagnose(
        await asking.then(
          () => null,
          (error: unknown) => error,
        ),
      ),
    ).toBe("provider");
  });

  it("reads a deadline that passed as a timeout", async () => {
    const { url } = await startServer(() => undefined);
    expect(diagnose(await catchError(url, { abortSignal: AbortSignal.timeout(50) }))).toBe("timeout");
  });

  it("leaves errors alone that are not a provider's", async () => {
    const { url } = await startServer((response) => sendJson(response, 200, respond([textPart("Hello")])));
    const stopped = await catchError(url, { abortSignal: AbortSignal.abort() });
    for (const error of [
      stopped,
      new Error("429 unauthorized fetch failed"),
      new TypeError("x"),
      "404",
      null,
    ]) {
      expect(diagnose(error)).toBeNull();
    }
  });
});
