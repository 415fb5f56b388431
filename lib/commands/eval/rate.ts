import { type Interval, wilson } from "./intervals.ts";

/** How many of how many, with Wilson's interval. */
export interface Rate extends Interval {
  hits: number;
  of: number;
  /** From 0 to 1; null of none. */
  share: number | null;
}

export function createRate(hits: number, of: number): Rate {
  return { hits, of, share: of === 0 ? null : hits / of, ...wilson(hits, of) };
}

export function rateOf<T>(items: readonly T[], test: (item: T) => boolean): Rate {
  return createRate(items.filter(test).length, items.length);
}
