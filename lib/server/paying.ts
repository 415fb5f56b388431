import type { Usage } from "#lib/access";
import type { Env } from "#lib/env";
import {
  createModels,
  defaultOllamaUrl,
  type Models,
  type OfferedModel,
  type PricedModel,
  payFor,
} from "#lib/models";
import { report } from "./failures.ts";

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
export type Payer = (priced: PricedModel) => PricedModel["model"];

/** All models that an answer of an offered one may have asked. */
export function listModels(offered: OfferedModel): PricedModel[] {
  const { reviewers } = offered;
  if (!reviewers) return [offered];
  return [offered, reviewers.first, ...(reviewers.second ? [reviewers.second] : [])];
}

/** One of an offered model's, of which nobody can say what it costs; undefined when all have a price or are free. */
export function findUnpriced(offered: OfferedModel): PricedModel | undefined {
  return listModels(offered).find(({ price, local }) => price === null && !local);
}

/** Has the calls of an owner's models paid for. */
export function createPayer(usage: Usage, owner: string): Payer {
  const purse = {
    reserve: (usd: number) => usage.reserve(owner, usd),
    report: (error: unknown) => report("settling-failed", error),
  };
  return ({ model, price, local }) => {
    if (price === null && local) return model;
    if (price === null) throw new Error(`The price of ${model.modelId} is unknown, and money is limited.`);
    return payFor(model, price, purse);
  };
}

/** Where money is not limited. */
export const payNothing: Payer = ({ model }) => model;
