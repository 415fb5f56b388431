import { AsyncLocalStorage } from "node:async_hooks";
import type { Level } from "./log.ts";

interface State {
  level: Level;
  /** The console as it was before it was captured; null where nobody has. */
  console: Pick<Console, "error" | "log"> | null;
  requests: AsyncLocalStorage<string | null>;
}

/** A bundler loads this module more than once in a process; the symbol makes sure that all copies know the same. */
const key = Symbol.for("workings.log");
const processWide = globalThis as { [key]?: State };

export const state: State = processWide[key] ?? {
  level: "info",
  console: null,
  requests: new AsyncLocalStorage(),
};
processWide[key] = state;
