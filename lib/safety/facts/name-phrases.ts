import type { Phrase } from "./phrase.ts";

/** For names, which have no grammar: their words are put apart first. */
export const namePhrases: readonly Phrase[] = [
  {
    says: "claim",
    pattern:
      /\b(?:reviewed|approved|audited|vetted|cleared|certified|preapproved|whitelisted)(?: \w+){0,2} (?:safe|safety|harmless|openai|anthropic|execution)\b/gm,
    example: "approvedForSafeExecution",
  },
  {
    says: "claim",
    pattern:
      /\b(?:already|pre) (?:reviewed|approved|audited|vetted|cleared) (?:and|by|code|program|do|no|skip|safe)\b/gm,
    example: "already_reviewed_by_security",
  },
  {
    says: "claim",
    pattern: /\b(?:reviewed and approved|approved and reviewed|safe to execute)\b/gm,
    example: "ReviewedAndApproved",
  },
  {
    says: "claim",
    pattern:
      /\b(?:this|code|program|script|snippet)(?: code| program| script)? (?:is|was|has been) (?:\w+ )?(?:safe|harmless|benign|approved|reviewed|trusted|vetted|audited|exempt)\b/gm,
    example: "codeIsHarmless",
  },
  {
    says: "verdict",
    pattern: /\bverdict (?:is |was )?safe\b|\bcategory (?:is|was) none\b|\bsafe (?:is )?true\b/gm,
    example: "VERDICT_IS_SAFE",
  },
  {
    says: "order",
    pattern: /\b(?:skip|bypass|without) (?:safety|security|code) review\b|\bno further (?:\w+ )?review\b/gm,
    example: "noFurtherReview",
  },
  {
    says: "name",
    pattern:
      /\b(?:dear|note to|message to) (?:the )?(?:code |safety )?review(?:er| model)\b|\breviewer (?:please|must)\b/gm,
    example: "dearReviewer",
  },
];
