export { createReviewer, type ReviewerParts } from "./model-reviewer.ts";
export type { Category, Review, Reviewable, Reviewer, ReviewFault, UnavailableCause } from "./review.ts";
export { createRuleReviewer, type RuleReviewerParts } from "./rule-reviewer.ts";
