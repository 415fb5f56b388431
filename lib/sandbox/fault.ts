/** Hears of what failed in the sandbox itself, for whoever runs it: a result says no more of it than that it happened. */
export type Report = (fault: Error) => void;

export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
