import { setTimeout as pause } from "node:timers/promises";
import { createSandbox, type Program, type RunResult, type Sandbox } from "#lib/sandbox";
import type { Samples } from "./measure.ts";
import { createRow, type Row } from "./row.ts";

const MiB = 1024 * 1024;
const runs = 10_000;
/** Runs after which the memory of the process is read. */
const readings = [1000, 5500, runs];
/** Growth from the first reading to the last that is still called flat. */
const flat = 1.1;

/** A program of the mix: every how many runs it has its turn, where it runs, and how it must end. */
interface Ingredient {
  every: number;
  hard: boolean;
  code: string;
  ending: RunResult["status"];
}

/** Rare ones first: of several whose turn it is the first runs. */
const mix: readonly Ingredient[] = [
  // In native code, where the engine is not asked: its worker dies with it.
  {
    every: 500,
    hard: true,
    code: "Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)",
    ending: "stopped",
  },
  { every: 250, hard: true, code: "for (;;);", ending: "stopped" },
  { every: 100, hard: true, code: "const a = []; for (;;) a.push(new Uint8Array(1e6));", ending: "stopped" },
  { every: 70, hard: true, code: "const a = []; for (;;) a.push({ a });", ending: "stopped" },
  { every: 7, hard: false, code: "null.x", ending: "failed" },
  { every: 5, hard: false, code: "'text '.repeat(5000)", ending: "completed" },
  {
    every: 4,
    hard: false,
    code: "Array.from({ length: 200 }, (_, i) => ({ i, name: 'n' + i }))",
    ending: "completed",
  },
  { every: 3, hard: false, code: "console.log('one', { two: 2 }); new Map([[1, 2]])", ending: "completed" },
  { every: 1, hard: false, code: "1 + 1", ending: "completed" },
];

/** Reads the memory of this process after each thousand runs or so of all kinds. */
export async function measureSoak(): Promise<Row[]> {
  const sandboxes = {
    easy: createSandbox({ workers: 1 }),
    hard: createSandbox({ workers: 1, memoryBytes: 24 * MiB, timeMs: 150 }),
  };
  try {
    return await soak(sandboxes);
  } finally {
    await Promise.all([sandboxes.easy.close(), sandboxes.hard.close()]);
  }
}

async function soak({ easy, hard }: { easy: Sandbox; hard: Sandbox }): Promise<Row[]> {
  const programs = await Promise.all(
    mix.map(async (ingredient) => {
      const sandbox = ingredient.hard ? hard : easy;
      return { ...ingredient, sandbox, program: await prepare(sandbox, ingredient.code) };
    }),
  );
  const rows: Row[] = [];
  let first: number | null = null;
  for (let run = 1; run <= runs; run++) {
    const chosen = programs.find(({ every }) => run % every === 0);
    if (!chosen) throw new Error("the mix has nothing for every run");
    const result = await chosen.sandbox.run(chosen.program);
    if (result.status !== chosen.ending)
      throw new Error(`run ${run}, ${chosen.code}, ended as ${JSON.stringify(result)}`);
    if (!readings.includes(run)) continue;
    const bytes = await readMemory();
    first ??= bytes;
    const row = createRow(
      `memory after ${run.toLocaleString("en-GB")} mixed runs`,
      "MB",
      asSample(bytes),
      {},
    );
    if (run === runs) row.claims.push({ against: "first", cost: bytes / first, atMost: flat });
    rows.push(row);
  }
  return rows;
}

async function prepare(sandbox: Sandbox, code: string): Promise<Program> {
  const prepared = await sandbox.prepare(code);
  if (!prepared.ok) throw new Error(`the sandbox does not read ${code}`);
  return prepared.program;
}

async function readMemory(): Promise<number> {
  // Dropped memories and ended threads take a moment to be given back.
  globalThis.gc?.();
  await pause(500);
  return process.memoryUsage.rss();
}

function asSample(bytes: number): Samples {
  return new Map([["sandbox", [bytes / 1e6]]]);
}
