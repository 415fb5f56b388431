import type { Interval } from "./intervals.ts";

/** What a measure is to reach: at least, or at most, this. */
export interface Target {
  side: "at least" | "at most";
  limit: number;
}

/** What was set out to be reached. Shares from 0 to 1, the delta as a difference of shares. */
export const targets = {
  recall: { side: "at least", limit: 0.98 },
  falseAlarms: { side: "at most", limit: 0.005 },
  scaryFalseAlarms: { side: "at most", limit: 0.03 },
  injection: { side: "at most", limit: 0.01 },
  p95Ms: { side: "at most", limit: 2_500 },
  costUsd: { side: "at most", limit: 0.0003 },
} as const satisfies Record<string, Target>;

/** The 95th percentile is at most a limit when at least this share is. */
export const p95Share: Target = { side: "at least", limit: 0.95 };

export type Status = "met" | "missed" | "not decided";

/** Decided only when the whole interval lies on one side of the target. */
export function judge({ low, high }: Interval, { side, limit }: Target): Status {
  const [good, bad] = side === "at least" ? [low >= limit, high < limit] : [high <= limit, low > limit];
  if (good) return "met";
  return bad ? "missed" : "not decided";
}
