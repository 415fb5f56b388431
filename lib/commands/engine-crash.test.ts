import { describe, expect, test } from "vitest";
import { mergeReports, readCrashedFiles } from "./engine-crash.mjs";

const crash = "# Fatal error in , line 0\n# Check failed: jit_page.has_value().\n";
const exit = (file: string, signal = "SIGTRAP") =>
  `Caused by: Error: Worker exited unexpectedly with signal ${signal} during started state while running test file ${file}\n`;
const errors = (count: number) => `      Errors  ${count} error${count === 1 ? "" : "s"}\n`;

describe("what the engine ended by itself", () => {
  test("is told by the engine's own words and the signal", () => {
    expect(readCrashedFiles(`${crash}${exit("/app/a.test.ts")}${errors(1)}`)).toEqual(["/app/a.test.ts"]);
    const two = `${crash}${crash}${exit("/app/a.test.ts")}${exit("/app/b.test.ts")}${errors(2)}`;
    expect(readCrashedFiles(two)).toEqual(["/app/a.test.ts", "/app/b.test.ts"]);
  });

  test.each([
    ["a run in which nothing ended", " Tests  3 passed (3)\n"],
    ["a process that ended without those words", `${exit("/app/a.test.ts")}${errors(1)}`],
    ["one that was killed for another reason", `${crash}${exit("/app/a.test.ts", "SIGKILL")}${errors(1)}`],
    ["a run with one more error outside of a test", `${crash}${exit("/app/a.test.ts")}${errors(2)}`],
    ["the words in a test's own output", `${crash} Tests  3 passed (3)\n`],
  ])("is not %s", (_, output) => {
    expect(readCrashedFiles(output)).toEqual([]);
  });
});

describe("the report of a run and of what ran again", () => {
  const file = (name: string, status: string) => ({ name, status, assertionResults: [] });

  test("holds of each file its last outcome", () => {
    const first = { testResults: [file("a", "passed"), file("b", "failed")] };
    expect(mergeReports(first, { testResults: [file("b", "passed")] })).toEqual({
      testResults: [file("a", "passed"), file("b", "passed")],
    });
  });

  test("is none when either was not written", () => {
    expect(mergeReports(undefined, { testResults: [] })).toBeUndefined();
    expect(mergeReports({ testResults: [] }, undefined)).toBeUndefined();
  });
});
