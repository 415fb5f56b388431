import type { Opinion } from "./review.ts";

/** Where opinions are remembered. What is lost is asked again, so a store may forget. */
export interface Verdicts {
  /** Null for a key nobody saved. */
  load(key: string): Promise<Opinion | null>;
  save(key: string, opinion: Opinion): Promise<void>;
}
