import { describe, expect, inject, it } from "vitest";
import { createSandbox, type RunResult, type Sandbox } from "#lib/sandbox";

const MiB = 1024 * 1024;
/** Small, so that bombs go off soon; the time is far more than any program needs that is not meant to cross it. */
const limits = {
  workers: 2,
  timeMs: 1500,
  memoryBytes: 24 * MiB,
  outputBytes: 32 * 1024,
  valueBytes: 32 * 1024,
};
const runs = inject("long") ? 10_000 : 400;
/** Programs on their way at once: both threads busy, some waiting, none refused. */
const atOnce = 6;
/**
 * By how much memory may be higher at the end than after a third of the runs. A leak of one engine in ten would be 2.4 MiB
 * for each of them, so 640 MiB in the short run; the process itself breathes by some tens of MiB, as its collector pleases.
 */
const marginBytes = 160 * MiB;

interface Kind {
  /** The program; `n` is its own number, which its result must tell. */
  code(n: number): string;
  result(n: number): unknown;
  /** Somebody asks for its end, at its first line of output. */
  aborts?: boolean;
}

const printed = (n: number) => [expect.objectContaining({ values: [n] })];
const stopped = (reason: string, n: number) => ({ status: "stopped", reason, output: printed(n) });

const common: Kind[] = [
  { code: (n) => `${n} + 1`, result: (n) => ({ status: "completed", value: n + 1 }) },
  {
    code: (n) => `const list = Array.from({ length: 5000 }, (_, i) => i + ${n}); list`,
    result: (n) => ({ status: "completed", value: expect.arrayContaining([n, n + 4_999]) }),
  },
  {
    code: (n) => `"${n}:" + "é".repeat(20000)`,
    result: (n) => ({
      status: "completed",
      value: { $: "string", length: 20_001 + `${n}`.length, value: expect.stringMatching(`^${n}:é+$`) },
    }),
  },
  {
    code: (n) => `// one\nthrow new RangeError("${n}")`,
    result: (n) => ({ status: "failed", error: { name: "RangeError", message: `${n}`, line: 2 } }),
  },
  {
    code: (n) => `for (let i = 0; i < 100; i++) console.log(i, ${n}); display({ n: ${n} }); await ${n}`,
    result: (n) => ({
      status: "completed",
      value: n,
      output: expect.toSatisfy(
        (output) => output.length === 101 && output[99].values[1] === n && output[100].value.n === n,
      ),
    }),
  },
  {
    code: (n) =>
      `const before = typeof left; globalThis.left = ${n}; Object.prototype.left = ${n}; [before, left]`,
    result: (n) => ({ status: "completed", value: ["undefined", n] }),
  },
  {
    code: (n) => `console.log(${n}); await new Promise(() => {})`,
    result: (n) => ({ status: "failed", error: { name: "PendingPromise" }, output: printed(n) }),
  },
];

/** After these the engine, or the thread, is another one. */
const costly: Kind[] = [
  {
    code: (n) => `console.log(${n}); const all = []; for (;;) all.push(new Array(1000).fill(all.length))`,
    result: (n) => stopped("memory", n),
  },
  {
    code: (n) => `console.log(${n}); new Uint8Array(1e9)`,
    result: (n) => stopped("memory", n),
  },
  {
    code: (n) => `for (;;) console.log(${n})`,
    result: (n) => ({
      status: "stopped",
      reason: "output",
      output: expect.arrayContaining(printed(n)),
    }),
  },
  {
    code: (n) => `const down = (n) => n + down(n - 1); down(${n})`,
    result: () => ({ status: "failed", error: { message: expect.stringContaining("stack") } }),
  },
  {
    code: (n) => `console.log(${n}); for (;;);`,
    result: (n) => stopped("aborted", n),
    aborts: true,
  },
];

/** Each costs the whole time limit, and the second a thread, so they come seldom. */
const slow: Kind[] = [
  { code: (n) => `console.log(${n}); for (;;);`, result: (n) => stopped("time", n) },
  {
    code: (n) => `console.log(${n}); [].indexOf.call({ length: 2 ** 53 - 1 }, ${n})`,
    result: (n) => stopped("time", n),
  },
];

function kindOf(n: number): Kind {
  const kinds = n % 100 === 99 ? slow : n % 6 === 5 ? costly : common;
  const kind = kinds[Math.floor(n / (kinds === slow ? 100 : kinds === costly ? 6 : 1)) % kinds.length];
  if (!kind) throw new RangeError(`no kind for ${n}`);
  return kind;
}

async function run(sandbox: Sandbox, n: number): Promise<RunResult> {
  const { code, aborts } = kindOf(n);
  const prepared = await sandbox.prepare(code(n));
  if (!prepared.ok) return prepared.result;
  const stop = new AbortController();
  return sandbox.run(prepared.program, { signal: stop.signal, onOutput: () => aborts && stop.abort() });
}

function threads(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "MessagePort").length;
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

describe("a sandbox in use for a long time", () => {
  it("gives every question its own answer, holds no more memory and leaves no thread", async () => {
    const threadsBefore = threads();
    const sandbox = createSandbox(limits);
    const memory: number[] = [];
    let next = 0;
    const streams = Array.from({ length: atOnce }, async () => {
      while (next < runs) {
        const n = next++;
        expect({ n, ...(await run(sandbox, n)) }).toMatchObject({ n, ...(kindOf(n).result(n) as object) });
        memory.push(process.memoryUsage.rss());
      }
    });
    await Promise.all(streams);
    await sandbox.close();
    expect(memory.length).toBe(runs);
    const third = Math.floor(runs / 3);
    const afterThird = median(memory.slice(third, third + runs / 10));
    const atEnd = median(memory.slice(-runs / 10));
    expect((atEnd - afterThird) / MiB).toBeLessThan(marginBytes / MiB);
    expect(threads()).toBe(threadsBefore);
  });
});
