import { eq, lt, sql } from "drizzle-orm";
import { type Db, verdicts } from "#lib/database";

/** Verdicts by key, as JSON. What is lost is asked again. */
export interface VerdictTable<T extends object> {
  /** Null for a key nobody saved. */
  load(key: string): Promise<T | null>;
  /** Of several at once the last one stays. */
  save(key: string, verdict: T): Promise<void>;
}

/** Of so many verdicts that are saved, the first has those removed that are too old to count. */
const savesBetweenPurges = 100;

/**
 * Verdicts in a database, for eight days: longer than any is asked for. All that a server's instances remember, they
 * remember together. Both promises reject when the database cannot be reached; then nothing is remembered.
 */
export function createVerdictTable<T extends object>({ db }: { db: Db }): VerdictTable<T> {
  let saves = 0;
  return {
    async load(key) {
      const [kept] = await db
        .select({ verdict: verdicts.verdict })
        .from(verdicts)
        .where(eq(verdicts.key, key));
      return kept ? (kept.verdict as T) : null;
    },
    async save(key, verdict) {
      const row = { verdict, savedAt: sql`now()` };
      await db
        .insert(verdicts)
        .values({ key, ...row })
        .onConflictDoUpdate({ target: verdicts.key, set: row });
      if (saves++ % savesBetweenPurges === 0)
        await db.delete(verdicts).where(lt(verdicts.savedAt, sql`now() - interval '8 days'`));
    },
  };
}
