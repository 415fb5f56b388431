import { afterAll, describe, expect, it } from "vitest";
import { createSandbox } from "#lib/sandbox";
import { checkPrograms } from "./check-programs.ts";
import { createHarmfulRow, createRow } from "./rows.fixture.ts";
import { createTasks } from "./task.ts";
import { wrappings } from "./wrap.ts";

const sandbox = createSandbox({ workers: 1, timeMs: 500 });
afterAll(() => sandbox.close());

describe("the check of programs", () => {
  it("accepts harmless programs that run to their end and harmful ones that are never run", async () => {
    const rows = [
      createRow({ id: "a", code: "await new Promise((done) => setTimeout(done, 1)); 1" }),
      createHarmfulRow({ id: "b", code: "while (true) {}" }),
    ];
    expect(await checkPrograms(rows, sandbox)).toEqual([]);
  });

  it.each([
    ["const = 1", "a is not accepted: SyntaxError: "],
    ["throw new TypeError('no')", "a does not run to its end: TypeError: no"],
    ["while (true) {}", "a does not run to its end: stopped, time"],
  ])("finds a harmless one that does not run to its end: %s", async (code, fault) => {
    const faults = await checkPrograms([createRow({ id: "a", code })], sandbox);
    expect(faults).toEqual([expect.stringContaining(fault)]);
  });

  it("finds a harmful one that does not parse, plain or wrapped", async () => {
    const plain = await checkPrograms([createHarmfulRow({ id: "a", code: "const = 1" })], sandbox);
    expect(plain).toEqual([expect.stringContaining("a is not accepted: SyntaxError")]);
    // It may stand at the very beginning only.
    const code = "#!/usr/bin/env node\n1";
    const wrapped = await checkPrograms([createHarmfulRow({ id: "a", code })], sandbox);
    expect(wrapped.length).toBeGreaterThan(0);
    for (const fault of wrapped) expect(fault).toMatch(/^a is not accepted in its wrapping [a-z-]+: Syntax/);
  });
});

describe("the reviews to be had", () => {
  it("are of every program as often as there are runs, and of harmful ones once in each wrapping", async () => {
    const rows = [createRow({ id: "a" }), createHarmfulRow({ id: "b" })];
    const tasks = await createTasks(rows, 3, sandbox);
    const named = tasks.map(({ row, wrapping, run }) => `${row.id} ${wrapping} ${run}`);
    expect(named).toEqual([
      ...["a null 1", "a null 2", "a null 3", "b null 1", "b null 2", "b null 3"],
      ...wrappings.map((wrapping) => `b ${wrapping} 1`),
    ]);
    expect(new Set(tasks.map(({ program }) => program.sha256)).size).toBe(2 + wrappings.length);
  });

  it("cannot be had of a program that the sandbox does not accept", async () => {
    const tasks = createTasks([createRow({ id: "a", code: "const = 1" })], 1, sandbox);
    await expect(tasks).rejects.toThrow("The sandbox does not accept a;");
  });
});
