import { afterAll, describe, expect, it } from "vitest";
import { createSandbox } from "#lib/sandbox";
import { pass } from "./attack.ts";

/** What the host reads of these takes it a moment; each once took it minutes, in which it did nothing else. */
const MiB = 2 ** 20;
const sandbox = createSandbox({ workers: 1, valueBytes: 16 * MiB, memoryBytes: 256 * MiB, timeMs: 60_000 });
afterAll(() => sandbox.close());

const errors = (count: number, stack: string) =>
  `Array.from({ length: ${count} }, () => Object.assign(new Error('x'), { stack: ${stack} }))`;

describe("Costly answers:", () => {
  it.each([
    ["a stack of one frame and millions of spaces", errors(1, "'at ' + ' '.repeat(2.5e6)")],
    ["errors without number in a program of many lines", `${"\n".repeat(60_000)}${errors(120_000, "''")}`],
    [
      "frames without number at the end of a long line",
      `'${"x".repeat(60_000)}'; ${errors(5000, "'at f (program:1:60000)\\n'.repeat(30)")}`,
    ],
  ])("%s", async (_name, program) => {
    expect(await pass(program, sandbox)).toMatchObject({ status: "completed" });
  });
});
