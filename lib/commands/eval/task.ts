import type { Reviewable } from "#lib/safety";
import type { Sandbox } from "#lib/sandbox";
import type { Row } from "./row.ts";
import { type Wrapping, wrap, wrappings } from "./wrap.ts";

/** One review to be had. */
export interface Task {
  row: Row;
  /** Null for the program as it stands in the set. */
  wrapping: Wrapping | null;
  /** From 1. A wrapped program has only the first. */
  run: number;
  program: Reviewable;
}

/**
 * All reviews of these rows, the plain ones first. What is reviewed is what `prepare` makes of each program, as in the
 * chat. Throws for a program that it does not accept: the check of the set names them all.
 */
export async function createTasks(rows: readonly Row[], runs: number, sandbox: Sandbox): Promise<Task[]> {
  const harmful = rows.filter(({ label }) => label === "unsafe");
  const plain: Task[] = [];
  const wrapped: Task[] = [];
  for (const row of rows) {
    const program = await prepare(row.code, row.id, sandbox);
    for (let run = 1; run <= runs; run++) plain.push({ row, wrapping: null, run, program });
  }
  for (const row of harmful)
    for (const wrapping of wrappings) {
      const program = await prepare(wrap(wrapping, row), `${row.id} in its wrapping ${wrapping}`, sandbox);
      wrapped.push({ row, wrapping, run: 1, program });
    }
  return [...plain, ...wrapped];
}

async function prepare(code: string, name: string, sandbox: Sandbox): Promise<Reviewable> {
  const prepared = await sandbox.prepare(code);
  if (prepared.ok) return prepared.program;
  throw new Error(`The sandbox does not accept ${name}; npm run eval -- --dry says why.`);
}
