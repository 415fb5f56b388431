import { type Contender, interleave, rest, type Samples, time } from "./measure.ts";
import { createQuickJsPeer, createRunPeer, createSandboxPeer, createVmPeer, type Peer } from "./peers.ts";
import { createRow, type Row } from "./row.ts";
import { check, consoleLines, cpuTasks, millionBytes, onePlusOne, type Task } from "./task.ts";

const MiB = 1024 * 1024;
/** Much longer than any peer takes to make itself ready for the next program. */
const restMs = 10;

export async function measureWarm(): Promise<Row[]> {
  return withPeers(async (peers) => {
    const targets = { quickjs: 4, run: 1 / 8 };
    const idle = await race(peers, onePlusOne, {
      rounds: 200,
      warmUps: 30,
      repeats: 1,
      restMs,
      warmAfterRest: true,
    });
    const busy = await race(peers, onePlusOne, { rounds: 25, warmUps: 3, repeats: 20, restMs: 0 });
    return [
      createRow("warm `1 + 1` on an idle worker", "ms", idle, targets),
      createRow("warm `1 + 1`, the next one at once", "ms", busy, { quickjs: null, run: null }),
    ];
  });
}

export async function measureCpu(): Promise<Row[]> {
  return withPeers(async (peers) => {
    const rows: Row[] = [];
    for (const task of cpuTasks) {
      const samples = await race(peers, task, { rounds: 7, warmUps: 1, repeats: 1, restMs });
      rows.push(createRow(`CPU: ${task.name}`, "ms", samples, { quickjs: 1.1 }));
    }
    return rows;
  });
}

export async function measureResult(): Promise<Row[]> {
  return withPeers(async (peers) => {
    const samples = await race(peers, millionBytes, { rounds: 15, warmUps: 2, repeats: 1, restMs });
    return [createRow(millionBytes.name, "ms", samples, { quickjs: 3, run: null })];
  });
}

export async function measureLines(): Promise<Row[]> {
  return withPeers(async (peers) => {
    const samples = await race(peers, consoleLines, { rounds: 15, warmUps: 2, repeats: 1, restMs });
    return [createRow(consoleLines.name, "ms", samples, { quickjs: null, run: null })];
  });
}

/** Every peer, with one thread and the bounds of the largest task. */
async function withPeers(measure: (peers: readonly Peer[]) => Promise<Row[]>): Promise<Row[]> {
  const peers = [
    createVmPeer(),
    await createQuickJsPeer(),
    createRunPeer({ threads: 1, limits: { maxResultBytes: 8 * MiB, maxConsoleOutputBytes: 8 * MiB } }),
    createSandboxPeer({ workers: 1, valueBytes: 8 * MiB, outputBytes: 8 * MiB }),
  ];
  try {
    return await measure(peers);
  } finally {
    await Promise.all(peers.map((peer) => peer.close()));
  }
}

interface Pace {
  rounds: number;
  warmUps: number;
  /** Runs of one peer after another, each timed by itself. */
  repeats: number;
  /** Before each run. */
  restMs: number;
  /** Whether a peer without threads has a run that does not count after each rest. */
  warmAfterRest?: boolean;
}

async function race(peers: readonly Peer[], task: Task, pace: Pace): Promise<Samples> {
  const contenders = await Promise.all(
    peers.map(async (peer): Promise<Contender> => {
      const run = await peer.load(task);
      const runOnce = async () => {
        if (pace.restMs > 0) await rest(pace.restMs);
        // A peer without threads has nothing to finish, and a rest only lets it go cold.
        if (pace.warmAfterRest && !peer.threaded) await run();
        return time(run, (outcome) => check(task, outcome, peer.name));
      };
      return {
        peer: peer.name,
        async measure() {
          const taken: number[] = [];
          for (let i = 0; i < pace.repeats; i++) taken.push(await runOnce());
          return taken;
        },
      };
    }),
  );
  return interleave(contenders, pace);
}
