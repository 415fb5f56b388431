import type { Claim, Counters } from "./counters.ts";
import { beginOf, endOf, type Window } from "./windows.ts";

/** Who wants something. */
export interface Visitor {
  owner: string;
  /** Where they ask from; null where nobody can know, and then all of those are one. */
  network: string | null;
}

/** How much of something there is in a window; null for without a limit. */
export interface LimitSettings {
  /** Requests that cost something, in an hour. */
  requestsPerOwner: number | null;
  requestsPerNetwork: number | null;
  requestsInAll: number | null;
  /** In US dollars. */
  usdPerOwnerAndDay: number | null;
  usdPerDay: number | null;
  usdPerMonth: number | null;
}

export type LimitName = keyof LimitSettings;

/** What one would go beyond, and when there is more of it. */
export interface Exceeded {
  limit: LimitName;
  returnsAt: Date;
}

/** What is left of a limit. */
export interface Left {
  limit: LimitName;
  /** Requests, or US dollars. Never below 0. */
  left: number;
  of: number;
  returnsAt: Date;
}

/** Money that is set aside for a call of a model. */
export interface Reservation {
  /** Has what the call really cost counted in its place: nothing below zero, since no call gives money back. */
  settle(usd: number): Promise<void>;
}

/** Rejects, all of it, when the database cannot be asked: then nothing is allowed. */
export interface Limits {
  /** Counts a request as one or as several; null when it may go on. One that will cost money may not when there is none left. */
  admit(
    visitor: Visitor,
    request?: { requests?: number | undefined; costsMoney?: boolean | undefined },
  ): Promise<Exceeded | null>;
  /** Sets money aside before a call that may cost so much. */
  reserve(
    owner: string,
    usd: number,
  ): Promise<{ ok: true; reservation: Reservation } | ({ ok: false } & Exceeded)>;
  /** What is left of each limit that is set. */
  read(visitor: Visitor): Promise<Left[]>;
  /** Forgets the windows that have long ended. */
  forget(): Promise<void>;
}

interface LimitParts {
  counters: Counters;
  settings: LimitSettings;
  now?: () => number;
}

interface Limit {
  name: LimitName;
  window: Window;
  key: string;
  /** How many of what is counted make one of what the limit is set in. */
  unit: number;
}

export function createLimits({ counters, settings, now = Date.now }: LimitParts): Limits {
  /** Claims on those limits that are set. `spare` of each must be left after it. */
  function claim(limits: readonly Limit[], amount: number, spare = 0): Map<Claim, Limit> {
    const at = new Date(now());
    const claims = new Map<Claim, Limit>();
    for (const limit of limits) {
      const most = settings[limit.name];
      if (most === null) continue;
      const { key, unit } = limit;
      const beganAt = beginOf(limit.window, at);
      claims.set({ key, beganAt, amount, most: Math.floor(most * unit) - spare }, limit);
    }
    return claims;
  }

  async function take(claims: Map<Claim, Limit>): Promise<Exceeded | null> {
    if (claims.size === 0) return null;
    const over = await counters.take([...claims.keys()]);
    if (over === null) return null;
    return explain(claims, over);
  }

  /** Of all that one would go beyond the one that lasts longest: before it ends there is no more, whatever else returns. */
  async function explain(claims: Map<Claim, Limit>, first: Claim): Promise<Exceeded> {
    const used = await counters.readUsed([...claims.keys()]);
    const isOver = (claim: Claim) =>
      claim === first || (used.get(claim.key) ?? 0) + claim.amount > claim.most;
    const ends = [...claims].flatMap(([claim, { name, window }]) =>
      isOver(claim) ? [{ limit: name, returnsAt: endOf(window, claim.beganAt) }] : [],
    );
    const [last] = ends.toSorted((a, b) => b.returnsAt.getTime() - a.returnsAt.getTime());
    if (!last) throw new Error("What was refused was not asked for.");
    return last;
  }

  return {
    admit(visitor, { requests = 1, costsMoney = false } = {}) {
      const claims = claim(requestLimits(visitor), requests);
      // What counts as more than there is in an hour takes the whole hour's.
      for (const each of claims.keys()) each.amount = Math.min(each.amount, Math.max(1, each.most));
      // Nothing is taken yet, but something must be there.
      const money = costsMoney ? claim(moneyLimits(visitor.owner), 0, 1) : new Map<Claim, Limit>();
      return take(new Map([...claims, ...money]));
    },
    async reserve(owner, usd) {
      const reserved = toMicros(usd);
      const claims = claim(moneyLimits(owner), reserved);
      const exceeded = await take(claims);
      if (exceeded) return { ok: false, ...exceeded };
      return { ok: true, reservation: createReservation(counters, [...claims.keys()], reserved) };
    },
    async read(visitor) {
      const claims = claim([...requestLimits(visitor), ...moneyLimits(visitor.owner)], 0);
      const used = await counters.readUsed([...claims.keys()]);
      return [...claims].map(([{ key, beganAt, most }, { name, window, unit }]) => ({
        limit: name,
        left: Math.max(0, most - (used.get(key) ?? 0)) / unit,
        of: most / unit,
        returnsAt: endOf(window, beganAt),
      }));
    },
    forget: () => counters.forget(new Date(now() - forgottenMs), monthKey),
  };
}

function requestLimits({ owner, network }: Visitor): Limit[] {
  const hourly = { window: "hour", unit: 1 } as const;
  return [
    { ...hourly, name: "requestsPerOwner", key: `requestsPerOwner ${owner}` },
    { ...hourly, name: "requestsPerNetwork", key: `requestsPerNetwork ${network ?? "unknown"}` },
    { ...hourly, name: "requestsInAll", key: "requestsInAll" },
  ];
}

const microsPerUsd = 1_000_000;

/** Of the one limit that holds for longer than a day. */
const monthKey = "usdPerMonth";

/** Counters of hours and days are of no use after so long, in milliseconds: two days. */
const forgottenMs = 2 * 24 * 60 * 60 * 1_000;

function moneyLimits(owner: string): Limit[] {
  const unit = microsPerUsd;
  return [
    { unit, window: "day", name: "usdPerOwnerAndDay", key: `usdPerOwnerAndDay ${owner}` },
    { unit, window: "day", name: "usdPerDay", key: "usdPerDay" },
    { unit, window: "month", name: "usdPerMonth", key: monthKey },
  ];
}

/** Settled once, whoever asks again. */
function createReservation(
  counters: Counters,
  claims: readonly Claim[],
  reservedMicros: number,
): Reservation {
  let settled = false;
  return {
    async settle(usd) {
      if (settled) return;
      settled = true;
      const amount = toMicros(Math.max(0, usd)) - reservedMicros;
      if (amount !== 0) await counters.correct(claims.map(({ key, beganAt }) => ({ key, beganAt, amount })));
    },
  };
}

/** Upwards: many small calls are not free. */
const toMicros = (usd: number) => Math.ceil(usd * microsPerUsd - 1e-6);
