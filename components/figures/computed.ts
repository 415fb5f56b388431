import type { Value } from "#lib/value";
import { type FoundNumber, numbersOf } from "./numbers-of.ts";

/** Where a figure comes from. */
export interface Origin {
  toolCallId: string;
  /** The steps to the number within the run's result. */
  path: readonly (string | number)[];
}

/** The numbers that the runs of one answer came to. */
export interface Computed {
  /** The one number that is meant by what is written; null where none is, or where several could be. */
  find(written: string): Origin | null;
}

/** `runs` are those that completed, oldest first. The latest that has a number like it counts. */
export function createComputed(runs: readonly { toolCallId: string; value: Value }[]): Computed {
  const latestFirst = runs
    .map(({ toolCallId, value }) => ({ toolCallId, numbers: [...numbersOf(value)] }))
    .reverse();
  return {
    find(written) {
      const decimals = /\.(\d+)$/.exec(written)?.[1]?.length ?? 0;
      for (const { toolCallId, numbers } of latestFirst) {
        const exact = numbers.filter(({ digits }) => digits === written);
        const meant =
          exact.length > 0 ? exact : numbers.filter((number) => isRounded(number, written, decimals));
        if (meant.length > 0)
          return meant.length === 1 && meant[0] ? { toolCallId, path: meant[0].path } : null;
      }
      return null;
    },
  };
}

/** Whether a number, rounded to as many decimals as are written, is what is written. */
function isRounded({ digits }: FoundNumber, written: string, decimals: number): boolean {
  const number = Number(digits);
  if (!Number.isFinite(number) || Math.abs(number) >= 1e21) return false;
  return number.toFixed(decimals) === written;
}
