import { createOpenAI } from "@ai-sdk/openai";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import { defaultSettingsMiddleware, wrapLanguageModel } from "ai";
import { createDemoModel, demoModelId } from "./demo/demo-model.ts";
import { createOllamaList, defaultOllamaUrl } from "./ollama.ts";
import { findPrice, type Price } from "./prices.ts";

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
  /** Further models that may be asked, in this order. */
  offering: readonly string[];
  reviewing: string | undefined;
  /** Reviews besides: a second opinion, and where the first reviewer cannot be had. Undefined for none. */
  reviewingToo: string | undefined;
  /** What models cost that have no known price, or another than the known one. The first that fits counts. */
  prices: readonly NamedPrice[];
}

/** In US dollars per million tokens. */
export interface NamedPrice {
  /** As a request names it; null for every model without a known price. */
  id: string | null;
  input: number;
  output: number;
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
  /** Null where it is unknown, as on any server but OpenAI's; the demo costs nothing and has none. */
  price: Price | null;
  /** On this machine, or the demo: a call costs its owner no money, unless a price says so. */
  local: boolean;
  /** Null for the demo, whose programs a rule reviews. */
  reviewers: Reviewers | null;
}

export interface Reviewers {
  first: PricedModel;
  second: PricedModel | null;
}

/** A model and what is known of where it runs. */
export interface PricedModel {
  model: LanguageModelV4;
  /** Null where it is unknown, as on any server but OpenAI's. */
  price: Price | null;
  /** On this machine, where even a short answer may take a while. */
  local: boolean;
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
  const named = configured.length > 0 ? configured : [offerDemo()];
  const listOllama = settings.ollamaUrl ? createOllamaList(settings.ollamaUrl) : async () => [];

  return {
    async offer() {
      const found = (await listOllama()).map((name) => {
        const { answers, reviews } = providers.open(`${ollamaPrefix}${name}`);
        return { ...answers, reviewers: configured[0]?.reviewers ?? { first: reviews, second: null } };
      });
      return [...named, ...found.filter(({ id }) => named.every((other) => other.id !== id))];
    },
  };
}

/** None when nothing is configured. All have the same reviewers. */
function offerConfigured(settings: ModelSettings, providers: Providers): OfferedModel[] {
  const { openai, answering, offering, reviewing, reviewingToo } = settings;
  const onOpenAI = openai.apiKey !== undefined && openai.baseUrl === undefined;
  const id = answering ?? offering[0] ?? (openai.apiKey || openai.baseUrl ? defaultModel : undefined);
  if (id === undefined) return [];
  // Another server hardly has OpenAI's model, so there the one that answers also reviews.
  const first = providers.open(reviewing ?? (onOpenAI ? defaultModel : id)).reviews;
  const second = reviewingToo === undefined ? null : providers.open(reviewingToo).reviews;
  const reviewers = { first, second };
  return [...new Set([id, ...offering])].map((name) => ({ ...providers.open(name).answers, reviewers }));
}

function offerDemo(): OfferedModel {
  return {
    id: demoModelId,
    name: "Demo",
    provider: "Workings",
    demo: true,
    model: createDemoModel(),
    price: null,
    local: true,
    reviewers: null,
  };
}

/** Ids that begin so name a model of the local Ollama. */
const ollamaPrefix = "ollama/";

/** A model in both of its roles. */
interface OpenedModel {
  answers: Omit<OfferedModel, "reviewers">;
  reviews: PricedModel;
}

interface Providers {
  open(id: string): OpenedModel;
}

function createProviders({ openai, ollamaUrl, prices }: ModelSettings): Providers {
  // The provider refuses to call without a key; servers of one's own mostly ignore it.
  const server = createOpenAI({ apiKey: openai.apiKey ?? "none", baseURL: openai.baseUrl ?? openaiUrl });
  const local = createOpenAI({
    apiKey: "none",
    baseURL: `${ollamaUrl ?? defaultOllamaUrl}/v1`,
    name: "ollama",
  });
  const isOllamaLocal = isLoopback(ollamaUrl ?? defaultOllamaUrl);
  const serverName = openai.baseUrl ? new URL(openai.baseUrl).host : "OpenAI";

  return {
    open(id) {
      if (id.startsWith(ollamaPrefix)) {
        const name = id.slice(ollamaPrefix.length);
        const model = local.chat(name);
        const price = findNamed(prices, id, null);
        return {
          answers: { id, name, provider: "Ollama", demo: false, model, price, local: isOllamaLocal },
          reviews: { model, price, local: isOllamaLocal },
        };
      }
      const model = tame(openai.api === "chat" ? server.chat(id) : server.responses(id));
      const price = findNamed(prices, id, openai.baseUrl ? null : findPrice(id));
      const isLocal = openai.baseUrl !== undefined && isLoopback(openai.baseUrl);
      return {
        answers: { id, name: id, provider: serverName, demo: false, model, price, local: isLocal },
        reviews: {
          model: openai.baseUrl ? model : cacheInstructions(model),
          price,
          local: isLocal,
        },
      };
    },
  };
}

/** GPT-5.6 and later: only what ends at a mark is read from the cache. */
const needsMark = /^gpt-(5\.([6-9]|\d\d)|[6-9]|\d\d)/;

/**
 * Has OpenAI keep the instructions of a model in its cache, and nothing else. Newer models would otherwise cache up to the
 * end of the last message: never found again where that message is another each time, and written at a quarter more.
 */
function cacheInstructions(model: LanguageModelV4): LanguageModelV4 {
  if (!needsMark.test(model.modelId)) return model;
  const explicit = { mode: "explicit" };
  const settings = {
    providerOptions: { openai: { promptCacheKey: "workings-review", promptCacheOptions: explicit } },
  };
  return wrapLanguageModel({
    model,
    middleware: [
      defaultSettingsMiddleware({ settings }),
      {
        specificationVersion: "v4",
        transformParams: async ({ params }) => ({
          ...params,
          prompt: params.prompt.map((message) =>
            message.role === "system"
              ? { ...message, providerOptions: { openai: { promptCacheBreakpoint: explicit } } }
              : message,
          ),
        }),
      },
    ],
  });
}

/** Writing to a cache costs a quarter more wherever it costs at all. What was said of a model itself counts before what is known of it, and that before what was said of all. */
function findNamed(named: readonly NamedPrice[], id: string, known: Price | null): Price | null {
  const own = named.find((price) => price.id === id);
  const any = named.find((price) => price.id === null);
  const said = own ?? (known === null ? any : undefined);
  return said
    ? { input: said.input, cacheRead: said.input, cacheWrite: 1.25 * said.input, output: said.output }
    : known;
}

function isLoopback(url: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
}

/** OpenAI keeps what is sent to it, and writes a summary of what it thought, unless told not to. */
function tame(model: LanguageModelV4): LanguageModelV4 {
  const settings = { providerOptions: { openai: { store: false, reasoningSummary: null } } };
  return wrapLanguageModel({ model, middleware: defaultSettingsMiddleware({ settings }) });
}
