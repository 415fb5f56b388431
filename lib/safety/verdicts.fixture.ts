import type { Verdicts } from "./verdicts.ts";

/** Opinions in memory, as JSON, which is what a database keeps of them. */
export function createVerdictMap(): Verdicts {
  const opinions = new Map<string, string>();
  return {
    async load(key) {
      const json = opinions.get(key);
      return json === undefined ? null : JSON.parse(json);
    },
    async save(key, opinion) {
      opinions.set(key, JSON.stringify(opinion));
    },
  };
}
