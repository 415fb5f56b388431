import type { Opinion, Review } from "#lib/safety";

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
  const alone = review.others.length === 0;
  if (opinion === review) {
    if (alone) return review.opinion === "again" ? "The review" : "First opinion";
    if (review.opinion === "second") return "Second opinion, which decided";
    return review.others.some(({ opinion }) => opinion === "second")
      ? "First opinion, which stands"
      : "Another reviewer, who decided";
  }
  if (opinion.opinion === "second") return "Second opinion, which could not be had";
  if (opinion.verdict === "unavailable") return "First reviewer, who could not be had";
  return opinion.verdict === review.verdict
    ? "First opinion, which was confirmed"
    : "First opinion, which was overruled";
}
