import type { Crashed, Failed, Refused } from "./run-result.ts";

/** A program that `prepare` has read. Only `prepare` makes one; `run` takes nothing else. */
export interface Program {
  /** What the model or a person wrote, to the letter. */
  readonly written: string;
  /** The exact string that is reviewed and runs: comments blanked, types stripped, lines and columns kept. */
  readonly code: string;
  /** SHA-256 of `code` in UTF-8, in lower-case hex. */
  readonly sha256: string;
}

/** Text that is no program, kept as it was written. */
export interface Unreadable {
  readonly written: string;
  readonly code: null;
  readonly sha256: null;
}

/** What `prepare` makes of a text: a program, or the result it will never get past. */
export type Prepared =
  | { ok: true; program: Program }
  | { ok: false; program: Unreadable; result: Failed | Refused | Crashed };

/** What the engine is given of a program. */
export interface Source {
  readonly code: string;
  /** Lines that stand before the program's first one in `code`. */
  readonly lineShift: number;
  /** Whether it awaits outside every function. */
  readonly awaits: boolean;
  /** The global variable that holds the answer at the end of the run, when it is not the value of the last expression. */
  readonly answer: string | null;
}
