import { afterAll, describe, expect, it } from "vitest";
import { createSandbox } from "#lib/sandbox";
import { checkPrograms } from "./check-programs.ts";
import { createHarmfulRow, createRow } from "./rows.fixture.ts";

describe("the check of programs", () => {
  const sandbox = createSandbox({ workers: 1, timeMs: 500 });
  afterAll(() => sandbox.close());

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
