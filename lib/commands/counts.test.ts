import { describe, expect, test } from "vitest";
import { countPlaywright, countVitest, sumCounts } from "./counts.mjs";

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

describe("unit tests", () => {
  test("counts each test, and skipped ones as neither", () => {
    const report = {
      testResults: [file("failed", "passed", "failed"), file("passed", "passed", "skipped", "todo")],
    };
    expect(countVitest(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  test("counts a file that could not be loaded as a failure", () => {
    const report = { testResults: [file("failed"), file("passed", "passed")] };
    expect(countVitest(report, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test("counts a failed run without a failed test as a failure", () => {
    expect(countVitest({ testResults: [file("passed", "passed")] }, 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  test("counts a run without any test as a failure, whatever its exit code", () => {
    expect(countVitest({ testResults: [] }, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(countVitest(undefined, 0).failed).toBe(1);
    expect(countVitest({ testResults: [file("passed", "skipped")] }, 0)).toEqual({
      passed: 0,
      failed: 1,
      skipped: 1,
    });
  });
});

describe("browser tests", () => {
  const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };

  test("counts expected results as passed", () => {
    const report = { stats: { ...stats, expected: 5, unexpected: 2, skipped: 1 }, errors: [] };
    expect(countPlaywright(report, 1)).toEqual({ passed: 5, failed: 2, skipped: 1 });
  });

  test("never takes a test that passed on a retry for passed", () => {
    expect(countPlaywright({ stats: { ...stats, expected: 1, flaky: 1 }, errors: [] }, 0).failed).toBe(1);
  });

  test("counts errors outside of tests", () => {
    expect(countPlaywright({ stats: { ...stats, expected: 1 }, errors: [{}, {}] }, 1).failed).toBe(2);
  });

  test("counts a run without a report as a failure", () => {
    expect(countPlaywright(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

test("sums over all suites", () => {
  const sum = sumCounts([
    { passed: 1, failed: 2, skipped: 3 },
    { passed: 10, failed: 20, skipped: 30 },
  ]);
  expect(sum).toEqual({ passed: 11, failed: 22, skipped: 33 });
});
