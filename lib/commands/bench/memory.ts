import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Contender, interleave } from "./measure.ts";
import { createRow, type Row } from "./row.ts";

const script = fileURLToPath(new URL("./memory-process.ts", import.meta.url));
const few = 1;
const many = 3;

export async function measureMemory(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const state of ["idle", "busy"] as const) {
    const contenders = (["run", "sandbox"] as const).map(
      (peer): Contender => ({ peer, measure: async () => [await measureWorker(peer, state)] }),
    );
    const samples = await interleave(contenders, { rounds: 3, warmUps: 0 });
    const words = state === "idle" ? "an idle worker" : "a busy worker, its program holding 100,000 numbers";
    rows.push(createRow(`memory of ${words}`, "MB", samples, { run: null }));
  }
  return rows;
}

/** What one more worker adds to what its process holds, in MB. */
async function measureWorker(peer: string, state: string): Promise<number> {
  const measure = async (workers: number) => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--expose-gc",
      script,
      peer,
      state,
      String(workers),
    ]);
    const bytes = Number(stdout);
    if (!(bytes > 0)) throw new Error(`the memory of ${peer} was not measured but ${JSON.stringify(stdout)}`);
    return bytes;
  };
  return ((await measure(many)) - (await measure(few))) / (many - few) / 1e6;
}
