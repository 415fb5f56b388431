import { generateText } from "ai";
import type { Env } from "#lib/env";
import { diagnose, type Fault, type OfferedModel, type PricedModel } from "#lib/models";
import { createFactReader, loadPolicy, type UnavailableCause } from "#lib/safety";
import { createSandbox, guestGlobals } from "#lib/sandbox";
import { configureReviewer, findUnpriced, isMoneyLimited, readModels } from "#lib/server";
import { bad, type Finding, good, note } from "./finding.ts";

/** How long a model may take for a word, in milliseconds: a local one may have to be loaded first. */
const answerMs = 60_000;

/** Asks every configured model for a word, and the reviewer for a verdict: a few hundred tokens altogether. */
export async function examineModels(env: Env): Promise<Finding[]> {
  const offered = (await readModels(env).offer()).filter(
    ({ id }) => !id.startsWith("ollama/") || isNamed(id, env),
  );
  const [first] = offered;
  if (first === undefined || first.demo) {
    return [
      note(
        "model",
        "None is configured, so the demo answers. OPENAI_API_KEY, or OPENAI_BASE_URL with MODEL, names one.",
      ),
    ];
  }
  const answering = await Promise.all(offered.map((model) => examineModel("model", model.name, model)));
  return [...answering, ...(await examineReviewers(first, env)), ...examinePrices(offered, env)];
}

/** A model that a limit of money cannot hold for is never asked. */
function examinePrices(offered: OfferedModel[], env: Env): Finding[] {
  if (!isMoneyLimited(env)) return [];
  const unpriced = new Set(offered.flatMap((model) => findUnpriced(model)?.model.modelId ?? []));
  return [...unpriced].map((name) =>
    bad(
      "price",
      `Nobody knows what ${name} costs, and money is limited, so the page refuses to ask it. MODEL_PRICE says the price.`,
    ),
  );
}

function isNamed(id: string, { MODEL, MODELS = [] }: Env): boolean {
  return id === MODEL || MODELS.includes(id);
}

async function examineModel(
  about: string,
  name: string,
  { model }: Pick<PricedModel, "model">,
): Promise<Finding> {
  try {
    await generateText({
      model,
      prompt: "Answer with the word ready.",
      maxRetries: 0,
      abortSignal: AbortSignal.timeout(answerMs),
    });
    return good(about, `${name} answers.`);
  } catch (error) {
    const fault = diagnose(error);
    if (fault === null) throw error;
    return bad(about, `${name} does not answer: ${explain(fault)}`);
  }
}

async function examineReviewers({ reviewers }: OfferedModel, env: Env): Promise<Finding[]> {
  if (reviewers === null) return [];
  const { first, second } = reviewers;
  const own = await examineReviewer({ first, second: null }, env);
  if (second === null) return [own];
  return [own, await examineModel("reviewer", `${second.model.modelId}, for second opinions,`, second)];
}

async function examineReviewer(
  reviewers: Parameters<typeof configureReviewer>[0],
  env: Env,
): Promise<Finding> {
  const name = reviewers.first.model.modelId;
  const sandbox = createSandbox({ workers: 1 });
  const factReader = createFactReader({ globals: guestGlobals, report: () => {} });
  try {
    const prepared = await sandbox.prepare("6 * 7");
    if (!prepared.ok) return bad("reviewer", "The sandbox could not read a program for it.");
    const parts = { policy: loadPolicy(), verdicts: null, factReader, diagnose };
    const review = await configureReviewer(reviewers, env, parts)(prepared.program);
    switch (review.verdict) {
      case "safe":
        return good("reviewer", `${name} answers, and lets 6 * 7 run.`);
      case "unsafe":
        return note(
          "reviewer",
          `${name} answers, and would not let 6 * 7 run: a stronger REVIEW_MODEL would.`,
        );
      case "unavailable":
        return bad(
          "reviewer",
          `${name} gives no verdict, so nothing would run: ${explainCause(review.cause)}`,
        );
    }
  } finally {
    await sandbox.close();
  }
}

function explainCause(cause: UnavailableCause | null): string {
  switch (cause) {
    case null:
    case "aborted":
    case "unreadable":
    case "busy":
    case "internal":
      return "it was not asked.";
    case "declined":
    case "malformed":
      return "it answers, but not in the form that is asked for. REVIEW_MODEL names another.";
    default:
      return explain(cause);
  }
}

function explain(fault: Fault): string {
  switch (fault) {
    case "rejected-key":
      return "the key is not accepted, or may not use this model (OPENAI_API_KEY).";
    case "rate-limited":
      return "there were too many calls, or there is no credit left.";
    case "no-such-model":
      return "there is no such model, or no such address (MODEL, OPENAI_BASE_URL, OPENAI_API).";
    case "unreachable":
      return "nobody can be reached there (OPENAI_BASE_URL, OLLAMA_URL, or the network).";
    case "timeout":
      return "it took too long (REVIEW_TIMEOUT_MS is for reviews).";
    case "rejected-request":
      return "it refuses the request (OPENAI_API=chat is for servers without a Responses API).";
    default:
      return "its server fails.";
  }
}
