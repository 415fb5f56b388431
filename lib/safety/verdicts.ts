import type { Opinion } from "./review.ts";

/** Where opinions are remembered. What is lost is asked again, so a store may forget. */
export interface Verdicts {
  /** Null for a key nobody saved. */
  load(key: string): Promise<Opinion | null>;
  save(key: string, opinion: Opinion): Promise<void>;
}

/** Opinions in this process's memory; the least recently used gives way beyond `maxEntries`. */
export function createVerdictMap({ maxEntries }: { maxEntries: number }): Verdicts {
  const opinions = new Map<string, Opinion>();

  function put(key: string, opinion: Opinion): void {
    opinions.delete(key);
    opinions.set(key, opinion);
    const oldest = opinions.keys().next();
    if (opinions.size > maxEntries && !oldest.done) opinions.delete(oldest.value);
  }

  return {
    async load(key) {
      const opinion = opinions.get(key);
      if (!opinion) return null;
      put(key, opinion);
      return structuredClone(opinion);
    },
    async save(key, opinion) {
      put(key, structuredClone(opinion));
    },
  };
}
