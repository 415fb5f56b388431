import vm from "node:vm";
import fc from "fast-check";
import { afterAll, describe, expect, inject, it } from "vitest";
import { createSandbox, type RunResult } from "#lib/sandbox";
import { toTree, withoutStacks } from "../honest/to-tree.ts";
import { building } from "./arbitrary-value.ts";
import { readHost, settings } from "./settings.ts";

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());
const realm = vm.createContext({});

async function run(code: string): Promise<RunResult> {
  const prepared = await sandbox.prepare(code);
  return prepared.ok ? sandbox.run(prepared.program) : prepared.result;
}

describe("whatever value a program builds", () => {
  it("arrives as the model of it says: as its answer, its display and its console line", async () => {
    const host = readHost();
    const property = fc.asyncProperty(building, async ({ body, answer }) => {
      const expected = toTree(vm.runInContext(`(() => { ${body}\nreturn ${answer} })()`, realm));
      const result = await run(
        `${body}\nconsole.warn(${answer}, ${answer});\ndisplay(${answer});\n${answer}`,
      );
      expect(withoutStacks(result)).toMatchObject({ status: "completed" });
      if (result.status !== "completed") return;
      expect(withoutStacks(result.value)).toEqual(expected);
      expect(withoutStacks(result.output)).toEqual([
        { kind: "console", level: "warn", atMs: expect.any(Number), values: [expected, expected] },
        { kind: "display", atMs: expect.any(Number), value: expected },
      ]);
    });
    await fc.assert(property, settings(inject("long") ? 10_000 : 300));
    expect(readHost()).toEqual(host);
  });
});

describe("values that are easily lost", () => {
  async function answerOf(code: string): Promise<unknown> {
    const result = await run(code);
    return result.status === "completed" ? result : null;
  }

  it("a displayed null is null", async () => {
    expect(await answerOf("display(null)")).toMatchObject({ output: [{ kind: "display", value: null }] });
  });

  it("an error's stack has the lines of the program as written", async () => {
    expect(await answerOf('\n\nreturn new Error("third line")')).toMatchObject({
      value: { stack: expect.stringMatching(/\b3:\d+\b/) },
    });
  });

  it("an error's stack has no frames of the host's", async () => {
    expect(await answerOf('({ get x() { return new Error("made while it is read") } })')).toMatchObject({
      value: { x: { stack: expect.not.stringContaining("prelude") } },
    });
  });

  it("a result that nobody declared cannot be added to, as in Node", async () => {
    expect(await run("for (const n of [1, 2]) result += n")).toMatchObject({ status: "failed" });
  });
});
