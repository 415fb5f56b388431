import { clip, reasonChars, unavailable } from "./answer.ts";
import type { FactReader } from "./facts/fact-reader.ts";
import type { Facts, Finding } from "./facts/finding.ts";
import { refuseByFacts } from "./judge-facts.ts";
import type { Reviewer, Verdict } from "./review.ts";
import { recordUnasked } from "./unasked.ts";

export interface RuleReviewerParts {
  factReader: FactReader;
  /** How the rule is called where its reviews are shown. */
  name: string;
}

/**
 * A reviewer without a model. It can judge any program, strictly: safe is one that names nothing but itself and
 * the guest's globals, and none of the words that lead out of a program.
 */
export function createRuleReviewer({ factReader, name }: RuleReviewerParts): Reviewer {
  return async function review(program, { signal, again = false } = {}) {
    const startedAt = performance.now();
    const read = await factReader.read(program.code, { signal });
    const facts = read.status === "read" ? read.facts : null;
    const verdict = read.status === "read" ? judge(read.facts) : unavailable(read.status);
    const opinion = recordUnasked(verdict, { program, facts, by: name, again, startedAt });
    return { ...opinion, others: [], totalMs: opinion.ms };
  };
}

function judge(facts: Facts): Verdict {
  const refusal = refuseByFacts(facts);
  if (refusal) return refusal;
  const exit = facts.findings.find(({ kind }) => kind === "exit");
  if (exit) return refuse("sandbox_escape", "It uses a way out of a program", exit);
  const foreign = facts.findings.find(({ kind }) => kind === "foreign-name");
  if (foreign) return refuse("host_access", "It reaches for what lies outside the sandbox", foreign);
  return {
    verdict: "safe",
    category: "none",
    cause: null,
    reason: "It names nothing but itself and what the sandbox gives it.",
    effects: "Computes with the standard library alone.",
  };
}

function refuse(category: "sandbox_escape" | "host_access", what: string, { text }: Finding): Verdict {
  const reason = clip(`${what}: ${text}.`, reasonChars);
  return { verdict: "unsafe", category, cause: null, reason, effects: text };
}
