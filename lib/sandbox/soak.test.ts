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
/** For each of two soaks. */
const runs = inject("long") ? 5_000 : 300;
/** Programs on their way at once: both threads busy, some waiting, none refused. */
const atOnce = 6;
/**
 * By how much memory may grow over the last two thirds of the runs. It goes up and down by some 50 MiB as the collector
 * pleases, and by 105 were seen on a machine with much else to do; an engine kept of each run takes 1.3 MiB as long as its
 * program was small, so 250 MiB in the short soak.
 */
const marginMiB = 180;

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

/** Their memory is given up with their engine; the thread goes on. */
const bombs: Kind[] = [
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
];

/** They end their thread, or cost the whole time limit. */
const endless: Kind[] = [
  {
    code: (n) => `console.log(${n}); for (;;);`,
    result: (n) => stopped("aborted", n),
    aborts: true,
  },
  { code: (n) => `console.log(${n}); for (;;);`, result: (n) => stopped("time", n) },
  {
    code: (n) => `console.log(${n}); [].indexOf.call({ length: 2 ** 53 - 1 }, ${n})`,
    result: (n) => stopped("time", n),
  },
];

function pick(kinds: Kind[], n: number): Kind {
  const kind = kinds[n % kinds.length];
  if (!kind) throw new RangeError("there is no kind to pick");
  return kind;
}

/** Whatever a thread keeps goes with it, so how often threads end decides what a look at the memory can see. */
function kindOf(n: number, endlessEvery: number): Kind {
  if (n % endlessEvery === endlessEvery - 1) return pick(endless, Math.floor(n / endlessEvery));
  return n % 6 === 5 ? pick(bombs, Math.floor(n / 6)) : pick(common, n);
}

async function run(sandbox: Sandbox, n: number, { code, aborts }: Kind): Promise<RunResult> {
  const prepared = await sandbox.prepare(code(n));
  if (!prepared.ok) return prepared.result;
  const stop = new AbortController();
  return sandbox.run(prepared.program, { signal: stop.signal, onOutput: () => aborts && stop.abort() });
}

/** Runs them all, checks each answer, and returns the memory of the process after each. */
async function soak(sandbox: Sandbox, endlessEvery: number): Promise<number[]> {
  const memory: number[] = [];
  let next = 0;
  const streams = Array.from({ length: atOnce }, async () => {
    while (next < runs) {
      const n = next++;
      const kind = kindOf(n, endlessEvery);
      const result = await run(sandbox, n, kind);
      expect({ n, ...result }).toMatchObject({ n, ...(kind.result(n) as object) });
      memory.push(process.memoryUsage.rss());
    }
  });
  await Promise.all(streams);
  return memory;
}

/** In MiB, from a third of the runs to their end; the median of a tenth of them each, since it goes up and down. */
function growth(memory: number[]): number {
  const tenth = Math.floor(memory.length / 10);
  const third = Math.floor(memory.length / 3);
  return (median(memory.slice(-tenth)) - median(memory.slice(third, third + tenth))) / MiB;
}

function threads(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "MessagePort").length;
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

describe("a sandbox in use for a long time", () => {
  it.each([
    ["whose threads go on", Number.POSITIVE_INFINITY],
    ["whose threads end now and then", 50],
  ])(
    "%s gives every question its own answer, holds no more memory and leaves no thread",
    async (_, endlessEvery) => {
      const threadsBefore = threads();
      const sandbox = createSandbox(limits);
      const memory = await soak(sandbox, endlessEvery);
      await sandbox.close();
      expect(memory.length).toBe(runs);
      expect(growth(memory)).toBeLessThan(marginMiB);
      expect(threads()).toBe(threadsBefore);
    },
  );
});
