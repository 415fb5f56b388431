import type { Value } from "#lib/value";

/** How a run ended. A closed set: a view that shows results handles each. */
export type RunResult = Completed | Failed | Stopped | Refused | Crashed;

/** What every run that started carries, however it ended. */
export interface Run {
  /** What the program printed and displayed, in order. */
  output: Output[];
  cost: Cost;
}

export interface Cost {
  /** From the moment a worker took the program to its end, in milliseconds. */
  wallMs: number;
  /** The most memory the guest held, in bytes, to the 64 KiB page. */
  peakMemoryBytes: number;
}

/** One console line or one displayed value. `atMs` counts from the start of the run. */
export type Output =
  | { kind: "console"; level: ConsoleLevel; atMs: number; values: Value[] }
  | { kind: "display"; atMs: number; value: Value };

export type ConsoleLevel = "debug" | "log" | "info" | "warn" | "error";

/** The program reached its end. */
export interface Completed extends Run {
  status: "completed";
  value: Value;
}

/** The program threw, did not parse, or waits for what can never come (`PendingPromise`). The guest's own words. */
export interface Failed extends Run {
  status: "failed";
  error: GuestError;
}

/** An error of the guest. Lines and columns count from 1 in the program as written; null where unknown. */
export interface GuestError {
  name: string;
  message: string;
  line: number | null;
  column: number | null;
  stack: string | null;
}

/** The host ended it: a limit was crossed, or somebody asked. */
export interface Stopped extends Run {
  status: "stopped";
  reason: "time" | "memory" | "output" | "aborted";
  /** The limit that was crossed, in milliseconds or bytes; null when somebody asked. */
  limit: number | null;
}

/** It never started. */
export type Refused =
  | { status: "refused"; reason: "busy" | "closed" }
  /** `limit`: the longest a program may be, in bytes of UTF-8. */
  | { status: "refused"; reason: "too-long"; limit: number };

/** Our fault, never the guest's. */
export interface Crashed extends Run {
  status: "crashed";
  /** What failed, in our own words. Why it did is for whoever runs the sandbox, and goes to `report`. */
  message: string;
}
