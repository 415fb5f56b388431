import { and, eq, lt, ne, or, sql } from "drizzle-orm";
import { counters, type Db } from "#lib/database";

/** An amount of a limit that somebody wants: a request, or millionths of a dollar. */
export interface Claim {
  /** What is counted, and for whom. */
  key: string;
  /** When the window began that it counts in. */
  beganAt: Date;
  amount: number;
  /** How much of it there is in one window. */
  most: number;
}

/** What limits are counted with, by all instances on one database together. Rejects when that cannot be asked: then nothing is allowed. */
export interface Counters {
  /** Takes all of the claims or none, in one statement. Null when they were taken, else the first that there was not enough left for. */
  take(claims: readonly Claim[]): Promise<Claim | null>;
  /** Adds to what was taken, or gives some of it back, whatever the limit: what was used was used. */
  correct(changes: readonly Omit<Claim, "most">[]): Promise<void>;
  /** How much was used in windows, by their keys; nothing of those that nothing was taken from. */
  readUsed(windows: readonly Pick<Claim, "key" | "beganAt">[]): Promise<Map<string, number>>;
  /** Forgets windows that began before, but those of one key. */
  forget(before: Date, but: string): Promise<void>;
}

export function createCounters(db: Db): Counters {
  return {
    async take(claims) {
      const wanted = claims.map(({ key, beganAt, amount, most }) => ({
        key,
        began_at: beganAt,
        amount,
        most,
      }));
      const taken = await db
        .select({ over: sql<string | null>`over` })
        .from(sql`take_counters(${JSON.stringify(wanted)}::json) as over`);
      const [first] = taken;
      if (!first) throw new Error("The database did not say whether it counted.");
      if (first.over === null) return null;
      const over = claims.find(({ key }) => key === first.over);
      if (!over) throw new Error("The database refused what it was not asked for.");
      return over;
    },
    async correct(changes) {
      if (changes.length === 0) return;
      const inOrder = changes.toSorted((a, b) => (a.key < b.key ? -1 : 1));
      await db
        .insert(counters)
        .values(inOrder.map(({ key, beganAt, amount }) => ({ key, beganAt, used: amount })))
        .onConflictDoUpdate({
          target: [counters.key, counters.beganAt],
          set: { used: sql`greatest(0, ${counters.used} + excluded.used)` },
        });
    },
    async readUsed(windows) {
      if (windows.length === 0) return new Map();
      const isOne = windows.map(({ key, beganAt }) =>
        and(eq(counters.key, key), eq(counters.beganAt, beganAt)),
      );
      const rows = await db
        .select({ key: counters.key, used: counters.used })
        .from(counters)
        .where(or(...isOne));
      return new Map(rows.map(({ key, used }) => [key, used]));
    },
    async forget(before, but) {
      await db.delete(counters).where(and(lt(counters.beganAt, before), ne(counters.key, but)));
    },
  };
}
