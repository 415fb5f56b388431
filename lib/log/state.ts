import { AsyncLocalStorage } from "node:async_hooks";
import type { Level } from "./log.ts";

interface State {
  level: Level;
  requests: AsyncLocalStorage<string | null>;
}

/** A bundler loads this module more than once in a process; the symbol makes sure that all copies know the same. */
const key = Symbol.for("workings.log");
const processWide = globalThis as { [key]?: State };

export const state: State = processWide[key] ?? { level: "info", requests: new AsyncLocalStorage() };
processWide[key] = state;
