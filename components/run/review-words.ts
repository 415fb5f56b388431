import type { Opinion, Review } from "#lib/safety";
import { describeVerdict } from "./words.ts";

/** How one asks for another review, and how that goes. */
export interface ReviewAgain {
  status: "idle" | "asking" | "failed";
  /** Why the last attempt failed; null unless it did. */
  message: string | null;
  /** Null where it is not possible now. */
  ask: (() => void) | null;
}

/** Which of a review's opinions this is, and what became of it. */
export function nameOpinion(opinion: Opinion, review: Review): string {
  if (review.others.length === 0) return "The review";
  if (opinion === review) return nameDecisive(review);
  if (opinion.opinion === "second") return "Second opinion, which could not be had";
  if (opinion.verdict === "unavailable") return "First reviewer, who could not be had";
  return opinion.verdict === review.verdict
    ? "First opinion, which was confirmed"
    : "First opinion, which was overruled";
}

function nameDecisive({ opinion, verdict, others }: Review): string {
  if (opinion === "second") return "Second opinion, which decided";
  if (others.some((other) => other.opinion === "second")) return "First opinion, which stands";
  return verdict === "unavailable"
    ? "Another reviewer, who could not be had either"
    : "Another reviewer, who decided";
}

/** Whether the verdicts of a review and of later ones are the same; null where there are not two to compare. */
export function compareReviews(review: Review, later: readonly Review[]): string | null {
  const verdicts = [review, ...later]
    .map(({ verdict }) => verdict)
    .filter((verdict) => verdict !== "unavailable");
  if (verdicts.length < 2) return null;
  if (new Set(verdicts).size === 1) return "The verdicts agree.";
  const [first, ...then] = verdicts.map((verdict) => describeVerdict(verdict).toLowerCase());
  return `The verdicts disagree: first ${first}, then ${then.join(", then ")}.`;
}

/** No model was asked, and none would be: reading the program decided, as it would again. */
export function isSettled({ shown, verdict }: Review): boolean {
  return shown === null && verdict !== "unavailable";
}
