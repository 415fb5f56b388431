import { createOpenAI } from "@ai-sdk/openai";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import { defaultSettingsMiddleware, wrapLanguageModel } from "ai";
import { createDemoModel, demoModelId } from "./demo/demo-model.ts";
import { createOllamaList, defaultOllamaUrl } from "./ollama.ts";

export interface ModelSettings {
  openai: {
    /** None is needed for most servers of one's own. */
    apiKey: string | undefined;
    /** Where the server is, with its `/v1`; undefined for OpenAI itself. */
    baseUrl: string | undefined;
    /** Which of OpenAI's two protocols is spoken there. */
    api: "responses" | "chat";
  };
  /** Where a local Ollama would be, without a path; undefined to look for none. */
  ollamaUrl: string | undefined;
  /** The models that answer and review; `ollama/…` names one of the local Ollama. Undefined for the default. */
  answering: string | undefined;
  reviewing: string | undefined;
}

/** A model that may be asked, with the one that reviews its programs. */
export interface OfferedModel {
  /** What a request names it by. */
  id: string;
  /** What its provider calls it. */
  name: string;
  provider: string;
  /** True when its answers are written in advance. */
  demo: boolean;
  model: LanguageModelV4;
  /** Null for the demo, whose programs a rule reviews. */
  reviewer: LanguageModelV4 | null;
}

export interface Models {
  /** What may be asked now, the default first. Looks for a local Ollama at most every few seconds. */
  offer(): Promise<OfferedModel[]>;
}

/** Answers and reviews by default. $0.10 per million tokens in, $0.50 out (OpenAI's list, 2026-11). */
const defaultModel = "gpt-6-luna";

/** Said aloud, since the provider would otherwise read the environment by itself. */
const openaiUrl = "https://api.openai.com/v1";

/**
 * What can be asked, by what is configured: OpenAI or a compatible server, a local Ollama where one is found, and
 * the demo where nothing is configured. A found Ollama is never the default.
 */
export function createModels(settings: ModelSettings): Models {
  const providers = createProviders(settings);
  const configured = offerConfigured(settings, providers);
  const first = configured ?? offerDemo();
  const listOllama = settings.ollamaUrl ? createOllamaList(settings.ollamaUrl) : async () => [];

  return {
    async offer() {
      const local = (await listOllama()).map((name) => {
        const model = providers.open(`${ollamaPrefix}${name}`);
        return { ...model, reviewer: configured?.reviewer ?? model.model };
      });
      return [first, ...local.filter(({ id }) => id !== first.id)];
    },
  };
}

/** Null when nothing is configured. */
function offerConfigured({ openai, answering, reviewing }: ModelSettings, providers: Providers) {
  const onOpenAI = openai.apiKey !== undefined && openai.baseUrl === undefined;
  const id = answering ?? (openai.apiKey || openai.baseUrl ? defaultModel : undefined);
  if (id === undefined) return null;
  // Another server hardly has OpenAI's model, so there the one that answers also reviews.
  const reviewer = providers.open(reviewing ?? (onOpenAI ? defaultModel : id));
  return { ...providers.open(id), reviewer: reviewer.model };
}

function offerDemo(): OfferedModel {
  return {
    id: demoModelId,
    name: "Demo",
    provider: "Workings",
    demo: true,
    model: createDemoModel(),
    reviewer: null,
  };
}

/** Ids that begin so name a model of the local Ollama. */
const ollamaPrefix = "ollama/";

type OpenedModel = Omit<OfferedModel, "reviewer">;

interface Providers {
  open(id: string): OpenedModel;
}

function createProviders({ openai, ollamaUrl }: ModelSettings): Providers {
  // The provider refuses to call without a key; servers of one's own mostly ignore it.
  const server = createOpenAI({ apiKey: openai.apiKey ?? "none", baseURL: openai.baseUrl ?? openaiUrl });
  const local = createOpenAI({
    apiKey: "none",
    baseURL: `${ollamaUrl ?? defaultOllamaUrl}/v1`,
    name: "ollama",
  });
  const serverName = openai.baseUrl ? new URL(openai.baseUrl).host : "OpenAI";

  return {
    open(id) {
      if (id.startsWith(ollamaPrefix)) {
        const name = id.slice(ollamaPrefix.length);
        return { id, name, provider: "Ollama", demo: false, model: local.chat(name) };
      }
      const model = openai.api === "chat" ? server.chat(id) : server.responses(id);
      return { id, name: id, provider: serverName, demo: false, model: withoutStorage(model) };
    },
  };
}

/** OpenAI keeps what is sent to it unless told not to. */
function withoutStorage(model: LanguageModelV4): LanguageModelV4 {
  const settings = { providerOptions: { openai: { store: false } } };
  return wrapLanguageModel({ model, middleware: defaultSettingsMiddleware({ settings }) });
}
