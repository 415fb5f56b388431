import { type Access, createAccess } from "#lib/access";
import {
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
import { currentRequestId, log, outsideRequests, setLogLevel } from "#lib/log";
import {
  computeCost,
  createModels,
  defaultOllamaUrl,
  diagnose,
  type Models,
  type OfferedModel,
  type PricedModel,
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
  /** What may be asked now, the default first. */
  offer(): Promise<OfferedModel[]>;
  /** Who reviews a model's programs, as the page names it. */
  nameReviewer(offered: OfferedModel): string;
  /** What reviewing models are told. */
  policy: Policy;
  /** Answers with one of the offered models. */
  answerWith(offered: OfferedModel): Answerer;
  /** Has a run's program reviewed once more, by whoever reviews that model's programs; null when nobody reviewed it before. */
  reviewAgain(run: Execution, offered: OfferedModel, signal: AbortSignal): Promise<Execution | null>;
  /**
   * Prepares a program that was made from a run's, has it reviewed by whoever reviews that model's programs, and runs it: the
   * stages, the last of which is final.
   */
  execute(
    code: string,
    changed: Execution,
    offered: OfferedModel,
    signal: AbortSignal,
  ): AsyncIterable<Execution>;
  /** Questions to begin with; the demo can answer each of them. */
  starters: string[];
  /** The longest question, in characters. */
  maxQuestionChars: number;
  explainFailure(error: unknown): Failure;
}

/** Long enough for a page of data, short enough that the model can read it. */
const maxQuestionChars = 20_000;

/** Where the embedded database lives unless the environment says otherwise. */
const defaultDataFolder = ".data";

/** An answer whose process gave no sign of life for so long has been interrupted, in milliseconds: ten beats. */
const silentForMs = 5_000;

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

async function createServer(env: Env): Promise<Server> {
  setLogLevel(env.LOG_LEVEL ?? "info");
  if (env.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined) await tellSpans(env);
  const reportDatabase = outsideRequests((error: unknown) => report("database-failed", error));
  const { db, close } = await openDatabase({
    url: env.DATABASE_URL,
    folder: env.DATA_FOLDER ?? defaultDataFolder,
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
  const reviewWith = createReviewers(env, policy, createVerdictTable({ db }));
  const conversations = createConversations({
    store: chats,
    streams,
    report: (error) => report("answer-not-kept", error),
  });
  // Whoever serves this waits for the answers to be kept, or they would be as after a crash.
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void conversations.interrupt());

  const sharing = createSharing({
    chats,
    sign: (text) => access.sign("export", text),
    verify: (text, signature) => access.verify("export", text, signature),
    readMessage,
  });

  /** What a model judged is not for the demo's rule to judge again, nor what was made from it. */
  async function reviewAsStrictly(run: Execution, offered: OfferedModel): Promise<Reviewer> {
    const others = offered.reviewers === null && wasAsked(run) ? await models.offer() : [];
    return reviewWith(others.find(({ reviewers }) => reviewers) ?? offered);
  }

  return {
    chats,
    access,
    conversations,
    sharing,
    prototypes: createPrototypes(chats, sharing),
    offer: models.offer,
    policy,
    nameReviewer: ({ reviewers }) => reviewers?.first.model.modelId ?? ruleName,
    answerWith: (offered) => createAnswerer(offered, sandbox, reviewWith(offered)),
    reviewAgain: async (run, offered, signal) =>
      reviewAgain(run, await reviewAsStrictly(run, offered), signal),
    async *execute(code, changed, offered, signal) {
      yield* executeCode(code, { sandbox, review: await reviewAsStrictly(changed, offered) }, signal);
    },
    starters: starters.filter(({ invites }) => invites).map(({ question }) => question),
    maxQuestionChars,
    explainFailure: tellFailure,
  };
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
  });
}

/** Who reviews an offered model's programs. All of them share one memory. */
function createReviewers(env: Env, policy: Policy, verdicts: Verdicts): (offered: OfferedModel) => Reviewer {
  const factReader = createFactReader({
    globals: guestGlobals,
    report: (error) => report("reading-programs-failed", error),
  });
  // Its thread starts with the first program, for which nobody should wait.
  void factReader.read("");
  return ({ reviewers }) =>
    reviewers
      ? configureReviewer(reviewers, env, { factReader, verdicts, policy, diagnose: diagnoseAloud("review") })
      : createRuleReviewer({ factReader, name: ruleName });
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

function createAnswerer(
  { model, name, demo, price }: OfferedModel,
  sandbox: Sandbox,
  review: Reviewer,
): Answerer {
  const limits = defaultAgentLimits;
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
