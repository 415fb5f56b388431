import { type Contender, interleave } from "./measure.ts";
import { createQuickJsPeer, createRunPeer, createSandboxPeer, type Peer } from "./peers.ts";
import { createRow, type Row } from "./row.ts";
import { check, onePlusOne } from "./task.ts";

/** How long a peer is kept busy at a time. */
const sliceMs = 700;

export async function measureThroughput(): Promise<Row[]> {
  return [await measureThreads(1), await measureThreads(2)];
}

async function measureThreads(threads: number): Promise<Row> {
  // `run` refuses what its threads cannot take at once; the sandbox has a queue, and is never let run out of work.
  const sandbox = createSandboxPeer({ workers: threads });
  const contenders = [
    await createContender(createRunPeer({ threads }), threads),
    await createContender(sandbox, threads * 4),
  ];
  if (threads === 1) contenders.push(await createContender(await createQuickJsPeer(), 1));
  try {
    const samples = await interleave(contenders, { rounds: 6, warmUps: 1 });
    const words = threads === 1 ? "1 thread" : `${threads} threads`;
    const targets = threads === 1 ? { quickjs: null, run: 1 / 2 } : { run: 1 / 2 };
    return createRow(`\`1 + 1\` with ${words}`, "a second", samples, targets);
  } finally {
    await sandbox.close();
  }
}

async function createContender(peer: Peer, atOnce: number): Promise<Contender> {
  const run = await peer.load(onePlusOne);
  return {
    peer: peer.name,
    async measure() {
      let runs = 0;
      const startedAt = performance.now();
      const keepBusy = async () => {
        while (performance.now() - startedAt < sliceMs) {
          check(onePlusOne, await run(), peer.name);
          runs++;
        }
      };
      await Promise.all(Array.from({ length: atOnce }, keepBusy));
      return [(runs * 1000) / (performance.now() - startedAt)];
    },
  };
}
