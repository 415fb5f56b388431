import { describe, expect, it } from "vitest";
import { meanInterval, newcombe, wilson } from "./intervals.ts";

/** Ends to six digits. */
function round({ low, high }: { low: number; high: number }) {
  return [low, high].map((value) => Number(value.toFixed(6)));
}

describe("the interval of a share", () => {
  it("knows nothing of no trials", () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it("begins at exactly nothing when nothing came out so, and ends at exactly all when all did", () => {
    for (let of = 1; of < 200; of++)
      expect([wilson(0, of).low, wilson(of, of).high], `of ${of}`).toEqual([0, 1]);
    expect(round(wilson(0, 20))).toEqual([0, 0.161125]);
    expect(round(wilson(7, 7))).toEqual([0.64567, 1]);
  });

  // Solved as the quadratic equation that defines the interval, with thirty digits.
  it.each([
    [81, 263, 0.255289, 0.36621],
    [15, 148, 0.062386, 0.160487],
    [1, 29, 0.006113, 0.171755],
    [148, 150, 0.952693, 0.996336],
  ])("is that of Wilson for %d of %d", (hits, of, low, high) => {
    expect(round(wilson(hits, of))).toEqual([low, high]);
  });
});

describe("the interval of a difference between paired shares", () => {
  // Both, the first alone, the second alone, neither; solved apart from this code, with thirty digits.
  it.each([
    [[36, 12, 2, 0], 0.05693, 0.340428],
    [[20, 12, 2, 16], 0.056156, 0.329207],
    [[14, 5, 0, 13], 0.017003, 0.281862],
    [[1, 4, 3, 0], -0.444104, 0.61784],
    [[1, 1, 7, 12], -0.50692, -0.025559],
    [[0, 3, 0, 97], -0.011933, 0.084519],
    [[0, 0, 0, 150], -0.02497, 0.02497],
  ] as const)("is that of Newcombe for %j", ([both, first, second, neither], low, high) => {
    expect(round(newcombe({ both, first, second, neither }))).toEqual([low, high]);
  });

  it("turns its sign with the pair", () => {
    const there = newcombe({ both: 20, first: 12, second: 2, neither: 16 });
    const back = newcombe({ both: 20, first: 2, second: 12, neither: 16 });
    expect(round(back)).toEqual([-there.high, -there.low].map((value) => Number(value.toFixed(6))));
  });

  it("knows nothing of no pairs", () => {
    expect(newcombe({ both: 0, first: 0, second: 0, neither: 0 })).toEqual({ low: -1, high: 1 });
  });
});

describe("the interval of a mean", () => {
  it("reaches 1.96 standard errors to both sides", () => {
    // Mean 3, variance 2.5, so a standard error of the root of 0.5.
    expect(round(meanInterval([1, 2, 3, 4, 5]))).toEqual([1.614096, 4.385904]);
  });

  it("knows nothing of one value", () => {
    expect(meanInterval([3])).toEqual({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
  });
});
