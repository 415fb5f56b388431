import type { Execution } from "#lib/agent";
import type { Env } from "#lib/env";
import { computeCost, type OfferedModel, type PricedModel, type Reviewers } from "#lib/models";
import {
  createFactReader,
  createReviewer,
  createRuleReviewer,
  type Policy,
  type Reviewer,
  type ReviewerParts,
  type ReviewingModel,
  type Verdicts,
} from "#lib/safety";
import { guestGlobals } from "#lib/sandbox";
import { diagnoseAloud, report } from "./failures.ts";
import type { Payer } from "./paying.ts";

/** What one attempt of a review may take, in milliseconds: longer than a small model takes for a verdict, on this machine too. */
const attemptMs = { remote: 3_000, local: 15_000 };

/** Who reviews the programs of the demo, by the name that the page has for it. */
export const ruleName = "demo rule";

/** Who reviews an offered model's programs. All of them share one memory. */
export function createReviewers(
  env: Env,
  policy: Policy,
  verdicts: Verdicts,
): (offered: OfferedModel, pay: Payer) => Reviewer {
  const factReader = createFactReader({
    globals: guestGlobals,
    report: (error) => report("reading-programs-failed", error),
  });
  // Its thread starts with the first program, for which nobody should wait.
  void factReader.read("");
  return ({ reviewers }, pay) =>
    reviewers
      ? configureReviewer(payForReviews(reviewers, pay), env, {
          factReader,
          verdicts,
          policy,
          diagnose: diagnoseAloud("review"),
        })
      : createRuleReviewer({ factReader, name: ruleName });
}

function payForReviews({ first, second }: Reviewers, pay: Payer): Reviewers {
  return {
    first: { ...first, model: pay(first) },
    second: second && { ...second, model: pay(second) },
  };
}

/** A reviewer as the environment sets it up. */
export function configureReviewer(
  { first, second }: Reviewers,
  env: Env,
  parts: Pick<ReviewerParts, "factReader" | "verdicts" | "policy" | "diagnose">,
): Reviewer {
  return createReviewer({
    ...parts,
    model: toReviewing(first, env),
    second: second && toReviewing(second, env),
    report: (error) => report("review-failed", error),
  });
}

function toReviewing({ model, price, local }: PricedModel, env: Env): ReviewingModel {
  return {
    model,
    effort: env.REVIEW_EFFORT ?? "none",
    attemptMs: env.REVIEW_TIMEOUT_MS ?? (local ? attemptMs.local : attemptMs.remote),
    cost: (tokens) => computeCost(price, tokens),
  };
}

/** Whether a model reviewed it. */
export function wasAsked(run: Execution): boolean {
  return "review" in run && run.review !== null && run.review.policyVersion !== null;
}
