import { type Env, readEnv } from "#lib/env";
import { diagnose, type Reviewers } from "#lib/models";
import { createFactReader, createPolicy, loadPolicy, type Reviewer } from "#lib/safety";
import { guestGlobals } from "#lib/sandbox";
import { configureReviewer, readModels } from "#lib/server";
import { loadEnvFiles } from "../env-files.ts";
import type { Identity } from "./identity.ts";
import { seedPrompt } from "./seed-prompt.ts";

/** A reviewer to be measured: a column of the report. */
export interface Subject {
  identity: Identity;
  review: Reviewer;
}

const unset = `No reviewer is configured. Set OPENAI_API_KEY, or OPENAI_BASE_URL for a compatible server, in the environment or in
.env.local (.env.example explains them), or name a model of a local Ollama: --model ollama/NAME. The set itself is checked
without one: npm run eval -- --dry.`;

/**
 * The reviewers that the environment and the flags name, each model with the policy and then, where asked for, with the
 * original prompt. Throws with words for a person when there is none.
 */
export async function createSubjects(models: readonly string[], withSeedPrompt: boolean): Promise<Subject[]> {
  loadEnvFiles();
  const env = readEnv(process.env);
  const named = models.length > 0 ? models : [undefined];
  const prompts = withSeedPrompt ? (["policy", "seed"] as const) : (["policy"] as const);
  const subjects: Subject[] = [];
  for (const prompt of prompts)
    for (const model of named) subjects.push(createSubject(await chooseReviewers(env, model), prompt, env));
  return subjects;
}

async function chooseReviewers(env: Env, named: string | undefined): Promise<Reviewers> {
  const id = named ?? env.REVIEW_MODEL ?? env.MODEL;
  const needsServer = !id?.startsWith("ollama/");
  if (needsServer && env.OPENAI_API_KEY === undefined && env.OPENAI_BASE_URL === undefined)
    throw new Error(unset);
  const [offered] = await readModels({
    ...env,
    MODEL: env.MODEL ?? id,
    REVIEW_MODEL: named ?? env.REVIEW_MODEL,
  }).offer();
  if (!offered?.reviewers) throw new Error(unset);
  return offered.reviewers;
}

function createSubject(reviewers: Reviewers, prompt: Identity["prompt"], env: Env): Subject {
  const policy = prompt === "seed" ? createPolicy(seedPrompt) : loadPolicy();
  return {
    identity: {
      model: reviewers.first.model.modelId,
      second: reviewers.second?.model.modelId ?? null,
      effort: env.REVIEW_EFFORT ?? "none",
      server: nameServer(reviewers, env),
      policyVersion: policy.version,
      prompt,
    },
    review: configureReviewer(reviewers, env, {
      policy,
      diagnose,
      factReader: createFactReader({ globals: guestGlobals, report: console.error }),
      // Each run is to be judged afresh.
      verdicts: null,
    }),
  };
}

function nameServer({ first }: Reviewers, env: Env): string | null {
  if (first.model.provider.startsWith("ollama")) return "Ollama";
  return env.OPENAI_BASE_URL ? new URL(env.OPENAI_BASE_URL).host : null;
}
