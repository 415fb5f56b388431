import type { Level } from "./log.ts";

/** Looked up at each line where nothing has taken the console over, so that whoever listens to it hears us. */
let taken: Pick<Console, "error" | "log"> | null = null;

/** From now on lines go to the console as it is at this moment, whatever it becomes. */
export function keepConsole(): void {
  taken ??= { error: console.error.bind(console), log: console.log.bind(console) };
}

/** Errors and warnings to standard error, all else to standard output. */
export function write(level: Level, line: string): void {
  const out = taken ?? console;
  if (level === "error" || level === "warn") out.error(line);
  else out.log(line);
}
