import type { Image } from "./image.ts";
import type { Limits } from "./limits.ts";
import type { Source } from "./program.ts";
import type { Ending, Line } from "./quickjs-guest.ts";
import type { Cost } from "./run-result.ts";

/** What a worker is started with. */
export interface WorkerData {
  limits: Limits;
  /** What every guest begins as; a worker that is given none loads it. */
  image: Image | null;
  /** One 32-bit word, shared: the peak memory in bytes, for a run whose worker had to be ended. */
  peak: Int32Array;
}

/** From the pool to a worker. One run at a time. */
export interface RunMessage {
  source: Source;
}

/** From a worker to the pool. */
export type WorkerMessage = { type: "ready"; image: Image } | { type: "output"; line: Line } | Ended;

export interface Ended {
  type: "ended";
  ending: Ending | { status: "crashed"; fault: Error };
  cost: Cost;
}
