import { setTimeout as wait } from "node:timers/promises";
import {
  APICallError,
  type FinishReason,
  generateObject,
  type LanguageModel,
  NoObjectGeneratedError,
  RetryError,
} from "ai";
import { answerSchema, readAnswer, unavailable } from "./answer.ts";
import type { ReviewFault, Tokens, UnavailableCause, Verdict } from "./review.ts";

/** How much a model thinks before it answers. One that cannot think that little or much does what comes nearest. */
export type Effort = "none" | "minimal" | "low" | "medium" | "high";

export interface ModelQuestion {
  model: Exclude<LanguageModel, string>;
  effort: Effort;
  policy: string;
  prompt: string;
  /** How often it may be asked in all, and how long one attempt may take, in milliseconds. */
  attempts: number;
  attemptMs: number;
  signal: AbortSignal | undefined;
  diagnose: (error: unknown) => ReviewFault | null;
  report: (error: unknown) => void;
}

export interface ModelReply {
  verdict: Verdict;
  /** Null when the provider gave no answer. */
  tokens: Tokens | null;
}

/** Room for a verdict and for thinking before it, in tokens. */
const maxOutputTokens = 4_000;

/** Before another attempt, where the provider names no time, in milliseconds. */
const pauseMs = 200;

/** Less time than this is not enough for any answer, in milliseconds: what was wrong before is the better thing to tell. */
const leastMs = 50;

/** What may be gone a moment later. */
const passing: readonly UnavailableCause[] = [
  "rate-limited",
  "provider",
  "timeout",
  "unreachable",
  "cut-off",
];

/** Asks a model for a verdict, again where that may help, and takes no longer than its attempts together. Never rejects. */
export async function askModel(question: ModelQuestion): Promise<ModelReply> {
  const { attempts, attemptMs, signal } = question;
  const end = performance.now() + attempts * attemptMs;
  for (let attempt = 1; ; attempt++) {
    const leftMs = Math.max(leastMs, Math.floor(end - performance.now()));
    const { retryAfterMs, ...reply } = await attemptOnce(question, Math.min(attemptMs, leftMs));
    const { cause } = reply.verdict;
    const isWorthwhile = cause !== null && passing.includes(cause) && attempt < attempts;
    if (!isWorthwhile || performance.now() + retryAfterMs + leastMs > end) return reply;
    // An abort meanwhile is met by the next attempt.
    await wait(retryAfterMs, null, { ...(signal && { signal }) }).catch(() => null);
    if (performance.now() + leastMs > end && !signal?.aborted) return reply;
  }
}

async function attemptOnce(
  { model, effort, policy, prompt, signal, diagnose, report }: ModelQuestion,
  timeoutMs: number,
): Promise<ModelReply & { retryAfterMs: number }> {
  const deadline = AbortSignal.timeout(timeoutMs);
  let written: string | null = null;
  try {
    const { object, usage, finishReason } = await generateObject({
      model,
      schema: answerSchema,
      schemaName: "review",
      instructions: policy,
      prompt,
      // What a program says stays here.
      telemetry: { functionId: "review", recordInputs: false, recordOutputs: false },
      reasoning: effort,
      maxOutputTokens,
      maxRetries: 0,
      abortSignal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      onStepEnd: ({ objectText }) => {
        written = objectText;
      },
    });
    const cause = readFinish(finishReason) ?? (namesTwice(written) ? "malformed" : null);
    const verdict = cause === null ? readAnswer(object) : unavailable(cause);
    return { verdict, tokens: readTokens(usage), retryAfterMs: 0 };
  } catch (error) {
    const elsewhere = readCause(error) ?? diagnose(error) ?? "internal";
    const inTime = deadline.aborted ? "timeout" : elsewhere;
    const cause = signal?.aborted ? "aborted" : inTime;
    if (cause === "internal") report(error);
    return {
      verdict: unavailable(cause),
      tokens: readLostTokens(error),
      retryAfterMs: readRetryAfter(error),
    };
  }
}

function readCause(error: unknown): UnavailableCause | null {
  if (!NoObjectGeneratedError.isInstance(error)) return null;
  return readFinish(error.finishReason) ?? "malformed";
}

/** Only an answer that the model ended by itself is one. */
function readFinish(reason: FinishReason | undefined): UnavailableCause | null {
  if (reason === "stop") return null;
  return reason === "content-filter" ? "declined" : "malformed";
}

/** Whether an object of plain fields has one of them twice: the last would count, and contradict the first unseen. */
function namesTwice(json: string | null): boolean {
  const colons = json?.replace(/"(?:[^"\\]|\\.)*"/gs, "").match(/:/g)?.length;
  return colons !== Object.keys(answerSchema.shape).length;
}

type Usage = Awaited<ReturnType<typeof generateObject>>["usage"];

function readTokens({ inputTokens, inputTokenDetails, outputTokens }: Usage): Tokens {
  return {
    input: inputTokens ?? null,
    cacheRead: inputTokenDetails.cacheReadTokens ?? null,
    cacheWrite: inputTokenDetails.cacheWriteTokens ?? null,
    output: outputTokens ?? null,
  };
}

/** An answer that was no verdict was paid for all the same. */
function readLostTokens(error: unknown): Tokens | null {
  return NoObjectGeneratedError.isInstance(error) && error.usage ? readTokens(error.usage) : null;
}

/** When the provider wants to be asked again, in milliseconds from now. */
function readRetryAfter(error: unknown): number {
  const last = RetryError.isInstance(error) ? error.lastError : error;
  const headers = APICallError.isInstance(last) ? last.responseHeaders : undefined;
  const ms = Number(headers?.["retry-after-ms"] ?? Number.NaN);
  if (ms >= 0) return ms;
  const seconds = Number(headers?.["retry-after"] ?? Number.NaN);
  return seconds >= 0 ? seconds * 1000 : pauseMs;
}
