import { createHash } from "node:crypto";
import type { LanguageModel } from "ai";
import { askModel, type Effort } from "./ask-model.ts";
import type { Facts } from "./facts/finding.ts";
import type { Policy } from "./policy.ts";
import { presentProgram } from "./present.ts";
import type { Opinion, Reviewable, ReviewFault, Tokens } from "./review.ts";
import type { Verdicts } from "./verdicts.ts";

/** A model that reviews, and how it is asked. */
export interface ReviewingModel {
  model: Exclude<LanguageModel, string>;
  effort: Effort;
  /** How long one attempt of a first opinion may take, in milliseconds. */
  attemptMs: number;
  /** What an answer cost, in US dollars; null where the price is unknown. */
  cost: (tokens: Tokens) => number | null;
}

export interface OpinionParts {
  policy: Policy;
  /** Null to remember nothing. */
  verdicts: Verdicts | null;
  /** Says what went wrong between us and the provider; null when it was not the provider. */
  diagnose: (error: unknown) => ReviewFault | null;
  /** Called with every error that is this server's own. */
  report: (error: unknown) => void;
}

export interface OpinionRequest {
  program: Reviewable;
  facts: Facts;
  reviewing: ReviewingModel;
  opinion: Opinion["opinion"];
  attempts: number;
  /** How long one attempt may take, in milliseconds. */
  attemptMs: number;
  signal: AbortSignal | undefined;
}

/** How long an opinion holds, in milliseconds: seven days. Models change behind their names. */
const rememberedMs = 7 * 24 * 60 * 60 * 1000;

/** One model's opinion on one program: the remembered one, or a new one, which is remembered if it is a verdict. Never rejects. */
export function createOpine({ policy, verdicts, diagnose, report }: OpinionParts) {
  async function recall(key: string, { program, reviewing }: OpinionRequest): Promise<Opinion | null> {
    const kept = await verdicts?.load(key);
    if (!kept || kept.verdict === "unavailable" || Date.now() - kept.at > rememberedMs) return null;
    const isOfThis =
      kept.codeSha256 === program.sha256 &&
      kept.policyVersion === policy.version &&
      kept.model === reviewing.model.modelId;
    return isOfThis ? kept : null;
  }

  async function ask(request: OpinionRequest): Promise<Opinion> {
    const { program, facts, reviewing, opinion, attempts, attemptMs, signal } = request;
    const startedAt = performance.now();
    const shown = presentProgram(program, facts);
    const { verdict, tokens } = await askModel({
      model: reviewing.model,
      effort: reviewing.effort,
      policy: policy.text,
      prompt: shown,
      attempts,
      attemptMs,
      signal,
      diagnose,
      report,
    });
    return {
      ...verdict,
      facts,
      model: reviewing.model.modelId,
      policyVersion: policy.version,
      shown,
      codeSha256: program.sha256,
      at: Date.now(),
      ms: Math.round(performance.now() - startedAt),
      tokens,
      costUsd: tokens && reviewing.cost(tokens),
      remembered: false,
      opinion,
    };
  }

  async function recallOrAsk(request: OpinionRequest, key: string): Promise<Opinion> {
    const startedAt = performance.now();
    try {
      const kept = await recall(key, request);
      if (kept)
        return {
          ...kept,
          ms: Math.round(performance.now() - startedAt),
          tokens: null,
          costUsd: 0,
          remembered: true,
        };
    } catch (error) {
      // A memory that fails costs a call, no more.
      report(error);
    }
    const given = await ask(request);
    if (given.verdict !== "unavailable") await verdicts?.save(key, given).catch(report);
    return given;
  }

  return async function opine(request: OpinionRequest): Promise<Opinion> {
    const { signal } = request;
    // Who doubts a verdict is not answered from memory, and cannot ask until the memory suits them.
    if (verdicts === null || request.opinion === "again") return ask(request);
    const key = keyOf(request, policy);
    const others = underWay.get(verdicts) ?? new Map<string, Promise<Opinion>>();
    underWay.set(verdicts, others);
    for (let other = others.get(key); other && !signal?.aborted; other = others.get(key))
      await settle(other, signal);
    if (signal?.aborted) return ask(request);
    const own = recallOrAsk(request, key).finally(() => others.delete(key));
    others.set(key, own);
    return own;
  };
}

/**
 * Opinions that are being asked for, by the memory they will go into. Whoever asks the same meanwhile waits for that one: asked
 * several times at once, a model may say yes to what it refuses.
 */
const underWay = new WeakMap<Verdicts, Map<string, Promise<Opinion>>>();

/** Until it has settled, however it did, or the signal gives up on it. */
async function settle(other: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  const aborted = Promise.withResolvers<void>();
  signal?.addEventListener("abort", () => aborted.resolve(), { once: true });
  await Promise.race([
    other.then(
      () => undefined,
      () => undefined,
    ),
    aborted.promise,
  ]);
}

/** Same program, policy and model, asked in the same way. */
function keyOf({ program, reviewing, opinion }: OpinionRequest, policy: Policy): string {
  const { provider, modelId } = reviewing.model;
  const parts = [program.sha256, policy.version, provider, modelId, reviewing.effort, opinion];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
