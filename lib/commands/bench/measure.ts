import { setTimeout as pause } from "node:timers/promises";
import type { ColumnName } from "./tables.ts";

/** One of those that are compared: takes a measurement, or several, each in the unit of its row. */
export interface Contender {
  peer: ColumnName;
  measure(): Promise<readonly number[]>;
}

/** What was measured, by peer. */
export type Samples = ReadonlyMap<ColumnName, readonly number[]>;

/** Of many measurements: the middle, and the two ends that one in twenty lies beyond. */
export interface Summary {
  median: number;
  p5: number;
  p95: number;
  count: number;
}

/**
 * Lets each have its turn once a round, in another order every round, so that what the machine does meanwhile hits all
 * alike. The first `warmUps` rounds do not count.
 */
export async function interleave(
  contenders: readonly Contender[],
  { rounds, warmUps }: { rounds: number; warmUps: number },
): Promise<Samples> {
  const samples = new Map<ColumnName, number[]>();
  for (let round = -warmUps; round < rounds; round++) {
    for (const { peer, measure } of shuffle(contenders)) {
      const taken = await measure();
      if (round >= 0) samples.set(peer, [...(samples.get(peer) ?? []), ...taken]);
    }
  }
  return samples;
}

/** How long the work takes, in milliseconds; `check` has its turn when the clock has stopped. */
export async function time<T>(work: () => Promise<T>, check: (outcome: T) => void): Promise<number> {
  const startedAt = performance.now();
  const outcome = await work();
  const ms = performance.now() - startedAt;
  check(outcome);
  return ms;
}

/** Leaves everybody's threads the time to finish what they do after an answer. */
export async function rest(ms: number): Promise<void> {
  await pause(ms);
}

/** Of at least one value. */
export function summarise(values: readonly number[]): Summary {
  if (values.length === 0) throw new RangeError("nothing was measured");
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    p5: quantile(sorted, 0.05),
    p95: quantile(sorted, 0.95),
    count: sorted.length,
  };
}

/** Between the two nearest values, in proportion. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place % 1);
}

function shuffle<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
