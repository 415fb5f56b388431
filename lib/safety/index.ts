export type { Effort } from "./ask-model.ts";
export { createFactReader, type FactReader, type FactReading } from "./facts/fact-reader.ts";
export type { Facts, Finding, FindingKind } from "./facts/finding.ts";
export { createReviewer, type ReviewerParts } from "./model-reviewer.ts";
export type { ReviewingModel } from "./opinion.ts";
export { createPolicy, loadPolicy, type Policy } from "./policy.ts";
export type {
  Category,
  Opinion,
  Review,
  Reviewable,
  Reviewer,
  ReviewFault,
  ReviewOptions,
  Tokens,
  UnavailableCause,
} from "./review.ts";
export { createRuleReviewer, type RuleReviewerParts } from "./rule-reviewer.ts";
export type { Verdicts } from "./verdicts.ts";
