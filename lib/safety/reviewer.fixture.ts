import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { createOpenAI } from "@ai-sdk/openai";
import { onTestFinished } from "vitest";
import { diagnose } from "#lib/models";
import {
  createFactReader,
  createReviewer,
  type FactReader,
  type Reviewable,
  type ReviewerParts,
  type ReviewingModel,
} from "#lib/safety";
import { guestGlobals } from "#lib/sandbox";
import { respond, sendError, sendJson, startServer, textPart } from "../../vitest.server.ts";

/** A reviewer for tests, whose provider is a real server that answers as it is told. */

export const safeAnswer = {
  effects: "Adds two numbers.",
  category: "none",
  safe: true,
  reason: "It only computes.",
};

export const unsafeAnswer = {
  effects: "Reads files.",
  category: "host_access",
  safe: false,
  reason: "It asks for the file system.",
};

/** A refusal in a category where models are often too careful. */
export const softAnswer = {
  effects: "Loops.",
  category: "resource_exhaustion",
  safe: false,
  reason: "It may take long.",
};

export function program(code: string): Reviewable {
  return { code, sha256: createHash("sha256").update(code).digest("hex") };
}

/** How a provider answers one request. */
export type Reply = (response: ServerResponse) => void;

/** The model writes this object. */
export function answers(answer: unknown): Reply {
  return writes(JSON.stringify(answer));
}

/** The model writes this text. */
export function writes(text: string): Reply {
  return (response) => sendJson(response, 200, respond([textPart(text)]));
}

/** The provider refuses with this status. */
export function fails(status: number): Reply {
  return (response) => sendError(response, status);
}

/** The connection ends within the answer. */
export const cutsOff: Reply = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
  response.write('{"id":"resp_1","output":[', () => response.destroy());
};

/** A provider whose models each answer as they are told: every time the same, or one reply after another. */
export async function startProvider(models: Record<string, Reply | Reply[]>) {
  const asked: Record<string, number> = {};
  const { url, seen } = await startServer((response, { body }) => {
    const model = String(body?.model);
    const replies = models[model] ?? [];
    const count = asked[model] ?? 0;
    asked[model] = count + 1;
    const reply = typeof replies === "function" ? replies : replies[count];
    if (!reply) throw new Error(`${model} was asked ${count + 1} times.`);
    reply(response);
  });
  return { url, seen, models: () => seen.map(({ body }) => body?.model) };
}

export function createModel(url: string, id: string, more: Partial<ReviewingModel> = {}): ReviewingModel {
  const model = createOpenAI({ apiKey: "test-key", baseURL: `${url}/v1` }).responses(id);
  return { model, effort: "none", attemptMs: 5_000, cost: () => null, ...more };
}

function openFactReader(): FactReader {
  const reader = createFactReader({ globals: guestGlobals, report: console.error });
  onTestFinished(() => reader.close());
  return reader;
}

/** Nothing that a provider does is this server's own fault. */
function expectNoReport(error: unknown): never {
  throw error;
}

export type ReviewerChanges = Partial<Omit<ReviewerParts, "second">> & { attemptMs?: number };

/** A reviewer at a provider's `first`; `second` names another model there. */
export function createReviewerAt(
  url: string,
  { second, attemptMs = 5_000, ...more }: ReviewerChanges & { second?: string } = {},
) {
  return createReviewer({
    model: createModel(url, "first", { attemptMs }),
    second: second === undefined ? null : createModel(url, second, { attemptMs }),
    factReader: openFactReader(),
    verdicts: null,
    diagnose,
    report: expectNoReport,
    ...more,
  });
}

/** A reviewer whose one model answers so. */
export async function createReviewerThat(reply: Reply | Reply[], more?: ReviewerChanges) {
  const provider = await startProvider({ first: reply });
  return { ...provider, review: createReviewerAt(provider.url, more) };
}
