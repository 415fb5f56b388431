import { availableParallelism } from "node:os";

/** Budgets of one run, and of the pool that runs them. Crossing one ends the run; nothing throws. */
export interface Limits {
  /** Wall-clock time of one run, in milliseconds. Long enough for 1e8 loop turns, short enough to wait for. */
  timeMs: number;
  /** The guest's whole linear memory, in bytes; rounded to pages of 64 KiB, at least 8 MiB. */
  memoryBytes: number;
  /** Console lines and displays of one run, in bytes of their JSON. */
  outputBytes: number;
  /** The result, in bytes of its JSON; what does not fit is cut, and says so. */
  valueBytes: number;
  /** A program as written, in bytes of UTF-8. */
  programBytes: number;
  /** Programs that may wait for a worker. One more is refused as busy. As many, and one for each worker, may wait to be read. */
  queue: number;
  /** Worker threads. */
  workers: number;
}

const KiB = 1024;
const MiB = 1024 * KiB;

export const defaultLimits: Readonly<Limits> = Object.freeze({
  timeMs: 10_000,
  memoryBytes: 64 * MiB,
  outputBytes: 256 * KiB,
  valueBytes: 1 * MiB,
  programBytes: 64 * KiB,
  queue: 32,
  workers: Math.min(4, Math.max(1, availableParallelism() - 1)),
});

/** The longest time that a timer of Node can wait, in milliseconds. */
const maxTimeMs = 2 ** 31 - 1;

/** The limits that were not given are the default ones. Throws a RangeError that names the one that cannot be. */
export function createLimits(options: Partial<Limits>): Readonly<Limits> {
  const limits = { ...defaultLimits, ...options };
  for (const [name, value] of Object.entries(limits)) {
    const least = name === "queue" ? 0 : 1;
    const most = name === "timeMs" ? maxTimeMs - graceMs : Number.MAX_SAFE_INTEGER;
    if (!(value >= least && value <= most))
      throw new RangeError(`The limit ${name} must be a number from ${least} to ${most}, and is ${value}.`);
  }
  return Object.freeze(limits);
}

/** What a guest's memory begins with; most of it is the engine's stack. It grows from here to its limit. */
export const initialMemoryBytes = 8 * MiB;

/** A page of WebAssembly memory: the unit it is given in and measured by. */
export const pageBytes = 64 * KiB;

/** The guest's stack. Plain recursion reaches about 11,000 frames. */
export const guestStackBytes = 2 * MiB;

/**
 * The native stack of a worker: the guest's frames live on it too, many times larger than the engine counts them.
 * With less than 32 times the guest's stack the host overflows first, and the engine aborts.
 */
export const workerStackMb = 64;

/** The heap of a worker's own JavaScript, in MiB: texts between guest and host, and what the bridge makes for a run. */
export const workerHeapMb = 256;

/** The part of it for what was made just now, in MiB. Left to itself it grows to many times what a run leaves behind. */
export const workerYoungHeapMb = 8;

/**
 * How long after its deadline a run is left to end by itself, in milliseconds. The engine notices a loop about
 * one millisecond late; what has not ended by now is in native code and ends with its worker.
 */
export const graceMs = 50;

/**
 * How long a text may take to be read, in milliseconds. An honest one of 64 KiB takes a hundredth of it; parsers have inputs
 * on which they take hours.
 */
export const prepareMs = 2000;

/** The heap of the thread that reads, in MiB. The syntax tree of an honest text of 64 KiB takes a tenth of it. */
export const readerHeapMb = 128;

/** Its stack, that of Node's own first thread. It bounds how deeply a program may be nested: some 600 parentheses. */
export const readerStackMb = 1;
