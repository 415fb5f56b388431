import { parentPort, workerData } from "node:worker_threads";
import { createEngine } from "./engine.ts";
import { toError } from "./fault.ts";
import type { Ended, RunMessage, WorkerData, WorkerMessage } from "./messages.ts";
import type { Guest } from "./quickjs-guest.ts";
import { loadImage } from "./saved-image.ts";

const { limits, peak, ...given } = workerData as WorkerData;
const image = given.image ?? (await loadImage());
const engine = await createEngine(image);
/** Prepared while nobody waits. Each serves one program. */
let guest: Guest = engine.createGuest(limits);

function send(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

function run({ source }: RunMessage): void {
  const startedAt = performance.now();
  let ending: Ended["ending"];
  try {
    ending = guest.run(source, {
      onOutput: (line) => send({ type: "output", line }),
      onPeak: (bytes) => Atomics.store(peak, 0, bytes),
    });
  } catch (error) {
    // No guest's doing should reach here; if one does, it is a fault of ours and the engine is not trusted again.
    ending = { status: "crashed", fault: toError(error) };
  }
  const wallMs = performance.now() - startedAt;
  send({ type: "ended", ending, cost: { wallMs, peakMemoryBytes: guest.peakMemoryBytes() } });
  guest = engine.createGuest(limits);
}

parentPort?.on("message", run);
send({ type: "ready", image });
