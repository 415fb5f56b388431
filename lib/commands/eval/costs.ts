import { type Interval, mean, meanInterval } from "./intervals.ts";
import type { Entry } from "./journal.ts";
import type { Answered } from "./measured.ts";

/** A mean over those reviews of which it is known. */
export interface Mean extends Interval {
  /** Null when it is known of none. */
  mean: number | null;
  known: number;
  of: number;
}

/** Means over all reviews that were answered. */
export interface Costs {
  inputTokens: Mean;
  outputTokens: Mean;
  /** In US dollars. */
  usd: Mean;
}

export function computeCosts(answered: readonly Answered[]): Costs {
  const over = (read: (entry: Entry) => number | null) =>
    createMean(answered.map(({ answer }) => read(answer)));
  return {
    inputTokens: over((entry) => (entry.asked ? (entry.tokens?.input ?? null) : 0)),
    outputTokens: over((entry) => (entry.asked ? (entry.tokens?.output ?? null) : 0)),
    usd: over((entry) => (entry.asked ? entry.costUsd : 0)),
  };
}

function createMean(values: readonly (number | null)[]): Mean {
  const known = values.filter((value) => value !== null);
  return {
    mean: known.length === 0 ? null : mean(known),
    known: known.length,
    of: values.length,
    ...meanInterval(known),
  };
}
