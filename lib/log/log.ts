import { describeError } from "./describe-error.ts";
import { currentRequestId } from "./requests.ts";
import { state } from "./state.ts";
import { write } from "./write.ts";

/** From what must be looked at to what is only for whoever looks for something. */
export const levels = ["error", "warn", "info", "debug"] as const;

export type Level = (typeof levels)[number];

/**
 * What a line tells besides: numbers, and words of ours or of a closed set. Never what somebody wrote, asked or was answered, and
 * never a key or an address with one.
 */
export type Fields = Record<string, string | number | boolean | null | readonly string[]>;

/** From here on in the whole process; before it is `info`. */
export function setLogLevel(level: Level): void {
  state.level = level;
}

/**
 * Writes one line: a JSON object with time, level, event and what is told of it. Errors and warnings go to standard error, all else
 * to standard output. Of an error only what `describeError` takes from it is written.
 */
export function log(level: Level, event: string, fields: Fields = {}, error?: unknown): void {
  if (levels.indexOf(level) > levels.indexOf(state.level)) return;
  const requestId = currentRequestId();
  const line = JSON.stringify({
    time: new Date().toISOString(),
    level,
    event,
    ...(requestId !== null && { requestId }),
    ...fields,
    ...(error !== undefined && { error: describeError(error) }),
  });
  write(level, line);
}
