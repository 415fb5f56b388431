import { createAccess, createCounters, createGuesses, type TrustedProxy, type Usage } from "#lib/access";
import { type Execution, executeCode, readMessage, reviewAgain } from "#lib/agent";
import {
  createConversations,
  createDatabaseStore,
  createPrototypes,
  createRedisStreams,
  createSharing,
  createVerdictTable,
} from "#lib/chats";
import { type Db, openDatabase } from "#lib/database";
import { type Env, readEnv } from "#lib/env";
import { createGate, guardForwarded } from "#lib/gate";
import { createHealthReader, type Health, noHealth } from "#lib/health";
import { outsideRequests, setLogLevel } from "#lib/log";
import { type OfferedModel, starters } from "#lib/models";
import { loadPolicy, type Reviewer } from "#lib/safety";
import { createSandbox } from "#lib/sandbox";
import { endWithGrace } from "#lib/shutdown";
import { createAnswerer } from "./answerer.ts";
import { createUsageOf, isMoneyLimited, readAgentLimits } from "./bounds.ts";
import { type Failure, report, tellFailure } from "./failures.ts";
import { createPayer, findUnpriced, listModels, payNothing, readModels } from "./paying.ts";
import { createReviewers, ruleName, wasAsked } from "./reviewers.ts";
import type { Server } from "./server.ts";
import { tellSpans } from "./spans.ts";

/** Long enough for a page of data, short enough that the model can read it. */
const maxQuestionChars = 20_000;

/** Where the embedded database lives unless the environment says otherwise. */
const defaultDataFolder = ".data";

/** An answer whose process gave no sign of life for so long has been interrupted, in milliseconds: five beats. */
const silentForMs = 5_000;

/** How long answers may go on when the process is told to end, in seconds: less than the ten after which Docker kills it. */
const shutdownSeconds = 8;

/** The bundler loads this module more than once in a process; the symbol makes sure that there is one server. */
const key = Symbol.for("workings.server");
const processWide = globalThis as { [key]?: Promise<Server> | undefined };

/**
 * The server of this process, built at the first call. Rejects when the environment is wrong or the database cannot be
 * opened; the next call tries again.
 */
export function getServer(): Promise<Server> {
  processWide[key] ??= createServer(readEnv(process.env)).catch((error) => {
    processWide[key] = undefined;
    throw error;
  });
  return processWide[key];
}

/** Has forwarded headers count only from whom the environment trusts. Throws when that is wrong. */
export function guardRequests(): void {
  guardForwarded(readTrustedProxy(readEnv(process.env)));
}

function readTrustedProxy({ TRUSTED_PROXY, VERCEL }: Env): TrustedProxy {
  return TRUSTED_PROXY ?? { kind: VERCEL === undefined ? "none" : "vercel" };
}

async function createServer(env: Env): Promise<Server> {
  setLogLevel(env.LOG_LEVEL ?? "info");
  const reportDatabase = outsideRequests((error: unknown) => report("database-failed", error));
  const { db, close } = await openDatabase({
    url: env.DATABASE_URL,
    folder: env.DATA_FOLDER ?? defaultDataFolder,
    isMigrated: env.VERCEL !== undefined,
    report: reportDatabase,
  });
  try {
    // What can fail comes first, so that nothing is left of an attempt that did.
    const usage = await createUsageOf(env, db);
    const deliverSpans = await tellSpans(env);
    return await assemble(env, db, usage, deliverSpans);
  } catch (error) {
    await close().catch(reportDatabase);
    throw error;
  }
}

async function assemble(env: Env, db: Db, usage: Usage, deliverSpans: () => Promise<void>): Promise<Server> {
  const models = readModels(env);
  const policy = loadPolicy();
  const chats = createDatabaseStore({ db, silentForMs });
  // The embedded database is this process's alone, so whoever was answering there is gone.
  if (env.DATABASE_URL === undefined) await chats.endInterrupted(0);
  await chats.purge();
  const access = await createAccess({ db, secret: env.COOKIE_SECRET });
  const streams = env.REDIS_URL
    ? await createRedisStreams({
        url: env.REDIS_URL,
        report: outsideRequests((error: unknown) => report("redis-failed", error)),
      })
    : null;
  const sandbox = createSandbox(
    {},
    outsideRequests((fault: unknown) => report("sandbox-failed", fault)),
  );
  const isLimited = isMoneyLimited(env);
  const payer = (owner: string) => (isLimited ? createPayer(usage, owner) : payNothing);
  const createReviewer = createReviewers(env, policy, createVerdictTable({ db }));
  const reviewWith = (offered: OfferedModel, owner: string) => createReviewer(offered, payer(owner));
  const conversations = createConversations({
    store: chats,
    streams,
    report: (error) => report("answer-not-kept", error),
  });
  const graceSeconds = env.SHUTDOWN_SECONDS ?? (env.VERCEL ? 0 : shutdownSeconds);
  endWithGrace(1_000 * graceSeconds, conversations.interrupt);

  const sharing = createSharing({
    chats,
    sign: (text) => access.sign("export", text),
    verify: (text, signature) => access.verify("export", text, signature),
    readMessage,
  });

  /** What a model judged is not for the demo's rule to judge again, nor what was made from it. */
  async function reviewAsStrictly(run: Execution, offered: OfferedModel, owner: string): Promise<Reviewer> {
    const others = offered.reviewers === null && wasAsked(run) ? await models.offer() : [];
    return reviewWith(others.find(({ reviewers }) => reviewers) ?? offered, owner);
  }

  return {
    chats,
    access,
    gate: env.ACCESS_CODE === undefined ? null : createGate({ code: env.ACCESS_CODE }),
    guesses: createGuesses({ counters: createCounters(db) }),
    trustedProxy: readTrustedProxy(env),
    conversations,
    sharing,
    prototypes: createPrototypes(chats, sharing),
    offer: models.offer,
    policy,
    nameReviewer: ({ reviewers }) => reviewers?.first.model.modelId ?? ruleName,
    async readLeft(visitor) {
      const left = await usage.read(visitor);
      // Money is nobody's concern where nothing costs any.
      const costs = (await models.offer()).flatMap(listModels).some(({ price }) => price !== null);
      return costs ? left : left.filter(({ limit }) => limit.startsWith("requests"));
    },
    async enter(visitor, { id, requests }, offered) {
      const unpriced = isLimited && offered ? findUnpriced(offered) : undefined;
      if (unpriced) return { ok: false, unpriced: unpriced.model.modelId };
      const costsMoney = offered !== null && listModels(offered).some(({ price }) => price !== null);
      return usage.enter(visitor, { id, requests, costsMoney });
    },
    answerWith: (offered, owner) =>
      createAnswerer({
        offered,
        model: payer(owner)(offered),
        sandbox,
        review: reviewWith(offered, owner),
        limits: readAgentLimits(env),
      }),
    reviewAgain: async (run, offered, owner, signal) =>
      reviewAgain(run, await reviewAsStrictly(run, offered, owner), signal),
    async *execute(code, changed, offered, owner, signal) {
      const review = await reviewAsStrictly(changed, offered, owner);
      yield* executeCode(code, { sandbox, review }, signal);
    },
    deliverSpans,
    starters: starters.filter(({ invites }) => invites).map(({ question }) => question),
    maxQuestionChars,
    explainFailure: tellFailure,
    readHealth: createHealthReader({
      askDatabase: () => db.execute("select 1"),
      sandbox,
      isDemo: async () => (await models.offer())[0]?.demo === true,
    }),
  };
}

/** Whether this process can serve. Never rejects; that it could not be made ready stands in its log. */
export async function readHealth(): Promise<Health> {
  try {
    const server = await getServer();
    return await server.readHealth();
  } catch (error) {
    tellFailure(error);
    return noHealth;
  }
}

/** What failed when a request could not be served, which this server's log then tells. */
export async function explainFailure(error: unknown): Promise<Failure> {
  // Classes of errors are known to the copy of this module alone that built the server.
  const server = await getServer().catch(() => null);
  return (server?.explainFailure ?? tellFailure)(error);
}
