import { nanoid } from "nanoid";
import { createAgent, defaultAgentLimits, streamAnswer } from "#lib/agent";
import { type Answerer, type Conversations, createConversations, createMemoryStore } from "#lib/chats";
import { type Env, readEnv } from "#lib/env";
import { createModels, defaultOllamaUrl, diagnose, type OfferedModel, starters } from "#lib/models";
import { createReviewer, createRuleReviewer, type Reviewer } from "#lib/safety";
import { createSandbox, guestGlobals, type Sandbox } from "#lib/sandbox";

/** Everything the routes and the page work with, built once for each process. */
export interface Server {
  conversations: Conversations;
  /** What may be asked now, the default first. */
  offer(): Promise<OfferedModel[]>;
  /** Who reviews a model's programs, as the page names it. */
  nameReviewer(offered: OfferedModel): string;
  /** Answers with one of the offered models. */
  answerWith(offered: OfferedModel): Answerer;
  /** Questions to begin with. */
  starters: string[];
  /** The longest question, in characters. */
  maxQuestionChars: number;
}

/** Long enough for a page of data, short enough that the model can read it. */
const maxQuestionChars = 20_000;

/** Conversations kept in memory; the least recently used gives way. */
const maxChats = 500;

/** Long enough for a small model on one's own machine. */
const reviewTimeoutMs = 15_000;

const ruleName = "demo rule";

/** The bundler loads this module more than once in a process; the symbol makes sure that there is one server. */
const key = Symbol.for("workings.server");
const processWide = globalThis as { [key]?: Server };

/** The server of this process, built at the first call. Throws when the environment is wrong. */
export function getServer(): Server {
  processWide[key] ??= createServer(readEnv(process.env));
  return processWide[key];
}

function createServer(env: Env): Server {
  const sandbox = createSandbox();
  const models = createModels({
    openai: { apiKey: env.OPENAI_API_KEY, baseUrl: env.OPENAI_BASE_URL, api: env.OPENAI_API ?? "responses" },
    ollamaUrl: env.OLLAMA_URL === "off" ? undefined : (env.OLLAMA_URL ?? defaultOllamaUrl),
    answering: env.MODEL,
    reviewing: env.REVIEW_MODEL,
  });
  const timeoutMs = env.REVIEW_TIMEOUT_MS ?? reviewTimeoutMs;

  return {
    conversations: createConversations({ store: createMemoryStore({ maxChats }) }),
    offer: models.offer,
    nameReviewer: ({ reviewer }) => reviewer?.modelId ?? ruleName,
    answerWith: (offered) => createAnswerer(offered, sandbox, chooseReviewer(offered, timeoutMs)),
    starters: starters.map(({ question }) => question),
    maxQuestionChars,
  };
}

function chooseReviewer({ reviewer }: OfferedModel, timeoutMs: number): Reviewer {
  if (reviewer === null) return createRuleReviewer({ globals: guestGlobals, name: ruleName });
  return createReviewer({
    model: reviewer,
    timeoutMs,
    diagnose,
    report: (error) => report("A review", error),
  });
}

function createAnswerer({ model, name, demo }: OfferedModel, sandbox: Sandbox, review: Reviewer): Answerer {
  const limits = defaultAgentLimits;
  const agent = createAgent({ model, sandbox, review, limits });
  return (messages, signal) =>
    streamAnswer({
      agent,
      answerId: nanoid(),
      messages,
      model: { name, demo },
      steps: limits.steps,
      signal,
      diagnose,
      report: (error) => report("An answer", error),
    });
}

function report(what: string, error: unknown): void {
  console.error(`${what} failed on this server:`, error);
}
