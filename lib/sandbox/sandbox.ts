import type { Report } from "./fault.ts";
import { createLimits, type Limits } from "./limits.ts";
import { createPool } from "./pool.ts";
import { prepareProgram, sourceOf } from "./prepare.ts";
import type { Prepared, Program } from "./program.ts";
import { createReader } from "./reader.ts";
import type { Output, RunResult } from "./run-result.ts";

/** Runs programs that nobody trusts. */
export interface Sandbox {
  readonly limits: Limits;
  /** Reads a program, on a thread of its own. The only place where one is parsed or changed; never runs anything, never rejects. */
  prepare(code: string): Promise<Prepared>;
  /** Runs it. Resolves however the guest behaves; rejects only for a program that `prepare` did not make, or that is not the one expected. */
  run(program: Program, options?: RunOptions): Promise<RunResult>;
  /** Ends what runs (as `aborted`), refuses what waits or is being read (as `closed`), and leaves no thread behind. */
  close(): Promise<void>;
}

export interface RunOptions {
  /** SHA-256 of the string the caller means to run, such as the one a verdict holds for. Any other is turned away at the door. */
  sha256?: string | undefined;
  /** Ends the run, queued or running, as `stopped` with reason `aborted`. */
  signal?: AbortSignal | undefined;
  /** Called as soon as a worker takes the program. */
  onStart?: (() => void) | undefined;
  /** Called with each line and display as it comes. */
  onOutput?: ((output: Output) => void) | undefined;
}

/**
 * Starts its threads at once, so that the first program does not wait for them. The caller closes it. Throws a RangeError
 * for a limit that cannot be. `report` hears of what failed in the sandbox itself, be it the end of a thread that nobody waited for.
 */
export function createSandbox(options: Partial<Limits> = {}, report: Report = () => {}): Sandbox {
  const limits = createLimits(options);
  const reader = createReader(limits, report);
  const pool = createPool(limits, report);
  return {
    limits,
    prepare: (code) => prepareProgram(code, reader, limits),
    run: async (program, runOptions = {}) => pool.run(sourceOf(program, runOptions.sha256), runOptions),
    close: async () => {
      await Promise.all([reader.close(), pool.close()]);
    },
  };
}
