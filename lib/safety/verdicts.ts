import type { Opinion } from "./review.ts";

/** Where opinions are remembered. What is lost is asked again, so a store may forget. */
export interface Verdicts {
  /** Null for a key nobody saved. */
  load(key: string): Promise<Opinion | null>;
  save(key: string, opinion: Opinion): Promise<void>;
}

/** Opinions in this process's memory, as JSON of at most `maxChars` in all; the least recently used gives way. */
export function createVerdictMap({ maxChars }: { maxChars: number }): Verdicts {
  const opinions = new Map<string, string>();
  let chars = 0;

  function drop(key: string): void {
    chars -= opinions.get(key)?.length ?? 0;
    opinions.delete(key);
  }

  function put(key: string, json: string): void {
    drop(key);
    opinions.set(key, json);
    chars += json.length;
    for (const oldest of opinions.keys()) {
      if (chars <= maxChars) break;
      drop(oldest);
    }
  }

  return {
    async load(key) {
      const json = opinions.get(key);
      if (json === undefined) return null;
      put(key, json);
      return JSON.parse(json);
    },
    async save(key, opinion) {
      put(key, JSON.stringify(opinion));
    },
  };
}
