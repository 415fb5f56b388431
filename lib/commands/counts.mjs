/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 *
 * What a suite's JSON report and its exit code say together. A report can be green where the run was not: a file
 * that could not be loaded has no tests, and an error outside a test belongs to none.
 */

/**
 * @param {{ testResults: { status: string, assertionResults: { status: string }[] }[] } | undefined} report
 *   `vitest --reporter=json`; undefined when it wrote none
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countVitest(report, exitCode) {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const broken = files.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  const passed = tests.filter((test) => test.status === "passed").length;
  const failed = tests.filter((test) => test.status === "failed").length + broken.length;
  return withExitCode({ passed, failed, skipped: tests.length - passed - failed + broken.length }, exitCode);
}

/**
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] } | undefined} report
 *   Playwright's JSON report; undefined when it wrote none
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countPlaywright(report, exitCode) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  const errors = report?.errors.length ?? 0;
  return withExitCode({ passed: expected, failed: unexpected + flaky + errors, skipped }, exitCode);
}

/**
 * @param {Counts} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
function withExitCode({ passed, failed, skipped }, exitCode) {
  // No test at all is no success either: it is how a wrong folder or a broken configuration looks.
  const silentFailure = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: failed + (silentFailure ? 1 : 0), skipped };
}

/**
 * @param {Counts[]} all
 * @returns {Counts}
 */
export function sumCounts(all) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of all) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}
