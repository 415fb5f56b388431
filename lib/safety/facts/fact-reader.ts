import { type FactThread, startFactThread } from "./fact-thread.ts";
import type { Facts } from "./finding.ts";

/**
 * Reads programs on a thread of its own, in the order in which they come. What a program does to that thread, no other
 * program feels. The thread starts with the first of them.
 */
export interface FactReader {
  /** Never rejects. `signal` gives up the place of a program that waits. */
  read(code: string, options?: { signal?: AbortSignal | undefined }): Promise<FactReading>;
  /** Ends what waits or is being read, as `aborted` and `unreadable`, and leaves no thread behind. */
  close(): Promise<void>;
}

/** `unreadable`: it could not be read in time, or is no program; `busy`: too many wait already. */
export type FactReading = { status: "read"; facts: Facts } | { status: "unreadable" | "busy" | "aborted" };

export interface FactReaderParts {
  /** What a program may name without declaring it. */
  globals: readonly string[];
  /** Told what kept a thread from starting: the program that waited for it is unreadable, and the next one tries again. */
  report: (error: unknown) => void;
}

/** Programs that may wait to be read. As many as are reviewed at once, and far more. */
const maxWaiting = 64;

export function createFactReader(parts: FactReaderParts): FactReader {
  return new ThreadFactReader(parts);
}

/** A program on its way to the thread. */
interface Job {
  code: string;
  settle(reading: FactReading): void;
}

class ThreadFactReader implements FactReader {
  readonly #parts: FactReaderParts;
  readonly #waiting: Job[] = [];
  /** Threads that were told to end. */
  readonly #ending = new Set<Promise<void>>();
  #thread: FactThread | null = null;
  #working = false;
  #closed = false;

  constructor({ globals, report }: FactReaderParts) {
    this.#parts = { globals: [...globals], report };
  }

  read(code: string, { signal }: { signal?: AbortSignal | undefined } = {}): Promise<FactReading> {
    if (this.#closed || signal?.aborted) return Promise.resolve({ status: "aborted" });
    if (this.#waiting.length >= maxWaiting) return Promise.resolve({ status: "busy" });
    return new Promise((settle) => {
      const job = { code, settle };
      this.#waiting.push(job);
      signal?.addEventListener("abort", () => this.#giveUp(job), { once: true });
      if (!this.#working) void this.#work();
    });
  }

  /** One that is being read is read to its end: nobody waits for long. */
  #giveUp(job: Job): void {
    const place = this.#waiting.indexOf(job);
    if (place >= 0) this.#waiting.splice(place, 1);
    job.settle({ status: "aborted" });
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      const facts = await this.#read(job.code);
      job.settle(facts ? { status: "read", facts } : { status: "unreadable" });
    }
    this.#working = false;
  }

  async #read(code: string): Promise<Facts | null> {
    const thread = this.#thread ?? this.#start();
    if (thread === null) return null;
    const facts = await thread.read(code);
    if (!thread.alive) this.#end(thread);
    return facts;
  }

  /** Null where the process may have no threads. */
  #start(): FactThread | null {
    try {
      this.#thread = startFactThread(this.#parts);
      return this.#thread;
    } catch (error) {
      this.#parts.report(error);
      return null;
    }
  }

  #end(thread: FactThread): void {
    if (this.#thread === thread) this.#thread = null;
    const ending = thread.end().finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { settle } of this.#waiting.splice(0)) settle({ status: "aborted" });
    if (this.#thread) this.#end(this.#thread);
    await Promise.all(this.#ending);
  }
}
