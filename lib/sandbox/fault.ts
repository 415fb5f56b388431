/** Hears of what failed in the sandbox itself, for whoever runs it: a result says no more of it than that it happened. */
export type Report = (fault: Error) => void;

/** What we know of a failure ourselves, in words that may stand in a log. */
export class SandboxFault extends Error {
  readonly forOwner = true;

  constructor(message: string) {
    super(message);
    this.name = "SandboxFault";
  }
}

export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
