import { type FactThread, startFactThread } from "./fact-thread.ts";
import type { Facts } from "./finding.ts";

/**
 * Reads programs on a thread of its own, in the order in which they come. What a program does to that thread, no other
 * program feels. The thread starts with the first of them.
 */
export interface FactReader {
  /** Null when it could not be read in time, broke the parser, or too many wait already; never rejects. */
  read(code: string): Promise<Facts | null>;
  /** Answers null to what waits or is being read, and leaves no thread behind. */
  close(): Promise<void>;
}

export interface FactReaderParts {
  /** What a program may name without declaring it. */
  globals: readonly string[];
}

/** Programs that may wait to be read. As many as are reviewed at once, and far more. */
const maxWaiting = 64;

export function createFactReader({ globals }: FactReaderParts): FactReader {
  return new ThreadFactReader(globals);
}

class ThreadFactReader implements FactReader {
  readonly #globals: readonly string[];
  readonly #waiting: { code: string; settle(facts: Facts | null): void }[] = [];
  /** Threads that were told to end. */
  readonly #ending = new Set<Promise<void>>();
  #thread: FactThread | null = null;
  #working = false;
  #closed = false;

  constructor(globals: readonly string[]) {
    this.#globals = [...globals];
  }

  read(code: string): Promise<Facts | null> {
    if (this.#closed || this.#waiting.length >= maxWaiting) return Promise.resolve(null);
    return new Promise((settle) => {
      this.#waiting.push({ code, settle });
      if (!this.#working) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift())
      job.settle(await this.#read(job.code));
    this.#working = false;
  }

  async #read(code: string): Promise<Facts | null> {
    this.#thread ??= startFactThread(this.#globals);
    const thread = this.#thread;
    const facts = await thread.read(code);
    if (!thread.alive) this.#end(thread);
    return facts;
  }

  #end(thread: FactThread): void {
    if (this.#thread === thread) this.#thread = null;
    const ending = thread.end().finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { settle } of this.#waiting.splice(0)) settle(null);
    if (this.#thread) this.#end(this.#thread);
    await Promise.all(this.#ending);
  }
}
