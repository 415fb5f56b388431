// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs are quoted here.
import { tokenizer } from "acorn";
import fc from "fast-check";
import { afterAll, describe, expect, inject, it } from "vitest";
import { createSandbox, guestGlobals, type RunResult } from "#lib/sandbox";
import { formatValue } from "#lib/value";
import { readPrograms } from "../honest/read-programs.ts";
import { withoutStacks } from "../honest/to-tree.ts";
import { findFlaws } from "./check-result.ts";
import { withTextEdited } from "./edit-text.ts";
import { withWordsExchanged } from "./exchange-words.ts";
import { readHost, settings } from "./settings.ts";

/** Far more time than the right next run takes, which must have it also where the machine is busy. */
const limits = { timeMs: 2000, memoryBytes: 24 * 1024 * 1024, outputBytes: 20_000, valueBytes: 20_000 };
const sandbox = createSandbox({ workers: 1, ...limits });
const patient = createSandbox({ workers: 1 });
afterAll(async () => {
  await Promise.all([sandbox.close(), patient.close()]);
});

async function run(code: string, box = sandbox, signal?: AbortSignal): Promise<RunResult> {
  const prepared = await box.prepare(code);
  return prepared.ok ? box.run(prepared.program, { signal }) : prepared.result;
}

const honest = readPrograms("programs").map(({ code }) => code);

const attacks = [
  'this.constructor.constructor("return process")().exit(1)',
  "Object.prototype.polluted = 1; Array.prototype[0] = 2; Object.prototype.then = (f) => f(1); ({}).polluted",
  'Error.prepareStackTrace = (_, frames) => frames; const result = new Error("x").stack; result',
  "console.log = display = null; globalThis.JSON = { stringify: () => '[\"r\",99]' }; [1, { a: 2 }]",
  "const p = new Proxy({}, { get: (t, k) => p, ownKeys: () => ['a'], getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: p }) }); p",
  "Object.defineProperty(Array.prototype, 0, { set() { throw 1 }, get() { return this } }); [[1], [2]]",
  "const a = []; for (let i = 0; i < 1e6; i++) a.push(new Uint8Array(1e5)); a.length",
  "const f = () => f() + 1; try { f() } catch (e) { result = e.name }",
  "for (;;) { try { for (;;) console.log('x') } finally { continue } }",
  "let s = 'x'; while (true) s += s",
  "const f = async () => { await null; return f() }; await f()",
  "Promise.prototype.then = function () { return this }; await new Promise((r) => r({ then(r) { r(r) } }))",
  "eval('('.repeat(5000)); new Function('return this')().Object = 1; new RegExp('(?:'.repeat(3000))",
  "class A extends Promise { static get [Symbol.species]() { throw 1 } }; A.resolve(1).then(2); new A(() => {})",
  "return }); globalThis.escaped = (() => {",
  "await 1 }); (async () => { return globalThis",
];

/** A program whose answer only the next run can get right, if nothing of the last one is left. */
async function expectNextRunRight(number: number): Promise<void> {
  const result = await run(
    `const names = Object.getOwnPropertyNames(globalThis).sort(); [${number}, names.join(" "), Object.keys({ a: 1 }), [1, 2].map(String), JSON.stringify({ n: ${number} })]`,
  );
  expect(result).toMatchObject({
    status: "completed",
    value: [number, expect.stringContaining("Array ArrayBuffer"), ["a"], ["1", "2"], `{"n":${number}}`],
  });
  if (result.status === "completed" && Array.isArray(result.value))
    expect(result.value[1]).toBe(guestGlobals.join(" "));
}

describe("whatever a program's text was turned into", () => {
  it("it ends in a well-formed result, the next run is right, and the host is as it was", async () => {
    const host = readHost();
    const endings = new Map<string, number>();
    let number = 0;
    const all = [...honest, ...attacks];
    const mutated = fc.oneof({ weight: 2, arbitrary: withWordsExchanged(all) }, withTextEdited(all));
    const property = fc.asyncProperty(mutated, async (code) => {
      // Many a mutated loop has no end. Most are not waited for; the others meet the time limit.
      const signal = number % 8 === 0 ? undefined : AbortSignal.timeout(250);
      const result = await run(code, sandbox, signal);
      const ending = result.status === "failed" && result.cost.wallMs === 0 ? "unreadable" : result.status;
      endings.set(ending, (endings.get(ending) ?? 0) + 1);
      expect(findFlaws(result)).toEqual([]);
      if (result.status === "completed") formatValue(result.value);
      await expectNextRunRight(number++);
    });
    await fc.assert(property, settings(inject("long") ? 5_000 : 200));
    // Otherwise the mutations would be too wild, or too tame, to tell anything.
    expect([...endings.keys()].sort()).toEqual(["completed", "failed", "stopped", "unreadable"]);
    expect(readHost()).toEqual(host);
  });
});

describe("comments between a program's words", () => {
  const comment = fc.constantFrom(
    "/**/",
    "/* `${ */",
    "/* \" ' */",
    "/* // */",
    "/* é😀 */",
    "/*<!--*/",
    "/* ) } ; */",
    "/* result = 1 */",
  );

  it("change nothing of what it answers", async () => {
    const property = fc.asyncProperty(
      fc.constantFrom(...honest),
      fc.array(fc.tuple(fc.nat(), comment), { minLength: 1, maxLength: 30 }),
      async (code, comments) => {
        const gaps = findGaps(code);
        if (gaps.length === 0) return;
        const places = comments.map(([place, text]) => ({ at: gaps[place % gaps.length] as number, text }));
        const commented = places
          .sort((a, b) => b.at - a.at)
          .reduce((text, { at, text: words }) => text.slice(0, at) + words + text.slice(at), code);
        expect(answerOf(await run(commented, patient))).toEqual(answerOf(await run(code, patient)));
      },
    );
    await fc.assert(property, settings(inject("long") ? 3_000 : 60));
  });

  /** Where a word of the program begins. Empty for typed programs, which this tokeniser cannot read. */
  function findGaps(code: string): number[] {
    try {
      const options = { ecmaVersion: "latest", sourceType: "script", allowHashBang: true } as const;
      // Inside a template, a space is text.
      let templates = 0;
      return [...tokenizer(code, options)].flatMap(({ type: { label }, start }) => {
        if (label === "`") templates++;
        return label === "template" || label === "`" || templates > 0 ? [] : [start];
      });
    } catch {
      return [];
    }
  }

  function answerOf(result: RunResult): unknown {
    if (result.status === "refused") return result;
    const output = result.output.map((entry) => ({ ...entry, atMs: 0 }));
    return withoutStacks({ ...result, output, cost: null });
  }
});
