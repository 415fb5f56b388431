import type { Source } from "./program.ts";

/** Where an error was made: counted from 1 in the program as written; null where that is unknown. */
export interface Place {
  line: number | null;
  column: number | null;
  /** One frame to a line, the innermost first; null when none is of the program. */
  stack: string | null;
}

/** A frame of the program, by the name it is evaluated under. */
const programFrame = /^\s*at (.*?)\s*\(?program:(\d+):(\d+)\)?$/;
const nativeFrame = /^\s*at .*\(native\)$/;
/** A stack overflow has thousands, all the same. */
const maxFrames = 30;

/** Keeps the frames of the program and of the language; those of the prelude and of the wrapper are ours. */
export function readStack(stack: string | null, source: Source): Place {
  // The engine counts lines by this character alone.
  const lines = source.code.split("\n");
  const frames: string[] = [];
  let place: { line: number; column: number } | null = null;
  for (const entry of (stack ?? "").split("\n")) {
    if (frames.length === maxFrames) break;
    const found = programFrame.exec(entry);
    if (!found) {
      if (nativeFrame.test(entry)) frames.push(entry.trim());
      continue;
    }
    const text = lines[Number(found[2]) - 1];
    const line = Number(found[2]) - source.lineShift;
    // A line before the first or after the last is the wrapper's, or nobody's: a guest may write what it likes here.
    if (text === undefined || line < 1 || line > lines.length - 2 * source.lineShift) {
      if (source.lineShift > 0) nameProgram(frames);
      continue;
    }
    const column = toUnits(text, Number(found[3]));
    place ??= { line, column };
    const name = found[1] && found[1] !== "<eval>" ? found[1] : "<program>";
    frames.push(`at ${name} (${line}:${column})`);
  }
  return {
    line: place?.line ?? null,
    column: place?.column ?? null,
    stack: frames.length > 0 ? frames.join("\n") : null,
  };
}

/** The function that the wrapper calls is the program itself. */
function nameProgram(frames: string[]): void {
  const last = frames.pop();
  if (last) frames.push(last.replace(/^at <anonymous> /, "at <program> "));
}

/** The engine counts columns in code points, everyone else in UTF-16 units. */
function toUnits(line: string, column: number): number {
  if (column > line.length + 1) return column;
  return (
    Array.from(line)
      .slice(0, column - 1)
      .join("").length + 1
  );
}
