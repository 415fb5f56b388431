import type { Review, Reviewer } from "#lib/safety";
import { meaningOf } from "./causes.ts";
import { forEachConcurrently } from "./concurrently.ts";
import type { Journal } from "./journal.ts";
import type { Task } from "./task.ts";

/** How a measurement ended. `done` does not mean that all were answered: a fault is left for the next start. */
export type Ending = { status: "done" } | { status: "stopped" } | { status: "failed"; reason: string };

export interface MeasureParts {
  review: Reviewer;
  journal: Journal;
  concurrency: number;
  /** Ends it as `stopped`; what was answered is kept. */
  signal: AbortSignal;
  /** Called after each review that was kept. */
  onReview: (review: Review) => void;
}

/** So many faults without an answer between them mean that the provider is down. */
const maxFaultsInRow = 20;

/** Asks for every review that the journal has no answer to, and writes each down at once. */
export async function measure(tasks: readonly Task[], parts: MeasureParts): Promise<Ending> {
  const { review, journal, concurrency, signal, onReview } = parts;
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  const failures: string[] = [];
  let faultsInRow = 0;
  const fail = (reason: string) => {
    failures.push(reason);
    failing.abort();
  };

  const open = tasks.filter((task) => !journal.isAnswered(task));
  await forEachConcurrently(open, { concurrency, signal: either }, async (task) => {
    const outcome = await review(task.program, { signal: either });
    switch (meaningOf(outcome)) {
      case "stopped":
        return;
      case "fatal":
        return fail(outcome.reason);
      case "answer":
        faultsInRow = 0;
        break;
      case "fault":
        faultsInRow += 1;
        break;
    }
    journal.append(task, outcome);
    onReview(outcome);
    if (faultsInRow === maxFaultsInRow)
      fail(`${maxFaultsInRow} reviews in a row had no answer. The last one: ${outcome.reason}`);
  });
  const [reason] = failures;
  if (reason !== undefined) return { status: "failed", reason };
  return signal.aborted ? { status: "stopped" } : { status: "done" };
}
