import type { Review, Reviewer } from "#lib/safety";
import type { Crashed, Failed, Output, Program, Refused, RunResult, Unreadable } from "#lib/sandbox";

/**
 * One program on its way from the model to the reader: what `execute_code` yields while it works and returns at
 * the end, what the page draws, and what is kept. All but the first two are final.
 */
export type Execution =
  | { status: "reviewing"; program: Program }
  /** `startedAt` is in milliseconds since the epoch; null while the program waits for a free worker. */
  | {
      status: "running";
      program: Program;
      review: Review;
      startedAt: number | null;
      limitMs: number;
      /** Absent while it has printed nothing. */
      printed?: Printed;
    }
  | { status: "refused"; program: Program; review: Review; laterReviews: Review[] }
  | { status: "finished"; program: Program; review: Review; laterReviews: Review[]; result: RunResult }
  /** It could not be read as a program or is too long, so nobody reviewed it and nothing ran. */
  | { status: "finished"; program: Unreadable; review: null; result: Failed | Refused | Crashed }
  /** So many before it were refused that no further one is looked at in this answer. */
  | { status: "withheld"; program: Unreadable; refusals: number }
  /** So many before it were looked at that no further one is in this answer. */
  | { status: "withheld"; program: Unreadable; runs: number };

/** The last lines that a program has printed so far, and how many came before them. */
export interface Printed {
  lines: Output[];
  earlier: number;
}

/** How many programs in a row the review has let not run, with this one. What nobody reviewed counts neither way. */
export function countRefused(before: number, execution: Execution): number {
  switch (execution.status) {
    case "refused":
      return before + 1;
    case "finished":
      return execution.review === null ? before : 0;
    case "reviewing":
    case "running":
    case "withheld":
      return before;
  }
}

/** Verdicts; more of them would show chance, not doubt. */
const maxLaterReviews = 5;

/**
 * The same record with one more review, asked for by somebody who doubts the others. It changes nothing of what happened,
 * and nothing runs because of it. One that came to no verdict gives way to the next. Null for a program that did not come to its
 * end, that nobody reviewed or that has had enough reviews, and when whoever asked has left.
 */
export async function reviewAgain(
  execution: Execution,
  review: Reviewer,
  signal: AbortSignal,
): Promise<Execution | null> {
  if (!("laterReviews" in execution)) return null;
  const verdicts = execution.laterReviews.filter(({ verdict }) => verdict !== "unavailable");
  if (verdicts.length >= maxLaterReviews) return null;
  const later = await review(execution.program, { signal, again: true });
  return later.cause === "aborted" ? null : { ...execution, laterReviews: [...verdicts, later] };
}

/** What the model writes to call `execute_code`. */
export interface ExecuteCodeInput {
  /** What the program is for, in a few words for the reader. */
  title: string;
  code: string;
}
