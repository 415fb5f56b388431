import { Worker } from "node:worker_threads";
import { SandboxFault, toError } from "./fault.ts";
import { prepareMs, readerHeapMb, readerStackMb } from "./limits.ts";
import type { Reading } from "./read-program.ts";

/** From the thread to the host: once that it has started, then one reading for each text. */
export type ReaderMessage = "ready" | Reading;

/** How the reading of one text went. After all but `read` the thread is gone. */
export type Outcome =
  | { status: "read"; reading: Reading }
  /** It took longer than `prepareMs`. */
  | { status: "late" }
  /** The text broke a parser, or somebody ended the thread. */
  | { status: "broken" }
  /** The thread had ended before it was given the text. */
  | { status: "unstarted"; fault: Error };

/** A thread that reads one text at a time. It keeps the process alive only while it reads. */
export interface ReaderThread {
  readonly alive: boolean;
  /** Never rejects. To be called again only when it has resolved. */
  read(written: string): Promise<Outcome>;
  /** Ends the thread, and what it reads as `broken`. */
  end(): Promise<void>;
}

export function startReaderThread(): ReaderThread {
  return new WorkerReaderThread();
}

class WorkerReaderThread implements ReaderThread {
  alive = true;
  readonly #worker: Worker;
  /** Resolves when the thread has started, or ended. */
  readonly #started: Promise<void>;
  #fault: Error = new SandboxFault("The thread that reads ended by itself.");
  #finish: ((outcome: Outcome) => void) | null = null;

  constructor() {
    // This form, literally, is what the bundler recognises as the start of a worker.
    this.#worker = new Worker(new URL("./reader-worker.ts", import.meta.url), {
      env: {},
      // Node calls the stripping of types experimental, and what a thread prints would keep the process alive.
      execArgv: ["--no-warnings"],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: readerHeapMb, stackSizeMb: readerStackMb },
    });
    this.#started = new Promise((resolve) => {
      this.#worker.on("message", (message: ReaderMessage) => {
        if (message === "ready") resolve();
        else this.#finish?.({ status: "read", reading: message });
      });
      this.#worker.on("exit", () => {
        this.alive = false;
        resolve();
        this.#finish?.({ status: "broken" });
      });
    });
    this.#worker.on("error", (error) => {
      this.alive = false;
      this.#fault = toError(error);
    });
    // Last, since listening to its messages holds the process again.
    this.#worker.unref();
  }

  async read(written: string): Promise<Outcome> {
    this.#worker.ref();
    await this.#started;
    if (!this.alive) return { status: "unstarted", fault: this.#fault };
    return new Promise((resolve) => {
      const finish = (outcome: Outcome) => {
        this.#finish = null;
        clearTimeout(timer);
        this.#worker.unref();
        resolve(outcome);
      };
      const expire = () => {
        if (this.#finish === finish) this.#lose({ status: "late" });
      };
      // Where the host itself was busy for so long, the reading may be here already: it is taken first.
      const timer = setTimeout(() => setImmediate(expire), prepareMs);
      this.#finish = finish;
      this.#worker.postMessage(written);
    });
  }

  #lose(outcome: Outcome): void {
    this.alive = false;
    this.#finish?.(outcome);
  }

  async end(): Promise<void> {
    this.#lose({ status: "broken" });
    await this.#worker.terminate();
  }
}
