import type { Lease, Leases } from "./leases.ts";
import type { Exceeded, Left, Limits, Reservation, Visitor } from "./limits.ts";

/** Why somebody may not have what they ask for now. */
export type Refusal =
  | Exceeded
  /** As many of their answers and programs are under way as may be. */
  | { limit: "atOnce"; returnsAt: null };

export type Entered =
  | {
      ok: true;
      /** Gives the place back. Never rejects. */
      leave(): Promise<void>;
    }
  | { ok: false; refusal: Refusal };

/** What everybody uses of this deployment, and how much of it each may. Rejects when the database cannot be asked. */
export interface Usage {
  /** Counts a request and takes one of the few places of its owner until it leaves. */
  enter(visitor: Visitor, request: { id: string; costsMoney: boolean }): Promise<Entered>;
  /** Sets money aside for a call; false when there is not so much. */
  reserve(owner: string, usd: number): Promise<Reservation | false>;
  /** What is left of each limit that is set. */
  read(visitor: Visitor): Promise<Left[]>;
}

interface UsageParts {
  limits: Limits;
  /** Null where an owner may have as much under way as they like. */
  leases: Leases | null;
  /** How often a lease is renewed, in milliseconds; well within the time that it lasts. */
  renewEveryMs: number;
  /** Hears of what failed while nobody waited for it. */
  report: (error: unknown) => void;
}

export function createUsage({ limits, leases, renewEveryMs, report }: UsageParts): Usage {
  function hold(lease: Lease): () => Promise<void> {
    const renewal = setInterval(() => void lease.renew().catch(report), renewEveryMs);
    renewal.unref();
    return async () => {
      clearInterval(renewal);
      await lease.end().catch(report);
    };
  }

  return {
    async enter(visitor, { id, costsMoney }) {
      const lease = leases && (await leases.take(visitor.owner, id));
      if (leases && !lease) return { ok: false, refusal: { limit: "atOnce", returnsAt: null } };
      const leave = lease ? hold(lease) : async () => {};
      try {
        const refusal = await limits.admit(visitor, costsMoney);
        if (refusal === null) return { ok: true, leave };
        await leave();
        return { ok: false, refusal };
      } catch (error) {
        await leave();
        throw error;
      }
    },
    async reserve(owner, usd) {
      const reserved = await limits.reserve(owner, usd);
      return reserved.ok && reserved.reservation;
    },
    read: limits.read,
  };
}
