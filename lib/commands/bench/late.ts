import { createSandbox } from "#lib/sandbox";
import { createRow, type Row } from "./row.ts";

const timeMs = 100;
const rounds = 9;

/** Loops in native code, where the engine's interrupt handler is never asked. */
const nativeLoops = [
  "[].indexOf.call({ length: 2 ** 53 - 1 }, 1)",
  "new Array(5e8).join('x')",
  "[].reverse.call({ length: 2 ** 32 - 1 })",
  "new RegExp('|'.repeat(2e6))",
];

/** How long after its deadline a run is over that only the end of its thread can stop. */
export async function measureLateness(): Promise<Row[]> {
  const sandbox = createSandbox({ workers: 1, timeMs });
  const late: number[] = [];
  for (let round = 0; round < rounds; round++)
    for (const code of nativeLoops) {
      const prepared = await sandbox.prepare(code);
      if (!prepared.ok) throw new Error(`${code} cannot be read`);
      let startedAt = 0;
      const onStart = () => {
        startedAt = performance.now();
      };
      const result = await sandbox.run(prepared.program, { onStart });
      if (result.status !== "stopped" || result.reason !== "time")
        throw new Error(`${code} was not stopped by time but ${result.status}`);
      late.push(performance.now() - startedAt - timeMs);
    }
  await sandbox.close();
  return [createRow("a native loop, over after its deadline", "ms", new Map([["sandbox", late]]), {})];
}
