import type { Facts, Finding, FindingKind } from "./facts/finding.ts";
import type { Harm, Verdict } from "./review.ts";

/**
 * The few findings that refuse a program by themselves, since no reader could judge it: characters that are not seen
 * change what is read, and text that becomes code only at run time has never been reviewed.
 */
const refusing: Partial<Record<FindingKind, { category: Harm; reason: string }>> = {
  "hidden-characters": {
    category: "obfuscation",
    reason: "Its code holds characters that are invisible or change the order of what is read.",
  },
  "decoded-code": {
    category: "obfuscation",
    reason: "It decodes text and runs it as code, which nobody could review.",
  },
  "constructor-walk": {
    category: "sandbox_escape",
    reason: "It reaches the maker of functions through constructors and gives it text to run as code.",
  },
};

/** A refusal by the facts alone, or null: then a model decides. */
export function refuseByFacts({ findings }: Facts): Verdict | null {
  for (const { kind, text } of findings) {
    const refusal = refusing[kind];
    if (refusal) return { verdict: "unsafe", ...refusal, cause: null, effects: text };
  }
  return null;
}

/** Which findings speak for a soft category. A category that is not here is hard: one opinion is enough. */
const support: Partial<Record<Harm, readonly FindingKind[]>> = {
  resource_exhaustion: ["unbounded-loop", "large-allocation"],
  obfuscation: ["encoded-text", "decoded-code", "hidden-characters"],
  other: [],
};

/** Whether a model's refusal rests on its word alone, in a category where models are often too careful. */
export function needsSecondOpinion(verdict: Verdict, { findings }: Facts): boolean {
  if (verdict.verdict !== "unsafe") return false;
  const kinds = support[verdict.category];
  return kinds !== undefined && !findings.some(({ kind }: Finding) => kinds.includes(kind));
}
