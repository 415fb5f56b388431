import { createCounters, createLeases, createLimits, createUsage, type Usage } from "#lib/access";
import { type AgentLimits, defaultAgentLimits } from "#lib/agent";
import type { Db } from "#lib/database";
import type { Env } from "#lib/env";
import { report } from "./failures.ts";
import { createRoomOf } from "./storage.ts";

/** What suits a small public demo, where the environment says nothing. */
const defaultLimits = {
  requestsPerOwner: 60,
  requestsPerNetwork: 120,
  requestsInAll: 1_000,
  usdPerOwnerAndDay: 0.5,
  usdPerDay: 5,
  usdPerMonth: 50,
};

/** Answers and programs that an owner may have under way. */
const defaultAtOnce = 2;

/** How long a place is kept for a process that gives no sign of life, and how often one does, in milliseconds. */
const place = { lastsMs: 20_000, renewEveryMs: 5_000 };

/** How often counters that are of no use any more are removed, in milliseconds. */
const forgetEveryMs = 24 * 60 * 60 * 1_000;

/** Of an answer: a function ends after 300 s there, whatever it does. */
const longestOnVercelMs = 270_000;

/** How much money may be spent, in US dollars; null where that is not limited. */
function readMoney(env: Env) {
  return {
    usdPerOwnerAndDay: orDefault(env.USD_PER_OWNER_AND_DAY, defaultLimits.usdPerOwnerAndDay),
    usdPerDay: orDefault(env.USD_PER_DAY, defaultLimits.usdPerDay),
    usdPerMonth: orDefault(env.USD_PER_MONTH, defaultLimits.usdPerMonth),
  };
}

/** Null stays: it is said that there is no limit. */
const orDefault = (value: number | null | undefined, byDefault: number) =>
  value === undefined ? byDefault : value;

export function isMoneyLimited(env: Env): boolean {
  return Object.values(readMoney(env)).some((usd) => usd !== null);
}

/** What everybody uses of this deployment, and how much each may. */
export async function createUsageOf(env: Env, db: Db): Promise<Usage> {
  const settings = {
    requestsPerOwner: orDefault(env.REQUESTS_PER_OWNER, defaultLimits.requestsPerOwner),
    requestsPerNetwork: orDefault(env.REQUESTS_PER_NETWORK, defaultLimits.requestsPerNetwork),
    requestsInAll: orDefault(env.REQUESTS_PER_HOUR, defaultLimits.requestsInAll),
    ...readMoney(env),
  };
  const slots = orDefault(env.ANSWERS_AT_ONCE, defaultAtOnce);
  const leases = createLeases(db, { slots: slots ?? 0, lastsMs: place.lastsMs });
  // The embedded database is this process's alone, so whoever had a place there is gone.
  await leases.forget(env.DATABASE_URL === undefined ? "all" : "expired");
  const limits = createLimits({ counters: createCounters(db), settings });
  await limits.forget();
  const forget = () => void limits.forget().catch((error) => report("counters-not-removed", error));
  setInterval(forget, forgetEveryMs).unref();
  return createUsage({
    limits,
    leases: slots === null ? null : leases,
    room: createRoomOf(env, db),
    renewEveryMs: place.renewEveryMs,
    report: (error) => report("place-not-renewed", error),
  });
}

/** The bounds of one answer. */
export function readAgentLimits(env: Env): AgentLimits {
  const defaults = defaultAgentLimits;
  const askedMs = (env.MAX_ANSWER_SECONDS ?? defaults.answerMs / 1_000) * 1_000;
  return {
    ...defaults,
    steps: env.MAX_STEPS ?? defaults.steps,
    runs: env.MAX_RUNS ?? defaults.runs,
    outputTokens: env.MAX_OUTPUT_TOKENS ?? defaults.outputTokens,
    resultChars: env.MAX_RESULT_CHARS ?? defaults.resultChars,
    historyChars: env.MAX_HISTORY_CHARS ?? defaults.historyChars,
    answerMs: env.VERCEL === undefined ? askedMs : Math.min(askedMs, longestOnVercelMs),
  };
}
