import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bundleSandbox } from "./bundle.ts";
import { type Contender, interleave } from "./measure.ts";
import type { PeerName } from "./peers.ts";
import { createRow, type Row } from "./row.ts";

const script = fileURLToPath(new URL("./cold-process.ts", import.meta.url));

export async function measureCold(): Promise<Row[]> {
  const bundle = await bundleSandbox();
  const peers: PeerName[] = ["vm", "quickjs", "run", "sandbox"];
  const contenders = peers.map(
    (peer): Contender => ({ peer, measure: async () => [await measureFirstAnswer(peer, bundle)] }),
  );
  const samples = await interleave(contenders, { rounds: 15, warmUps: 1 });
  return [
    createRow("cold: a new process imports it and has the answer of `1 + 1`", "ms", samples, { run: 1 }),
  ];
}

async function measureFirstAnswer(peer: PeerName, bundle: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, peer, bundle]);
  const ms = Number(stdout);
  if (!(ms > 0)) throw new Error(`the cold start of ${peer} gave no time but ${JSON.stringify(stdout)}`);
  return ms;
}
