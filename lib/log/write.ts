import type { Level } from "./log.ts";
import { state } from "./state.ts";

/** From now on lines go to the console as it is at this moment, whatever it becomes. */
export function keepConsole(): void {
  state.console ??= { error: console.error.bind(console), log: console.log.bind(console) };
}

/** Errors and warnings to standard error, all else to standard output. */
export function write(level: Level, line: string): void {
  // Looked up at each line where nothing has taken the console over, so that whoever listens to it hears us.
  const out = state.console ?? console;
  if (level === "error" || level === "warn") out.error(line);
  else out.log(line);
}
