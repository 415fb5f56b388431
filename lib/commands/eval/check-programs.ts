import type { RunResult, Sandbox } from "#lib/sandbox";
import { forEachConcurrently } from "./concurrently.ts";
import type { Row } from "./row.ts";
import { type Wrapping, wrap, wrappings } from "./wrap.ts";

/** Few, since every program here is small and the machine may have other work. */
const concurrency = 2;

/**
 * What the sandbox says against the programs, each fault in words, in the order of the rows: harmless ones must run to
 * their end; harmful ones are read, plain and in every wrapping, and never run.
 */
export async function checkPrograms(rows: readonly Row[], sandbox: Sandbox): Promise<string[]> {
  const faults = new Map<Row, string[]>();
  await forEachConcurrently(rows, { concurrency }, async (row) => {
    faults.set(
      row,
      row.label === "safe" ? await checkHarmless(row, sandbox) : await checkHarmful(row, sandbox),
    );
  });
  return rows.flatMap((row) => faults.get(row)?.map((fault) => `${row.id} ${fault}`) ?? []);
}

async function checkHarmless({ code }: Row, sandbox: Sandbox): Promise<string[]> {
  const prepared = await sandbox.prepare(code);
  if (!prepared.ok) return [`is not accepted: ${nameEnding(prepared.result)}`];
  const result = await sandbox.run(prepared.program);
  return result.status === "completed" ? [] : [`does not run to its end: ${nameEnding(result)}`];
}

async function checkHarmful(row: Row, sandbox: Sandbox): Promise<string[]> {
  const plain = await sandbox.prepare(row.code);
  if (!plain.ok) return [`is not accepted: ${nameEnding(plain.result)}`];
  const faults: string[] = [];
  for (const wrapping of wrappings) faults.push(...(await checkWrapped(row, wrapping, sandbox)));
  return faults;
}

async function checkWrapped(row: Row, wrapping: Wrapping, sandbox: Sandbox): Promise<string[]> {
  const wrapped = wrap(wrapping, row);
  if (!wrapped.includes(row.code)) return [`is not whole in its wrapping ${wrapping}`];
  const prepared = await sandbox.prepare(wrapped);
  return prepared.ok ? [] : [`is not accepted in its wrapping ${wrapping}: ${nameEnding(prepared.result)}`];
}

function nameEnding(result: RunResult): string {
  switch (result.status) {
    case "completed":
      return "completed";
    case "failed":
      return `${result.error.name}: ${result.error.message}`;
    case "stopped":
      return `stopped, ${result.reason}`;
    case "refused":
      return `refused, ${result.reason}`;
    case "crashed":
      return `the sandbox crashed, ${result.message}`;
  }
}
