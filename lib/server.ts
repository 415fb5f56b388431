import {
  type Access,
  createAccess,
  createCounters,
  createGuesses,
  createLeases,
  createLimits,
  createUsage,
  type Entered,
  type Guesses,
  type Left,
  type TrustedProxy,
  type Usage,
  type Visitor,
} from "#lib/access";
import {
  type AgentLimits,
  beginMetadata,
  createAgent,
  createTitler,
  defaultAgentLimits,
  type Execution,
  executeCode,
  readMessage,
  reviewAgain,
  streamAnswer,
} from "#lib/agent";
import {
  type Answerer,
  type ChatStore,
  type Conversations,
  createConversations,
  createDatabaseStore,
  createPrototypes,
  createRedisStreams,
  createSharing,
  createVerdictTable,
  type Prototypes,
  type Sharing,
} from "#lib/chats";
import { type Db, isUnreachable, openDatabase } from "#lib/database";
import { type Env, readEnv } from "#lib/env";
import { createGate, type Gate, guardForwarded } from "#lib/gate";
import { createHealthReader, type Health, noHealth } from "#lib/health";
import { currentRequestId, log, outsideRequests, setLogLevel } from "#lib/log";
import {
  computeCost,
  createModels,
  defaultOllamaUrl,
  diagnose,
  type Models,
  type OfferedModel,
  type PricedModel,
  payFor,
  type Reviewers,
  starters,
} from "#lib/models";
import {
  createFactReader,
  createReviewer,
  createRuleReviewer,
  loadPolicy,
  type Policy,
  type Reviewer,
  type ReviewerParts,
  type ReviewingModel,
  type Verdicts,
} from "#lib/safety";
import { createSandbox, guestGlobals, type Sandbox } from "#lib/sandbox";
import { endWithGrace } from "#lib/shutdown";

/** Why a request could not be served. */
export type Failure = "no-database" | "internal";

/** Everything the routes and the page work with, built once for each process. */
export interface Server {
  chats: ChatStore;
  conversations: Conversations;
  /** Exports, imports and shared chats. */
  sharing: Sharing;
  /** HTML documents that programs made. */
  prototypes: Prototypes;
  access: Access;
  /** What is left of each limit that is set, for a visitor; of money only where a model costs some. */
  readLeft(visitor: Visitor): Promise<Left[]>;
  /**
   * Counts a request, and takes one of the few places of whoever asks. `offered` is the model that it has asked, null for none.
   * `unpriced` names a model whose price is not known, so that no limit of money could hold.
   */
  enter(visitor: Visitor, requestId: string, offered: OfferedModel | null): Promise<Entered | Unpriced>;
  /** What closes this deployment; null for an open one. */
  gate: Gate | null;
  guesses: Guesses;
  /** Who is believed about where requests come from. */
  trustedProxy: TrustedProxy;
  /** What may be asked now, the default first. */
  offer(): Promise<OfferedModel[]>;
  /** Who reviews a model's programs, as the page names it. */
  nameReviewer(offered: OfferedModel): string;
  /** What reviewing models are told. */
  policy: Policy;
  /** Answers with one of the offered models, at the cost of an owner. */
  answerWith(offered: OfferedModel, owner: string): Answerer;
  /** Has a run's program reviewed once more, by whoever reviews that model's programs; null when nobody reviewed it before. */
  reviewAgain(
    run: Execution,
    offered: OfferedModel,
    owner: string,
    signal: AbortSignal,
  ): Promise<Execution | null>;
  /**
   * Prepares a program that was made from a run's, has it reviewed by whoever reviews that model's programs, and runs it: the
   * stages, the last of which is final.
   */
  execute(
    code: string,
    changed: Execution,
    offered: OfferedModel,
    owner: string,
    signal: AbortSignal,
  ): AsyncIterable<Execution>;
  /** Questions to begin with; the demo can answer each of them. */
  starters: string[];
  /** The longest question, in characters. */
  maxQuestionChars: number;
  explainFailure(error: unknown): Failure;
  readHealth(): Promise<Health>;
}

export interface Unpriced {
  ok: false;
  unpriced: string;
}

/** Long enough for a page of data, short enough that the model can read it. */
const maxQuestionChars = 20_000;

/** Where the embedded database lives unless the environment says otherwise. */
const defaultDataFolder = ".data";

/** An answer whose process gave no sign of life for so long has been interrupted, in milliseconds: ten beats. */
const silentForMs = 5_000;

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
const place = { lastsMs: 60_000, renewEveryMs: 15_000 };

/** Counters of windows that began longer ago are of no use, in milliseconds: two months. */
const countedMs = 62 * 24 * 60 * 60 * 1_000;

/** On Vercel a function ends after 300 s, whatever it does. */
const answerMs = { vercel: 270_000, elsewhere: defaultAgentLimits.answerMs };
/** How long answers may go on when the process is told to end, in seconds: less than the ten after which Docker kills it. */
const shutdownSeconds = 8;

/** What one attempt of a review may take, in milliseconds: longer than a small model takes for a verdict, on this machine too. */
const attemptMs = { remote: 3_000, local: 15_000 };

const ruleName = "demo rule";

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

/** What the routes read of a request, which takes no server. */
export { isCrossSite, nameNetwork, readClient } from "#lib/access";

/** Has forwarded headers count only from whom the environment trusts. Throws when that is wrong. */
export function guardRequests(): void {
  guardForwarded(readTrustedProxy(readEnv(process.env)));
}

function readTrustedProxy({ TRUSTED_PROXY, VERCEL }: Env): TrustedProxy {
  return TRUSTED_PROXY ?? { kind: VERCEL === undefined ? "none" : "vercel" };
}

async function createServer(env: Env): Promise<Server> {
  setLogLevel(env.LOG_LEVEL ?? "info");
  if (env.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined) await tellSpans(env);
  const reportDatabase = outsideRequests((error: unknown) => report("database-failed", error));
  const { db, close } = await openDatabase({
    url: env.DATABASE_URL,
    folder: env.DATA_FOLDER ?? defaultDataFolder,
    isMigrated: env.VERCEL !== undefined,
    report: reportDatabase,
  });
  try {
    return await assemble(env, db);
  } catch (error) {
    await close().catch(reportDatabase);
    throw error;
  }
}

/** Loaded only where it is asked for. */
async function tellSpans(env: Env): Promise<void> {
  const { startTelemetry } = await import("#lib/telemetry");
  const telemetry = startTelemetry({
    serviceName: env.OTEL_SERVICE_NAME ?? "workings",
    readRequestId: currentRequestId,
    onLost: outsideRequests(() => log("warn", "spans-lost")),
  });
  const failed = (error: unknown) => log("warn", "spans-lost", {}, error);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void telemetry.close().catch(failed));
}

async function assemble(env: Env, db: Db): Promise<Server> {
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
  const sandbox = createSandbox();
  const usage = await createUsageOf(env, db);
  const isLimited = Object.values(readMoney(env)).some((usd) => usd !== null);
  const createReviewer = createReviewers(env, policy, createVerdictTable({ db }));
  const reviewWith = (offered: OfferedModel, owner: string) => createReviewer(offered, payer(owner));

  /** Has the calls of an owner's models paid for, where money is limited. */
  function payer(owner: string): Payer {
    const purse = {
      reserve: (usd: number) => usage.reserve(owner, usd),
      report: (error: unknown) => report("settling-failed", error),
    };
    return ({ model, price, local }) => {
      if (!isLimited || (price === null && local)) return model;
      if (price === null) throw new Error(`The price of ${model.modelId} is unknown, and money is limited.`);
      return payFor(model, price, purse);
    };
  }
  const conversations = createConversations({
    store: chats,
    streams,
    report: (error) => report("answer-not-kept", error),
  });
  endWithGrace(1_000 * (env.SHUTDOWN_SECONDS ?? (env.VERCEL ? 0 : shutdownSeconds)), conversations.interrupt);

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
    async enter(visitor, id, offered) {
      const asked = offered === null ? [] : listModels(offered);
      const unpriced = asked.find(({ price, local }) => price === null && !local);
      if (isLimited && unpriced) return { ok: false, unpriced: unpriced.model.modelId };
      return usage.enter(visitor, { id, costsMoney: asked.some(({ price }) => price !== null) });
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

function tellFailure(error: unknown): Failure {
  report("request-failed", error);
  return isUnreachable(error) ? "no-database" : "internal";
}

/** Whether a model reviewed it. */
function wasAsked(run: Execution): boolean {
  return "review" in run && run.review !== null && run.review.policyVersion !== null;
}

/** The models that the environment names. */
export function readModels(env: Env): Models {
  return createModels({
    openai: { apiKey: env.OPENAI_API_KEY, baseUrl: env.OPENAI_BASE_URL, api: env.OPENAI_API ?? "responses" },
    ollamaUrl: env.OLLAMA_URL === "off" ? undefined : (env.OLLAMA_URL ?? defaultOllamaUrl),
    answering: env.MODEL,
    offering: env.MODELS ?? [],
    reviewing: env.REVIEW_MODEL,
    reviewingToo: env.SECOND_REVIEW_MODEL,
    prices: env.MODEL_PRICE ?? [],
  });
}

/** The model itself, or the same at somebody's cost. */
type Payer = (priced: PricedModel) => PricedModel["model"];

/** All models that an answer of an offered one may have asked. */
function listModels(offered: OfferedModel): PricedModel[] {
  const { reviewers } = offered;
  if (!reviewers) return [offered];
  return [offered, reviewers.first, ...(reviewers.second ? [reviewers.second] : [])];
}

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

async function createUsageOf(env: Env, db: Db): Promise<Usage> {
  const counters = createCounters(db);
  await counters.forget(new Date(Date.now() - countedMs));
  const settings = {
    requestsPerOwner: orDefault(env.REQUESTS_PER_OWNER, defaultLimits.requestsPerOwner),
    requestsPerNetwork: orDefault(env.REQUESTS_PER_NETWORK, defaultLimits.requestsPerNetwork),
    requestsInAll: orDefault(env.REQUESTS_PER_HOUR, defaultLimits.requestsInAll),
    ...readMoney(env),
  };
  const slots = orDefault(env.ANSWERS_AT_ONCE, defaultAtOnce);
  return createUsage({
    limits: createLimits({ counters, settings }),
    leases: slots === null ? null : createLeases(db, { slots, lastsMs: place.lastsMs }),
    renewEveryMs: place.renewEveryMs,
    report: (error) => report("place-not-renewed", error),
  });
}

function readAgentLimits(env: Env): AgentLimits {
  const defaults = defaultAgentLimits;
  const longestMs = env.VERCEL === undefined ? answerMs.elsewhere : answerMs.vercel;
  return {
    ...defaults,
    steps: env.MAX_STEPS ?? defaults.steps,
    runs: env.MAX_RUNS ?? defaults.runs,
    outputTokens: env.MAX_OUTPUT_TOKENS ?? defaults.outputTokens,
    resultChars: env.MAX_RESULT_CHARS ?? defaults.resultChars,
    historyChars: env.MAX_HISTORY_CHARS ?? defaults.historyChars,
    answerMs: env.MAX_ANSWER_SECONDS === undefined ? longestMs : env.MAX_ANSWER_SECONDS * 1_000,
  };
}

/** Who reviews an offered model's programs. All of them share one memory. */
function createReviewers(
  env: Env,
  policy: Policy,
  verdicts: Verdicts,
): (offered: OfferedModel, pay: Payer) => Reviewer {
  const factReader = createFactReader({
    globals: guestGlobals,
    report: (error) => report("reading-programs-failed", error),
  });
  // Its thread starts with the first program, for which nobody should wait.
  void factReader.read("");
  return ({ reviewers }, pay) =>
    reviewers
      ? configureReviewer(payForReviews(reviewers, pay), env, {
          factReader,
          verdicts,
          policy,
          diagnose: diagnoseAloud("review"),
        })
      : createRuleReviewer({ factReader, name: ruleName });
}

function payForReviews({ first, second }: Reviewers, pay: Payer): Reviewers {
  return {
    first: { ...first, model: pay(first) },
    second: second && { ...second, model: pay(second) },
  };
}

/** A reviewer as the environment sets it up. */
export function configureReviewer(
  { first, second }: Reviewers,
  env: Env,
  parts: Pick<ReviewerParts, "factReader" | "verdicts" | "policy" | "diagnose">,
): Reviewer {
  return createReviewer({
    ...parts,
    model: toReviewing(first, env),
    second: second && toReviewing(second, env),
    report: (error) => report("review-failed", error),
  });
}

function toReviewing({ model, price, local }: PricedModel, env: Env): ReviewingModel {
  return {
    model,
    effort: env.REVIEW_EFFORT ?? "none",
    attemptMs: env.REVIEW_TIMEOUT_MS ?? (local ? attemptMs.local : attemptMs.remote),
    cost: (tokens) => computeCost(price, tokens),
  };
}

interface AnswererParts {
  offered: OfferedModel;
  /** The offered one, or the same at somebody's cost. */
  model: OfferedModel["model"];
  sandbox: Sandbox;
  review: Reviewer;
  limits: AgentLimits;
}

function createAnswerer({ offered, model, sandbox, review, limits }: AnswererParts): Answerer {
  const { name, demo, price } = offered;
  const agent = createAgent({ model, sandbox, review, limits });
  const title = createTitler({ model, demo, report: (error) => log("warn", "title-failed", {}, error) });
  return {
    metadata: beginMetadata({ name, demo }),
    answer: ({ answerId, messages, unverified }, signal) =>
      streamAnswer({
        agent,
        answerId,
        messages,
        unverified,
        model: { name, demo },
        limits,
        cost: (tokens) => computeCost(price, tokens),
        signal,
        diagnose: diagnoseAloud("answer"),
        report: (error) => report("answer-failed", error),
      }),
    entitle: (messages) => title(messages, new AbortController().signal),
  };
}

function report(event: string, error: unknown): void {
  log("error", event, {}, error);
}

/** Says what went wrong with a provider, as `diagnose` does, and tells the log, for nothing else would. */
function diagnoseAloud(role: "answer" | "review"): typeof diagnose {
  return (error) => {
    const fault = diagnose(error);
    if (fault !== null) log("warn", "provider-failed", { role, fault }, error);
    return fault;
  };
}
