import type { Report } from "./fault.ts";
import type { Image } from "./image.ts";
import { compileNoImportWrappers } from "./import-wrappers.ts";
import { type Lane, startLane } from "./lane.ts";
import type { Limits } from "./limits.ts";
import { graceMs } from "./limits.ts";
import type { Source } from "./program.ts";
import type { RunResult } from "./run-result.ts";
import type { RunOptions } from "./sandbox.ts";

/** One program on its way through the pool. */
interface Job {
  source: Source;
  options: RunOptions;
  settle(result: RunResult): void;
}

/** Runs sources on a fixed number of worker threads, a bounded number of them waiting. */
export interface Pool {
  run(source: Source, options: RunOptions): Promise<RunResult>;
  close(): Promise<void>;
}

export function createPool(limits: Limits, report: Report): Pool {
  compileNoImportWrappers();
  return new WorkerPool(limits, report);
}

class WorkerPool implements Pool {
  readonly #limits: Limits;
  readonly #report: Report;
  readonly #lanes = new Set<Lane>();
  /** Lanes without a program, the one that waited longest first: it has had the time to prepare its next guest. */
  readonly #idle: Lane[] = [];
  readonly #queue: Job[] = [];
  /** Threads that were told to end. */
  readonly #ending = new Set<Promise<void>>();
  /** What every guest begins as, loaded by the first worker for all. */
  #image: Image | null = null;
  #closed = false;

  constructor(limits: Limits, report: Report) {
    this.#limits = limits;
    this.#report = report;
    this.#fill();
  }

  run(source: Source, options: RunOptions): Promise<RunResult> {
    if (this.#closed) return Promise.resolve({ status: "refused", reason: "closed" });
    if (options.signal?.aborted) return Promise.resolve(createAborted());
    if (this.#idle.length === 0 && this.#queue.length >= this.#limits.queue)
      return Promise.resolve({ status: "refused", reason: "busy" });
    return new Promise((resolve) => {
      this.#queue.push(this.#createJob(source, options, resolve));
      this.#fill();
      this.#dispatch();
    });
  }

  #createJob(source: Source, options: RunOptions, resolve: (result: RunResult) => void): Job {
    const { signal } = options;
    const job: Job = {
      source,
      options,
      settle(result) {
        signal?.removeEventListener("abort", leave);
        resolve(result);
      },
    };
    const leave = () => {
      const place = this.#queue.indexOf(job);
      // Once a lane has it, the lane ends it.
      if (place < 0) return;
      this.#queue.splice(place, 1);
      job.settle(createAborted());
      this.#hold();
    };
    signal?.addEventListener("abort", leave);
    return job;
  }

  /** Starts the workers that are missing; before there is an image, the one that loads it. */
  #fill(): void {
    const wanted = this.#image ? this.#limits.workers : 1;
    while (!this.#closed && this.#lanes.size < wanted) this.#start();
  }

  #start(): void {
    const lane = startLane(this.#limits, this.#image, this.#report);
    this.#lanes.add(lane);
    lane.ready.then(
      (image) => {
        this.#image ??= image;
        this.#release(lane);
        this.#fill();
      },
      () => this.#failToStart(lane),
    );
    void lane.gone.then(() => this.#lose(lane));
  }

  #release(lane: Lane): void {
    if (this.#closed) return;
    this.#idle.push(lane);
    this.#dispatch();
  }

  /** A worker that cannot start will not start the next time either: who waits is told, and a later run tries again. */
  #failToStart(lane: Lane): void {
    this.#lanes.delete(lane);
    if (this.#lanes.size > 0 || this.#closed) return;
    const message = "No worker could start.";
    for (const job of this.#queue.splice(0))
      job.settle({ status: "crashed", message, output: [], cost: { wallMs: 0, peakMemoryBytes: 0 } });
  }

  /** A thread ended while it had no program. The next run starts another: one started here might die the same way. */
  #lose(lane: Lane): void {
    const place = this.#idle.indexOf(lane);
    if (place >= 0) this.#idle.splice(place, 1);
    this.#lanes.delete(lane);
  }

  #dispatch(): void {
    while (this.#idle.length > 0 && this.#queue.length > 0) {
      const lane = this.#idle.shift() as Lane;
      const job = this.#queue.shift() as Job;
      void this.#work(lane, job);
    }
    this.#hold();
  }

  async #work(lane: Lane, job: Job): Promise<void> {
    const result = await lane.run(job.source, job.options, graceMs);
    if (lane.alive) this.#release(lane);
    else {
      this.#lanes.delete(lane);
      const ending = lane.end().finally(() => this.#ending.delete(ending));
      this.#ending.add(ending);
      this.#fill();
    }
    this.#hold();
    job.settle(result);
  }

  /** Threads keep the process alive while somebody waits for a result, and not a moment longer. */
  #hold(): void {
    const waiting = this.#queue.length > 0;
    for (const lane of this.#lanes) lane.hold(waiting);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#queue.splice(0)) job.settle({ status: "refused", reason: "closed" });
    await Promise.all([...this.#ending, ...[...this.#lanes].map((lane) => lane.end())]);
    this.#lanes.clear();
    this.#idle.length = 0;
  }
}

function createAborted(): RunResult {
  return {
    status: "stopped",
    reason: "aborted",
    limit: null,
    output: [],
    cost: { wallMs: 0, peakMemoryBytes: 0 },
  };
}
