import type { Facts } from "./facts.ts";
import { readNames } from "./names.ts";

export interface FactReader {
  /** Null when it could not be read in time or broke the parser; never rejects. */
  read(code: string): Promise<Facts | null>;
  close(): Promise<void>;
}

/** Reads programs without running them. `globals`: what a program may name without declaring it. */
export function createFactReader({ globals }: { globals: readonly string[] }): FactReader {
  // A program may assign its answer without declaring it.
  const known = new Set([...globals, "arguments", "result"]);
  return {
    async read(code) {
      try {
        const { free, exits } = readNames(code);
        return {
          globals: free.filter((name) => known.has(name)),
          findings: [
            ...free
              .filter((name) => !known.has(name))
              .map((name) => ({
                kind: "foreign-name" as const,
                text: `names ${name}, which the sandbox does not have`,
              })),
            ...exits.map((exit) => ({ kind: "exit" as const, text: `uses ${exit}` })),
          ],
        };
      } catch {
        return null;
      }
    },
    async close() {},
  };
}
