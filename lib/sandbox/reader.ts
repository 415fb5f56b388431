import type { Report } from "./fault.ts";
import { type Limits, prepareMs } from "./limits.ts";
import type { Reading } from "./read-program.ts";
import { type ReaderThread, startReaderThread } from "./reader-thread.ts";
import type { Crashed, Failed, GuestError, Refused } from "./run-result.ts";

/** Reads texts on a thread of its own, in the order in which they come. What a text does to that thread, no other text feels. */
export interface Reader {
  /** Never rejects. */
  read(written: string): Promise<Read>;
  /** Refuses what waits or is being read, and leaves no thread behind. */
  close(): Promise<void>;
}

export type Read = Extract<Reading, { ok: true }> | { ok: false; result: Failed | Refused | Crashed };

export function createReader(limits: Limits, report: Report): Reader {
  return new ThreadReader(limits, report);
}

/** A text on its way to the thread. */
interface Job {
  written: string;
  settle(read: Read): void;
}

class ThreadReader implements Reader {
  /** As many as the pool can take at once, running and waiting, can wait here. */
  readonly #room: number;
  readonly #report: Report;
  readonly #waiting: Job[] = [];
  #thread = startReaderThread();
  /** Threads that were told to end. */
  readonly #ending = new Set<Promise<void>>();
  #working = false;
  #closed = false;

  constructor({ queue, workers }: Limits, report: Report) {
    this.#room = queue + workers;
    this.#report = report;
  }

  read(written: string): Promise<Read> {
    if (this.#closed) return Promise.resolve(refuse("closed"));
    if (this.#waiting.length >= this.#room) return Promise.resolve(refuse("busy"));
    return new Promise((settle) => {
      this.#waiting.push({ written, settle });
      if (!this.#working) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift())
      job.settle(await this.#read(job.written));
    this.#working = false;
  }

  async #read(written: string): Promise<Read> {
    if (!this.#thread.alive) this.#thread = startReaderThread();
    const thread = this.#thread;
    const outcome = await thread.read(written);
    if (!thread.alive) this.#end(thread);
    if (outcome.status === "read") return take(outcome.reading);
    if (this.#closed) return refuse("closed");
    // A thread that could not start will not start at once either: the next text tries again.
    if (outcome.status === "unstarted") {
      this.#report(outcome.fault);
      return crash("The thread that reads programs could not start.");
    }
    this.#thread = startReaderThread();
    return fail(unreadable(outcome.status === "late" ? tooSlow : tooHard));
  }

  #end(thread: ReaderThread): void {
    const ending = thread.end().finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.settle(refuse("closed"));
    await Promise.all([...this.#ending, this.#thread.end()]);
  }
}

const tooSlow = `Reading this program took longer than ${prepareMs / 1000} seconds; write it more simply.`;
const tooHard = "This program broke the parser, as very deep nesting does; write it more simply.";

function unreadable(message: string): GuestError {
  return { name: "SyntaxError", message, line: null, column: null, stack: null };
}

function take(reading: Reading): Read {
  return reading.ok ? reading : fail(reading.error);
}

const unstarted = { output: [], cost: { wallMs: 0, peakMemoryBytes: 0 } };

function fail(error: GuestError): Read {
  return { ok: false, result: { status: "failed", error, ...structuredClone(unstarted) } };
}

function crash(message: string): Read {
  return { ok: false, result: { status: "crashed", message, ...structuredClone(unstarted) } };
}

function refuse(reason: "busy" | "closed"): Read {
  return { ok: false, result: { status: "refused", reason } };
}
