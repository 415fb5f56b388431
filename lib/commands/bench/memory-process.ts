/**
 * Run by memory.ts, with a peer's name, `idle` or `busy`, and a number of workers: prints the bytes that the process
 * holds while its workers wait for a program, after a few, or while each is running one.
 */
import { setTimeout as pause } from "node:timers/promises";
import { createRunPeer, createSandboxPeer, type Peer } from "./peers.ts";
import { onePlusOne, type Task } from "./task.ts";

/** Holds memory and never ends; its process does. */
const endless: Task = {
  name: "an endless loop",
  setup: "const numbers = Array.from({ length: 100000 }, (_, i) => i / 3); for (;;) numbers[0]++;",
  answer: "0",
  value: 0,
  lines: [],
};
/** Runs that each worker has behind it. */
const runsBefore = 10;
/** Until threads have started and settled. */
const settleMs = 400;

const [, , name, state, count] = process.argv;
const workers = Number(count);
const peer: Peer = name === "run" ? createRunPeer({ threads: workers }) : createSandboxPeer({ workers });

const run = await peer.load(onePlusOne);
for (let i = 0; i < runsBefore; i++) await Promise.all(Array.from({ length: workers }, run));
if (state === "busy") {
  const runEndlessly = await peer.load(endless);
  for (let i = 0; i < workers; i++) void runEndlessly();
}
await pause(settleMs);
globalThis.gc?.();
process.stdout.write(String(process.memoryUsage.rss()));
process.exit();
