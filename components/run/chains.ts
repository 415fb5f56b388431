import type { ChatMessage } from "#lib/agent";
import { type Attempt, completed, countAttempts, type RunPart } from "./run-state.ts";

/** Where a run stands among what else its message has. */
export interface Place {
  attempt: Attempt;
  /** The attempt before it; null for the first. */
  before: RunPart | null;
  /** Words for the reader, or another run, come after it. */
  isFollowed: boolean;
  /** It came to nothing, and another attempt was made. */
  isSuperseded: boolean;
  /** No other run follows in its message, so what it came to stays in view. */
  keepsResult: boolean;
  /** What it came to is the answer. */
  isAnswer: boolean;
}

/** A run that is all there is, as in a question. */
export const alone: Place = {
  attempt: { number: 1, total: 1 },
  before: null,
  isFollowed: true,
  isSuperseded: false,
  keepsResult: true,
  isAnswer: false,
};

/** The places of all runs of an answer. */
export function placeRuns(parts: ChatMessage["parts"]): ReadonlyMap<RunPart, Place> {
  const runs = parts.filter((part) => part.type === "tool-execute_code");
  const attempts = countAttempts(runs);
  const lastWords = parts.findLastIndex((part) => part.type === "text" && part.text.trim() !== "");
  return new Map(
    runs.map((run, index) => {
      const attempt = attempts[index] ?? alone.attempt;
      const isLast = index === runs.length - 1;
      const place: Place = {
        attempt,
        before: attempt.number > 1 ? (runs[index - 1] ?? null) : null,
        isFollowed: !isLast || lastWords > parts.indexOf(run),
        isSuperseded: !completed(run) && attempt.number < attempt.total,
        keepsResult: isLast,
        isAnswer: isLast,
      };
      return [run, place];
    }),
  );
}
