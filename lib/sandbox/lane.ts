import { Worker } from "node:worker_threads";
import { type Report, SandboxFault, toError } from "./fault.ts";
import type { Image } from "./image.ts";
import { type Limits, workerHeapMb, workerStackMb, workerYoungHeapMb } from "./limits.ts";
import type { RunMessage, WorkerData, WorkerMessage } from "./messages.ts";
import type { Source } from "./program.ts";
import type { Output, RunResult, Stopped } from "./run-result.ts";
import type { RunOptions } from "./sandbox.ts";
import { readLine, readWire } from "./wire.ts";

/** One worker thread: one program at a time, and the end of it if it does not end by itself. */
export interface Lane {
  /** Gives the image its guests begin as. Rejects when the worker dies before it could take a program. */
  readonly ready: Promise<Image>;
  /** Resolves when the thread has ended, for whatever reason. */
  readonly gone: Promise<void>;
  readonly alive: boolean;
  /** Never rejects. Afterwards `alive` says whether the lane can be used again. */
  run(source: Source, options: RunOptions, graceMs: number): Promise<RunResult>;
  /** Whether the thread keeps the process alive although no program runs on it. */
  hold(waiting: boolean): void;
  /** Ends the thread, and what runs on it as `aborted`. */
  end(): Promise<void>;
}

export function startLane(limits: Limits, image: Image | null, report: Report): Lane {
  return new WorkerLane(limits, image, report);
}

/** The run of the moment, as the host sees it. */
interface Current {
  source: Source;
  startedAt: number;
  output: Output[];
  onOutput: RunOptions["onOutput"];
  finish(result: RunResult): void;
}

class WorkerLane implements Lane {
  readonly ready: Promise<Image>;
  readonly gone: Promise<void>;
  alive = true;
  readonly #limits: Limits;
  readonly #report: Report;
  readonly #peak = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;
  #current: Current | null = null;

  constructor(limits: Limits, image: Image | null, report: Report) {
    this.#limits = limits;
    this.#report = report;
    const data: WorkerData = { limits, image, peak: this.#peak };
    // This form, literally, is what the bundler recognises as the start of a worker.
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: data,
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: {
        maxOldGenerationSizeMb: workerHeapMb,
        maxYoungGenerationSizeMb: workerYoungHeapMb,
        stackSizeMb: workerStackMb,
      },
    });
    this.ready = new Promise((resolve, reject) => {
      this.#worker.on("message", (message: WorkerMessage) => {
        if (message.type === "ready") resolve(message.image);
        else this.#hear(message);
      });
      let fault: Error = new SandboxFault("A worker ended by itself.");
      this.#worker.on("error", (error) => {
        fault = toError(error);
      });
      this.#worker.on("exit", () => {
        // Unless it was told to end.
        if (this.alive) this.#report(fault);
        this.alive = false;
        reject(fault);
        this.#current?.finish({
          status: "crashed",
          message: "Its worker ended by itself.",
          ...this.#spent(),
        });
      });
    });
    this.gone = new Promise((resolve) => this.#worker.on("exit", () => resolve()));
    // Last, since listening to its messages holds the process again.
    this.#worker.unref();
    // Read by the pool; without a reader a lane that is closed while it starts would end the process.
    this.ready.catch(() => {});
  }

  #hear(message: Exclude<WorkerMessage, { type: "ready" }>): void {
    const current = this.#current;
    if (!current) return;
    if (message.type === "output") {
      const output = this.#read(() => readLine(message.line, current.source));
      if (!output) return;
      current.output.push(output);
      current.onOutput?.(output);
      return;
    }
    const run = { output: current.output, cost: message.cost };
    const { ending } = message;
    switch (ending.status) {
      case "completed": {
        const read = this.#read(() => ({ value: readWire(ending.wire, current.source) }));
        if (read) current.finish({ status: "completed", ...read, ...run });
        break;
      }
      case "failed":
        current.finish({ ...ending, ...run });
        break;
      case "stopped":
        current.finish({ ...ending, limit: limitOf(ending.reason, this.#limits), ...run });
        break;
      case "crashed":
        // The engine may be broken in a way the next guest would feel.
        this.#report(ending.fault);
        this.#kill({ status: "crashed", message: "Its engine failed.", ...run });
        break;
    }
  }

  /** Reads what a guest's prelude wrote. If it did not, the guest has broken out of its own types, and its thread ends. */
  #read<Result>(read: () => Result): Result | null {
    try {
      return read();
    } catch (error) {
      this.#report(toError(error));
      this.#kill({
        status: "crashed",
        message: "What its engine handed out could not be read.",
        ...this.#spent(),
      });
      return null;
    }
  }

  /** What is known of a run that the worker could not report on. */
  #spent() {
    const startedAt = this.#current?.startedAt ?? performance.now();
    const peakMemoryBytes = Atomics.load(this.#peak, 0);
    return {
      output: this.#current?.output ?? [],
      cost: { wallMs: performance.now() - startedAt, peakMemoryBytes },
    };
  }

  run(source: Source, { signal, onStart, onOutput }: RunOptions, graceMs: number): Promise<RunResult> {
    return new Promise((resolve) => {
      const stop = (reason: "time" | "aborted") =>
        this.#kill({ status: "stopped", reason, limit: limitOf(reason, this.#limits), ...this.#spent() });
      const abort = () => stop("aborted");
      const expire = () => {
        if (this.#current === current) stop("time");
      };
      // Where the host itself was busy for so long, the result may be here already: it is taken first.
      const timer = setTimeout(() => setImmediate(expire), this.#limits.timeMs + graceMs);
      const current: Current = {
        source,
        startedAt: performance.now(),
        output: [],
        onOutput,
        finish: (result) => {
          this.#current = null;
          clearTimeout(timer);
          signal?.removeEventListener("abort", abort);
          this.#worker.unref();
          resolve(result);
        },
      };
      this.#current = current;
      Atomics.store(this.#peak, 0, 0);
      this.#worker.ref();
      signal?.addEventListener("abort", abort);
      this.#worker.postMessage({ source } satisfies RunMessage);
      // What it throws is its caller's, as with the other callback, and costs neither the run nor the lane.
      if (onStart) queueMicrotask(onStart);
    });
  }

  #kill(result: RunResult): void {
    this.alive = false;
    const current = this.#current;
    void this.#worker.terminate();
    current?.finish(result);
  }

  hold(waiting: boolean): void {
    if (waiting || this.#current) this.#worker.ref();
    else this.#worker.unref();
  }

  async end(): Promise<void> {
    if (this.#current) this.#kill({ status: "stopped", reason: "aborted", limit: null, ...this.#spent() });
    this.alive = false;
    await this.#worker.terminate();
  }
}

function limitOf(reason: Stopped["reason"], limits: Limits): number | null {
  switch (reason) {
    case "time":
      return limits.timeMs;
    case "memory":
      return limits.memoryBytes;
    case "output":
      return limits.outputBytes;
    case "aborted":
      return null;
  }
}
