import { and, eq, lt, sql } from "drizzle-orm";
import { type Db, leases } from "#lib/database";

/** What an owner has of the few answers that may be under way at a time. */
export interface Lease {
  /** While the answer goes on. */
  renew(): Promise<void>;
  end(): Promise<void>;
}

export interface Leases {
  /** Null when the owner has all of them. Rejects when the database cannot be asked. */
  take(owner: string, id: string): Promise<Lease | null>;
  /** Forgets those of processes that are gone, by their time; or, where there can be no other process, all. */
  forget(which: "expired" | "all"): Promise<void>;
}

/** A lease that is not renewed for so long, in milliseconds, belonged to a process that is gone. */
export interface LeaseLimits {
  slots: number;
  lastsMs: number;
}

export function createLeases(db: Db, { slots, lastsMs }: LeaseLimits): Leases {
  // By the database's clock, which is the same for all instances.
  const until = sql`now() + ${lastsMs} * interval '1 millisecond'`;

  async function takeSlot(owner: string, slot: number, id: string): Promise<boolean> {
    const taken = await db
      .insert(leases)
      .values({ ownerId: owner, slot, id, expiresAt: until })
      .onConflictDoUpdate({
        target: [leases.ownerId, leases.slot],
        set: { id, expiresAt: until },
        setWhere: lt(leases.expiresAt, sql`now()`),
      })
      .returning({ slot: leases.slot });
    return taken.length > 0;
  }

  return {
    async take(owner, id) {
      for (let slot = 0; slot < slots; slot++) {
        if (!(await takeSlot(owner, slot, id))) continue;
        const own = and(eq(leases.ownerId, owner), eq(leases.slot, slot), eq(leases.id, id));
        return {
          renew: async () => {
            await db.update(leases).set({ expiresAt: until }).where(own);
          },
          end: async () => {
            await db.delete(leases).where(own);
          },
        };
      }
      return null;
    },
    async forget(which) {
      await db.delete(leases).where(which === "all" ? undefined : lt(leases.expiresAt, sql`now()`));
    },
  };
}
