import { Worker } from "node:worker_threads";
import type { FactMessage, FactWorkerData } from "./fact-worker.ts";
import type { Facts } from "./finding.ts";

/** How long a program may take to be read, in milliseconds. An honest one of 64 KiB takes a tenth of it, or half where all is busy. */
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

export function startFactThread(globals: readonly string[]): FactThread {
  return new WorkerFactThread(globals);
}

class WorkerFactThread implements FactThread {
  alive = true;
  readonly #worker: Worker;
  /** Resolves when the thread has started, or ended. */
  readonly #started: Promise<void>;
  #finish: (facts: Facts | null) => void = () => {};

  constructor(globals: readonly string[]) {
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
    this.#started = new Promise((resolve) => {
      this.#worker.on("message", (message: FactMessage) => {
        if (message === "ready") resolve();
        else this.#finish(message);
      });
      this.#worker.on("exit", () => {
        this.#lose();
        resolve();
      });
    });
    // What broke on a program ends with it, and says so to nobody but who waits for that program.
    this.#worker.on("error", () => this.#lose());
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
