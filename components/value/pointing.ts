import { createContext, use, useMemo, useState, useSyncExternalStore } from "react";
import { RunIdContext } from "./prototype/kept-run.tsx";

/** The steps to a value within another, through the JSON. */
export type Path = readonly (string | number)[];

/** A value within the result of a run, or a line of its output. Another object each time that a reader is led to it. */
export interface PointedValue {
  runId: string;
  /** From 0; null for the result. */
  line: number | null;
  path: Path;
}

/** Which values a page points at. */
export interface Pointing {
  subscribe: (listener: () => void) => () => void;
  /** What a reader was led to, in the panel. */
  readLed: () => PointedValue | null;
  /** What the figure under the pointer, or with the focus, comes from. */
  readHovered: () => PointedValue | null;
  lead: (to: PointedValue | null) => void;
  hover: (over: PointedValue | null) => void;
}

export function createPointing(): Pointing {
  const listeners = new Set<() => void>();
  let led: PointedValue | null = null;
  let hovered: PointedValue | null = null;
  function tell() {
    for (const listener of listeners) listener();
  }
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    readLed: () => led,
    readHovered: () => hovered,
    lead(to) {
      led = to;
      tell();
    },
    hover(over) {
      hovered = over;
      tell();
    },
  };
}

/** What a page does with what points at values; null where nothing leads to them. */
export interface Leading {
  pointing: Pointing;
  /** Shows a value in the panel. `from` gets the focus back when that is closed. */
  onLead: (to: PointedValue, from: HTMLElement) => void;
}

/** Around a chat. */
export const LeadingContext = createContext<Leading | null>(null);

export const useLeading = () => use(LeadingContext);

const subscribeNever = () => () => {};
const readNothing = () => null;

function usePointed(
  read: (pointing: Pointing) => PointedValue | null,
  runId: string | null,
): PointedValue | null {
  const pointing = use(LeadingContext)?.pointing;
  const readOwn = () => {
    const pointed = pointing ? read(pointing) : null;
    return pointed !== null && pointed.runId === runId ? pointed : null;
  };
  return useSyncExternalStore(pointing?.subscribe ?? subscribeNever, readOwn, readNothing);
}

const readLed = (pointing: Pointing) => pointing.readLed();
const readHovered = (pointing: Pointing) => pointing.readHovered();

/** Where in a run a reader was led to; null where they were not. */
export const useLedTo = (runId: string) => usePointed(readLed, runId);

/** The line that a reader was led to, of the output of the run that this stands in; null where they were not. */
export function useLedLine(): PointedValue | null {
  const led = usePointed(readLed, use(RunIdContext));
  return led?.line === null ? null : led;
}

/** What is marked in the result of the run that this stands in. Only a destination leads to it. */
export function useMark(isDestination: boolean): Mark | null {
  const runId = use(RunIdContext);
  const led = pathInResult(usePointed(readLed, runId));
  const hovered = pathInResult(usePointed(readHovered, runId));
  return useMemo(() => {
    const path = led ?? hovered;
    return path && { path, leads: isDestination && led !== null };
  }, [led, hovered, isDestination]);
}

const pathInResult = (pointed: PointedValue | null) => (pointed?.line === null ? pointed.path : null);

export interface Mark {
  path: Path;
  /** Whether its reader wants to see it, whatever has to be opened, scrolled or undone for that. */
  leads: boolean;
}

/** Puts aside, while it is drawn, what would hide a value that its reader is led to. */
export function useWhenLed(mark: Mark | null, reveal: () => void): void {
  const to = mark?.leads ? mark.path : null;
  const [seen, setSeen] = useState<Path | null>(null);
  if (to === seen) return;
  setSeen(to);
  if (to !== null) reveal();
}
