import { parentPort, workerData } from "node:worker_threads";
import { createEngine, type Guest } from "./engine.ts";
import type { RunMessage, WorkerData, WorkerMessage } from "./messages.ts";

const { limits, peak } = workerData as WorkerData;
const engine = await createEngine();
/** Prepared while nobody waits. Each serves one program. */
let next: Promise<Guest> = engine.createGuest(limits);

function send(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

async function run({ source }: RunMessage): Promise<void> {
  const guest = await next;
  const startedAt = performance.now();
  let ending: Extract<WorkerMessage, { type: "ended" }>["ending"];
  try {
    ending = guest.run(source, {
      onOutput: (output) => send({ type: "output", output }),
      onPeak: (bytes) => Atomics.store(peak, 0, bytes),
    });
  } catch (error) {
    // No guest's doing should reach here; if one does, it is a fault of ours and the engine is not trusted again.
    ending = { status: "crashed", message: error instanceof Error ? error.message : String(error) };
  }
  const wallMs = performance.now() - startedAt;
  send({ type: "ended", ending, cost: { wallMs, peakMemoryBytes: guest.peakMemoryBytes() } });
  next = engine.createGuest(limits);
  await next;
}

await next;
parentPort?.on("message", (message: RunMessage) => void run(message));
send({ type: "ready" });
