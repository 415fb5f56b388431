import type { Claim, Counters } from "./counters.ts";

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

/** Money that is set aside for a call of a model. */
export interface Reservation {
  /** Has what the call really cost counted in its place. Null where nobody knows: then it stays as it is. */
  settle(usd: number | null): Promise<void>;
}

/** Rejects, all of it, when the database cannot be asked: then nothing is allowed. */
export interface Limits {
  /** Counts a request; null when it may go on. */
  admit(visitor: Visitor): Promise<Exceeded | null>;
  /** Sets money aside before a call that may cost so much. */
  reserve(
    owner: string,
    usd: number,
  ): Promise<{ ok: true; reservation: Reservation } | ({ ok: false } & Exceeded)>;
}

interface LimitParts {
  counters: Counters;
  settings: LimitSettings;
  now?: () => number;
}

type Window = "hour" | "day" | "month";

interface Limit {
  name: LimitName;
  window: Window;
  /** Whose it is; null for everybody's. */
  whose: string | null;
}

export function createLimits({ counters, settings, now = Date.now }: LimitParts): Limits {
  function claim(limits: readonly Limit[], amount: number, unit: number): Map<Claim, Limit> {
    const at = new Date(now());
    const claims = new Map<Claim, Limit>();
    for (const limit of limits) {
      const most = settings[limit.name];
      if (most === null) continue;
      const key = limit.whose === null ? limit.name : `${limit.name} ${limit.whose}`;
      claims.set({ key, beganAt: beginOf(limit.window, at), amount, most: Math.floor(most * unit) }, limit);
    }
    return claims;
  }

  async function take(claims: Map<Claim, Limit>): Promise<Exceeded | null> {
    if (claims.size === 0) return null;
    const over = await counters.take([...claims.keys()]);
    const limit = over && claims.get(over);
    return limit ? { limit: limit.name, returnsAt: endOf(limit.window, over.beganAt) } : null;
  }

  return {
    admit: ({ owner, network }) =>
      take(
        claim(
          [
            { name: "requestsPerOwner", window: "hour", whose: owner },
            { name: "requestsPerNetwork", window: "hour", whose: network ?? "unknown" },
            { name: "requestsInAll", window: "hour", whose: null },
          ],
          1,
          1,
        ),
      ),
    async reserve(owner, usd) {
      const reserved = toMicros(usd);
      const claims = claim(
        [
          { name: "usdPerOwnerAndDay", window: "day", whose: owner },
          { name: "usdPerDay", window: "day", whose: null },
          { name: "usdPerMonth", window: "month", whose: null },
        ],
        reserved,
        microsPerUsd,
      );
      const exceeded = await take(claims);
      if (exceeded) return { ok: false, ...exceeded };
      return { ok: true, reservation: createReservation(counters, [...claims.keys()], reserved) };
    },
  };
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
      if (settled || usd === null) return;
      settled = true;
      const amount = toMicros(usd) - reservedMicros;
      if (amount !== 0) await counters.correct(claims.map(({ key, beganAt }) => ({ key, beganAt, amount })));
    },
  };
}

const microsPerUsd = 1_000_000;

/** Upwards: many small calls are not free. */
const toMicros = (usd: number) => Math.ceil(usd * microsPerUsd - 1e-6);

/** In UTC, so that all instances mean the same. */
function beginOf(window: Window, at: Date): Date {
  const [year, month, day, hour] = [
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCHours(),
  ] as const;
  switch (window) {
    case "hour":
      return new Date(Date.UTC(year, month, day, hour));
    case "day":
      return new Date(Date.UTC(year, month, day));
    case "month":
      return new Date(Date.UTC(year, month));
  }
}

function endOf(window: Window, beganAt: Date): Date {
  const end = new Date(beganAt);
  switch (window) {
    case "hour":
      end.setUTCHours(end.getUTCHours() + 1);
      break;
    case "day":
      end.setUTCDate(end.getUTCDate() + 1);
      break;
    case "month":
      end.setUTCMonth(end.getUTCMonth() + 1);
      break;
  }
  return end;
}
