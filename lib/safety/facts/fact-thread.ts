import { Worker } from "node:worker_threads";
import type { FactMessage, FactWorkerData } from "./fact-worker.ts";
import type { Facts } from "./finding.ts";

/** How long a program may take to be read, and a thread to start, in milliseconds. An honest one of 64 KiB takes a tenth of it, or half where all is busy. */
const readMs = 2000;

/** The heap of the thread, in MiB. The syntax tree of an honest program of 64 KiB takes a tenth of it. */
const heapMb = 128;

/** Its stack. Who finds the scopes follows the nesting, so that a thousand members in a row (`a.b.b.b`) are as deep. */
const stackMb = 64;

/** A thread that reads one program at a time. It keeps the process alive only while it reads. */
export interface FactThread {
  /** False once it has ended, or has to: on a program that took too long or broke the parser. */
  readonly alive: boolean;
  /** Never rejects. To be called again only when it has resolved. */
  read(code: string): Promise<Facts | null>;
  /** What it reads becomes null. */
  end(): Promise<void>;
}

export interface FactThreadParts {
  globals: readonly string[];
  /** Told what kept the thread from starting. */
  report: (error: unknown) => void;
}

/** Throws where no thread may be had at all. */
export function startFactThread(parts: FactThreadParts): FactThread {
  return new WorkerFactThread(parts);
}

const tooLate = `The thread that reads programs did not start within ${readMs} ms.`;

class WorkerFactThread implements FactThread {
  alive = true;
  readonly #worker: Worker;
  /** Resolves when the thread has started, or ended. */
  readonly #started: Promise<void>;
  #finish: (facts: Facts | null) => void = () => {};

  constructor({ globals, report }: FactThreadParts) {
    const workerData: FactWorkerData = { globals };
    // This form, literally, is what the bundler recognises as the start of a worker.
    this.#worker = new Worker(new URL("./fact-worker.ts", import.meta.url), {
      workerData,
      env: {},
      // Node calls the stripping of types experimental, and what a thread prints would keep the process alive.
      execArgv: ["--no-warnings"],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: heapMb, stackSizeMb: stackMb },
    });
    let starting = true;
    this.#started = new Promise((resolve) => {
      const start = () => {
        starting = false;
        clearTimeout(late);
        resolve();
      };
      const fail = (error: unknown) => {
        // What broke on a program ends with it, and says so to nobody but who waits for that program.
        if (starting && this.alive) report(error);
        this.#lose();
        start();
      };
      // Where the host itself was busy for so long, word of its start may be here already: it is taken first.
      const late = setTimeout(() => setImmediate(() => starting && fail(new Error(tooLate))), readMs).unref();
      this.#worker.on("message", (message: FactMessage) => {
        if (message === "ready") start();
        else this.#finish(message);
      });
      this.#worker.on("error", fail);
      this.#worker.on("exit", (code) => fail(new Error(`The thread ended with code ${code} as it started.`)));
    });
    // Last, since listening to its messages holds the process again.
    this.#worker.unref();
  }

  async read(code: string): Promise<Facts | null> {
    this.#worker.ref();
    await this.#started;
    if (!this.alive) return null;
    return new Promise((resolve) => {
      // Where the host itself was busy for so long, the facts may be here already: they are taken first.
      const timer = setTimeout(() => setImmediate(() => this.#finish === finish && this.#lose()), readMs);
      const finish = (facts: Facts | null) => {
        this.#finish = () => {};
        clearTimeout(timer);
        this.#worker.unref();
        resolve(facts);
      };
      this.#finish = finish;
      this.#worker.postMessage(code);
    });
  }

  #lose(): void {
    this.alive = false;
    this.#finish(null);
  }

  async end(): Promise<void> {
    this.#lose();
    await this.#worker.terminate();
  }
}
