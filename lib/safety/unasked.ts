import type { Facts } from "./facts/finding.ts";
import type { Opinion, Reviewable, Verdict } from "./review.ts";

/** The record of a verdict for which no model was asked. */
export function recordUnasked(
  verdict: Verdict,
  of: { program: Reviewable; facts: Facts | null; by: string; again: boolean; startedAt: number },
): Opinion {
  return {
    ...verdict,
    facts: of.facts,
    model: of.by,
    policyVersion: null,
    shown: null,
    codeSha256: of.program.sha256,
    at: Date.now(),
    ms: Math.round(performance.now() - of.startedAt),
    tokens: null,
    costUsd: 0,
    remembered: false,
    opinion: of.again ? "again" : "first",
  };
}
