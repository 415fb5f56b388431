export { guestGlobals } from "./guest-globals.ts";
export { defaultLimits, type Limits } from "./limits.ts";
export type { Prepared, Program, Unreadable } from "./program.ts";
export type {
  Completed,
  ConsoleLevel,
  Cost,
  Crashed,
  Failed,
  GuestError,
  Output,
  Refused,
  Run,
  RunResult,
  Stopped,
} from "./run-result.ts";
export { createSandbox, type RunOptions, type Sandbox } from "./sandbox.ts";
