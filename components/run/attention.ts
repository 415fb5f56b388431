import type { Review } from "#lib/safety";
import type { Place } from "./chains.ts";
import type { RunState } from "./run-state.ts";

/** Whether a reader should see all of a run without having asked for it. */
export function needsAttention(state: RunState, { isFollowed, isSuperseded }: Place): boolean {
  switch (state.status) {
    case "writing":
    case "reviewing":
    case "running":
    case "interrupted":
      return true;
    case "withheld":
    case "broken":
      return !isSuperseded;
    case "refused":
      return !isSuperseded || isDoubted(state);
    case "finished":
      if (state.review !== null && isDoubted(state)) return true;
      return state.result.status === "completed" ? !isFollowed : !isSuperseded;
  }
}

/** Somebody who was asked later came to another verdict. */
function isDoubted({ review, laterReviews }: { review: Review; laterReviews: readonly Review[] }): boolean {
  return laterReviews.some(({ verdict }) => verdict !== "unavailable" && verdict !== review.verdict);
}
