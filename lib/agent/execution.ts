import type { Review } from "#lib/safety";
import type { Crashed, Failed, Program, Refused, RunResult, Unreadable } from "#lib/sandbox";

/**
 * One program on its way from the model to the reader: what `execute_code` yields while it works and returns at
 * the end, what the page draws, and what is kept. The last two are final.
 */
export type Execution =
  | { status: "reviewing"; program: Program }
  /** `startedAt` is in milliseconds since the epoch; null while the program waits for a free worker. */
  | { status: "running"; program: Program; review: Review; startedAt: number | null; limitMs: number }
  | { status: "refused"; program: Program; review: Review }
  | { status: "finished"; program: Program; review: Review; result: RunResult }
  /** It could not be read as a program or is too long, so nobody reviewed it and nothing ran. */
  | { status: "finished"; program: Unreadable; review: null; result: Failed | Refused | Crashed };

/** What the model writes to call `execute_code`. */
export interface ExecuteCodeInput {
  /** What the program is for, in a few words for the reader. */
  title: string;
  code: string;
}
