import { type ProgramNames, readNames } from "./names.ts";
import type { Reviewer, Verdict } from "./review.ts";

export interface RuleReviewerParts {
  /** What a program may name without declaring it. */
  globals: readonly string[];
  /** How the rule is called where its reviews are shown. */
  name: string;
}

/**
 * A reviewer without a model. It can judge any program, strictly: safe is one that names nothing but itself and
 * the guest's globals, and none of the words that lead out of a program.
 */
export function createRuleReviewer({ globals, name }: RuleReviewerParts): Reviewer {
  // A program may assign its answer without declaring it.
  const known = new Set([...globals, "arguments", "result"]);

  return async function review(program) {
    const startedAt = performance.now();
    const names = tryReadNames(program.code);
    const foreign = names?.free.filter((word) => !known.has(word)) ?? [];
    const exits = names?.exits ?? [];
    const record = {
      facts: names && [
        ...foreign.map((word) => `names ${word}, which the sandbox does not have`),
        ...exits.map((word) => `uses ${word}`),
      ],
      model: name,
      policyVersion: null,
      codeSha256: program.sha256,
      ms: Math.round(performance.now() - startedAt),
      tokens: null,
      costUsd: null,
      remembered: false,
      opinion: "first" as const,
    };
    return { ...record, ...(names ? judge(foreign, exits) : unreadable) };
  };
}

function tryReadNames(code: string): ProgramNames | null {
  try {
    return readNames(code);
  } catch {
    // Too deeply nested to be read, or not what the parser takes for a script: either way nothing was judged.
    return null;
  }
}

const unreadable: Verdict = {
  verdict: "unavailable",
  category: null,
  cause: "malformed",
  reason: "The rule could not read this program, so nobody judged it.",
  effects: null,
};

function judge(foreign: string[], exits: string[]): Verdict {
  if (exits.length > 0) {
    return {
      verdict: "unsafe",
      category: "sandbox_escape",
      cause: null,
      reason: `It uses ${list(exits)}, a way out of a program.`,
      effects: `Reaches for ${list(exits)}.`,
    };
  }
  if (foreign.length > 0) {
    return {
      verdict: "unsafe",
      category: "host_access",
      cause: null,
      reason: `It reaches for ${list(foreign)}, which lies outside the sandbox.`,
      effects: `Uses ${list(foreign)}.`,
    };
  }
  return {
    verdict: "safe",
    category: "none",
    cause: null,
    reason: "It names nothing but itself and what the sandbox gives it.",
    effects: "Computes with the standard library alone.",
  };
}

function list(words: string[]): string {
  const shown = words.slice(0, 4);
  const rest = words.length - shown.length;
  return shown.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
