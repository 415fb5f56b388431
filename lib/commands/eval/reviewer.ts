import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { wrapLanguageModel } from "ai";
import { type Env, readEnv } from "#lib/env";
import { createModels, defaultOllamaUrl, diagnose, type OfferedModel } from "#lib/models";
import { createReviewer, type Reviewer } from "#lib/safety";
import type { Identity } from "./identity.ts";
import { seedPolicy } from "./seed-prompt.ts";

/** A reviewer to be measured: a column of the report. */
export interface Subject {
  identity: Identity;
  review: Reviewer;
}

/** Long enough for a small model on one's own machine. */
const reviewTimeoutMs = 15_000;

const unset = `No reviewer is configured. Set OPENAI_API_KEY, or OPENAI_BASE_URL for a compatible server, in the environment or in
.env.local (.env.example explains them), or name a model of a local Ollama: --model ollama/NAME. The set itself is checked
without one: npm run eval -- --dry.`;

/**
 * The reviewers that the environment and the flags name, each model with the policy and then, where asked for, with the
 * original prompt. Throws with words for a person when there is none.
 */
export async function createSubjects(models: readonly string[], seedPrompt: boolean): Promise<Subject[]> {
  const env = loadEnv();
  const named = models.length > 0 ? models : [undefined];
  const prompts = seedPrompt ? (["policy", "seed"] as const) : (["policy"] as const);
  const subjects: Subject[] = [];
  for (const prompt of prompts)
    for (const model of named) subjects.push(createSubject(await chooseModel(env, model), prompt, env));
  return subjects;
}

/** What is set wins; then `.env.local`, then `.env`, as for the app. */
function loadEnv(): Env {
  for (const path of [".env.local", ".env"]) if (existsSync(path)) process.loadEnvFile(path);
  return readEnv(process.env);
}

type Model = NonNullable<OfferedModel["reviewer"]>;

async function chooseModel(env: Env, named: string | undefined): Promise<Model> {
  const id = named ?? env.REVIEW_MODEL ?? env.MODEL;
  const needsServer = !id?.startsWith("ollama/");
  if (needsServer && env.OPENAI_API_KEY === undefined && env.OPENAI_BASE_URL === undefined)
    throw new Error(unset);
  const [offered] = await createModels({
    openai: { apiKey: env.OPENAI_API_KEY, baseUrl: env.OPENAI_BASE_URL, api: env.OPENAI_API ?? "responses" },
    ollamaUrl: env.OLLAMA_URL === "off" ? undefined : (env.OLLAMA_URL ?? defaultOllamaUrl),
    answering: env.MODEL ?? id,
    reviewing: named ?? env.REVIEW_MODEL,
  }).offer();
  if (!offered?.reviewer) throw new Error(unset);
  return offered.reviewer;
}

function createSubject(model: Model, prompt: Identity["prompt"], env: Env): Subject {
  const policy = readFileSync(new URL("../../safety/policy.md", import.meta.url));
  const policyVersion = createHash("sha256").update(policy).digest("hex");
  return {
    identity: {
      model: model.modelId,
      second: null,
      server: env.OPENAI_BASE_URL ? new URL(env.OPENAI_BASE_URL).host : null,
      policyVersion: prompt === "seed" ? seedPolicy.version : policyVersion,
      prompt,
    },
    review: createReviewer({
      model: prompt === "seed" ? instructed(model, seedPolicy.text) : model,
      timeoutMs: env.REVIEW_TIMEOUT_MS ?? reviewTimeoutMs,
      diagnose,
      report: (error) => console.error("A review failed on this machine:", error),
    }),
  };
}

/** The same model with other instructions than it is given. */
function instructed(model: Model, text: string): Model {
  return wrapLanguageModel({
    model,
    middleware: {
      specificationVersion: "v4",
      transformParams: async ({ params }) => ({
        ...params,
        prompt: params.prompt.map((message) =>
          message.role === "system" ? { ...message, content: text } : message,
        ),
      }),
    },
  });
}
