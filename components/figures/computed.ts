import type { Value } from "#lib/value";
import { type FoundNumber, numbersOf, type Path, toPath } from "./numbers-of.ts";
import { type Reading, readFigure } from "./read-figure.ts";

/** A run that came to a value. */
export interface CompletedRun {
  toolCallId: string;
  title: string;
  value: Value;
  /** What each line of its output holds: what was displayed, or the values that were printed. */
  output: readonly Value[];
}

/** Where a figure comes from. */
export interface Origin {
  toolCallId: string;
  title: string;
  /** The line of the run's output that has the number, from 0; null where its result has it. */
  line: number | null;
  /** The steps to the number within the run's result; none in its output. */
  path: Path;
}

/** The numbers that the runs of one answer came to. */
export interface Computed {
  /** The one number that a figure means; null where none is, or where several could be. */
  find(figure: string): Origin | null;
}

/** `runs` are those that completed, oldest first. The latest that has a number like it counts, and in it the result before the output. They are read when first asked about. */
export function createComputed(runs: readonly CompletedRun[]): Computed {
  const latestFirst = runs.toReversed().map((run) => ({
    run,
    inResult: once(() => sortNumbers(run.value)),
    inOutput: once(() => sortNumbers([...run.output])),
  }));
  const known = new Map<string, Origin | null>();

  function look(figure: string): Origin | null {
    const readings = readFigure(figure);
    for (const { run, inResult, inOutput } of latestFirst) {
      const { toolCallId, title } = run;
      const places = findPlaces(readings, inResult());
      if (places === null || places.length > 1) return null;
      if (places[0]) return { toolCallId, title, line: null, path: toPath(places[0].at) };
      const lines = findPlaces(readings, inOutput())?.map(({ at }) => Number(toPath(at)[0]));
      const [line] = lines ?? [];
      if (lines === undefined || lines.some((other) => other !== line)) return null;
      if (line !== undefined) return { toolCallId, title, line, path: [] };
    }
    return null;
  }

  return {
    find(figure) {
      const found = known.get(figure);
      if (found !== undefined) return found;
      const origin = look(figure);
      known.set(figure, origin);
      return origin;
    },
  };
}

/** Null where there are too many numbers to know. */
function findPlaces(readings: Reading[], numbers: Sorted | null): FoundNumber[] | null {
  return numbers && meantBy(readings, numbers);
}

function once<Result>(make: () => Result): () => Result {
  let made: { result: Result } | null = null;
  return () => {
    made ??= { result: make() };
    return made.result;
  };
}

interface Sorted {
  byDigits: Map<string, FoundNumber[]>;
  /** Those that rounding can change, by size. */
  broken: { number: number; found: FoundNumber }[];
}

/** Null where it has too many to be read. */
function sortNumbers(value: Value): Sorted | null {
  const numbers = numbersOf(value);
  if (numbers === null) return null;
  const byDigits = new Map<string, FoundNumber[]>();
  const broken: Sorted["broken"] = [];
  for (const found of numbers) {
    const alike = byDigits.get(found.digits);
    if (alike) alike.push(found);
    else byDigits.set(found.digits, [found]);
    if (found.digits.includes(".")) broken.push({ number: Number(found.digits), found });
  }
  broken.sort((a, b) => a.number - b.number);
  return { byDigits, broken };
}

/** Those that are exactly what is written, else those that are when rounded to as many decimals. */
function meantBy(readings: Reading[], { byDigits, broken }: Sorted): FoundNumber[] {
  const exact = readings.flatMap(({ digits }) => byDigits.get(digits) ?? []);
  return exact.length > 0 ? exact : readings.flatMap((reading) => roundedTo(reading, broken));
}

function roundedTo({ digits, decimals }: Reading, broken: Sorted["broken"]): FoundNumber[] {
  if (!mayBeRounded(digits, decimals)) return [];
  const written = Number(digits);
  const margin = 0.51 * 10 ** -decimals;
  const found: FoundNumber[] = [];
  for (let at = firstFrom(broken, written - margin); at < broken.length; at += 1) {
    const next = broken[at];
    if (!next || next.number > written + margin) break;
    if (Number(next.number.toFixed(decimals)) === written) found.push(next.found);
    // Two are too many, and how many more there are is nobody's question.
    if (found.length > 1) break;
  }
  return found;
}

/** Nobody means 0.42 by 0, and `3` is rather a count than 3.14. */
function mayBeRounded(digits: string, decimals: number): boolean {
  if (decimals > 15 || Number(digits) === 0 || Math.abs(Number(digits)) >= 1e15) return false;
  return decimals > 0 || digits.replace("-", "").length > 1;
}

/** The first place whose number is no smaller. */
function firstFrom(sorted: Sorted["broken"], least: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.number ?? least) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
