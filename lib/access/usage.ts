import type { Lease, Leases } from "./leases.ts";
import type { Exceeded, Left, Limits, Reservation, Visitor } from "./limits.ts";
import type { Room } from "./room.ts";

/** Why somebody may not have what they ask for now. */
export type Refusal =
  | Exceeded
  /** As many of their answers and programs are under way as may be. */
  | { limit: "atOnce" }
  /** Everybody together has filled what this deployment may keep. */
  | { limit: "storage" };

export type Entered =
  | {
      ok: true;
      /** Gives the place back. Never rejects. */
      leave(): Promise<void>;
    }
  | { ok: false; refusal: Refusal };

/** What everybody uses of this deployment, and how much of it each may. Rejects when the database cannot be asked. */
export interface Usage {
  /** Counts a request, as one or as several, and takes one of the few places of its owner until it leaves. */
  enter(
    visitor: Visitor,
    request: { id: string; requests?: number | undefined; costsMoney: boolean },
  ): Promise<Entered>;
  /** Sets money aside for a call; false when there is not so much. */
  reserve(owner: string, usd: number): Promise<Reservation | false>;
  /** What is left of each limit that is set. */
  read(visitor: Visitor): Promise<Left[]>;
}

interface UsageParts {
  limits: Limits;
  /** Null where an owner may have as much under way as they like. */
  leases: Leases | null;
  /** Null where as much may be kept as the database takes. */
  room: Room | null;
  /** How often a lease is renewed, in milliseconds; well within the time that it lasts. */
  renewEveryMs: number;
  /** Hears of what failed while nobody waited for it. */
  report: (error: unknown) => void;
}

export function createUsage({ limits, leases, room, renewEveryMs, report }: UsageParts): Usage {
  function hold(lease: Lease): () => Promise<void> {
    const renewal = setInterval(() => void lease.renew().catch(report), renewEveryMs);
    renewal.unref();
    return async () => {
      clearInterval(renewal);
      await lease.end().catch(report);
    };
  }

  return {
    async enter(visitor, { id, ...request }) {
      if (await room?.isFull()) return { ok: false, refusal: { limit: "storage" } };
      const lease = leases && (await leases.take(visitor.owner, id));
      if (leases && !lease) return { ok: false, refusal: { limit: "atOnce" } };
      const leave = lease ? hold(lease) : async () => {};
      try {
        const refusal = await limits.admit(visitor, request);
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
