import type { Source } from "./program.ts";

/** Where an error was made: counted from 1 in the program as written; null where that is unknown. */
export interface Place {
  line: number | null;
  column: number | null;
  /** One frame to a line, the innermost first; null when none is of the program. */
  stack: string | null;
}

/** The end of a frame of the program, by the name it is evaluated under. */
const programFrame = /\(?program:(\d+):(\d+)\)?$/;
const nativeFrame = /^\s*at .*\(native\)$/;
const preludeFrame = /\(prelude:\d+:\d+\)$/;
/** A stack overflow has thousands, all the same. */
const maxFrames = 30;

/** Keeps the frames of the program and of the language; those of the prelude and of the wrapper are ours. */
export function readStack(stack: string | null, source: Source): Place {
  if (stack === null) return { line: null, column: null, stack: null };
  const { texts, starts } = linesOf(source);
  const frames: string[] = [];
  let place: { line: number; column: number } | null = null;
  for (const entry of stack.split("\n")) {
    if (frames.length === maxFrames) break;
    const found = entry.trimStart().startsWith("at ") ? programFrame.exec(entry) : null;
    if (!found) {
      if (nativeFrame.test(entry)) frames.push(entry.trim());
      // What the prelude called of the language is as much ours as the prelude itself.
      else if (preludeFrame.test(entry)) while (nativeFrame.test(frames.at(-1) ?? "")) frames.pop();
      continue;
    }
    const at = Number(found[1]) - 1;
    const text = texts[at];
    const line = at + 1 - source.lineShift;
    // A line before the first or after the last is the wrapper's, or nobody's: a guest may write what it likes here.
    if (text === undefined || line < 1 || line > texts.length - 2 * source.lineShift) {
      if (source.lineShift > 0) nameProgram(frames);
      continue;
    }
    const units = starts.get(at) ?? findStarts(text);
    starts.set(at, units);
    const column = toUnits(units, Number(found[2]));
    place ??= { line, column };
    const name = entry.slice(0, found.index).trim().slice("at ".length);
    frames.push(`at ${name && name !== "<eval>" ? name : "<program>"} (${line}:${column})`);
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

/** A program in lines, and, by line, where its code points start: for the thousands of stacks that a result may hold. */
interface Lines {
  texts: string[];
  starts: Map<number, number[]>;
}

const known = new WeakMap<Source, Lines>();

function linesOf(source: Source): Lines {
  let lines = known.get(source);
  if (!lines) {
    // The engine counts lines by this character alone.
    lines = { texts: source.code.split("\n"), starts: new Map() };
    known.set(source, lines);
  }
  return lines;
}

/** In UTF-16 units, and last where the line ends. */
function findStarts(line: string): number[] {
  const starts = [0];
  let end = 0;
  for (const character of line) {
    end += character.length;
    starts.push(end);
  }
  return starts;
}

/** The engine counts columns in code points, everyone else in UTF-16 units. What lies beyond the line is its end. */
function toUnits(starts: number[], column: number): number {
  return (starts[Math.min(Math.max(column, 1), starts.length) - 1] ?? 0) + 1;
}
