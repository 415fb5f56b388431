import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
} from "@ai-sdk/provider";
import { APICallError, wrapLanguageModel } from "ai";
import { BudgetError, UncountedError } from "./fault.ts";
import { computeCost, type Price } from "./prices.ts";

/** Where the money for calls comes from. */
export interface Purse {
  /** Sets aside so many US dollars before a call. False when there are not so many left. Rejects when nobody can say. */
  reserve(usd: number): Promise<Reserved | false>;
  /** Hears that what a call really cost could not be noted; what was set aside for it stays so. */
  report: (error: unknown) => void;
}

export interface Reserved {
  /** What the call cost, in US dollars. */
  settle(usd: number): Promise<void>;
}

/** Of a call that names no bound of its own, in tokens. */
export const defaultOutputTokens = 16_000;

/** Where there is no money for all that a call might write, it may write this much, in tokens, if there is money for that. */
const fewOutputTokens = 4_000;

/** More than any model writes, thinking included, in tokens a second: what one that was stopped can have cost at the most. */
const tokensPerSecond = 500;

/** Answers of a provider that did no work. */
const unpaidStatuses: readonly (number | undefined)[] = [400, 401, 403, 404, 422, 429];

/** Of connections that were never made. */
const unpaidCodes: readonly unknown[] = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"];

/** A call for which money was set aside. */
interface Paid {
  params: LanguageModelV4CallOptions;
  /** Of the two ways of ending the first counts. Never rejects. */
  settle(usage: Usage): Promise<void>;
  /** It was stopped, broke off or failed, and nobody says what it used. */
  giveUp(error: unknown): Promise<void>;
}

type Usage = Awaited<ReturnType<LanguageModelV4["doGenerate"]>>["usage"];

/**
 * The same model, each of whose calls is paid for: the most that it can cost is set aside before, and what its provider reports
 * is settled after. A call for which there is no money, or of which that cannot be said, is not made. One of which nobody says
 * what it used costs the most that it can have used in its time.
 */
export function payFor(model: LanguageModelV4, price: Price, purse: Purse): LanguageModelV4 {
  /** Sets money aside for all that it may write, or for little. */
  async function reserve(params: LanguageModelV4CallOptions) {
    const asked = params.maxOutputTokens ?? defaultOutputTokens;
    for (const maxOutputTokens of asked > fewOutputTokens ? [asked, fewOutputTokens] : [asked]) {
      const reserved = await purse.reserve(costAtMost(price, params, maxOutputTokens)).catch((cause) => {
        throw new UncountedError({ cause });
      });
      if (reserved) return { reserved, maxOutputTokens };
    }
    throw new BudgetError();
  }

  async function pay(asked: LanguageModelV4CallOptions): Promise<Paid> {
    const { reserved, maxOutputTokens } = await reserve(asked);
    const params = { ...asked, maxOutputTokens };
    const startedAt = performance.now();
    let isOpen = true;
    async function close(usd: number) {
      if (!isOpen) return;
      isOpen = false;
      await reserved.settle(usd).catch(purse.report);
    }
    function usedInItsTime(): number {
      const written = Math.ceil(((performance.now() - startedAt) / 1_000) * tokensPerSecond);
      return costAtMost(price, params, Math.min(maxOutputTokens, written));
    }
    return {
      params,
      settle: (usage) => close(costOf(price, usage) ?? usedInItsTime()),
      giveUp: (error) => close(isUnpaid(error) ? 0 : usedInItsTime()),
    };
  }

  return wrapLanguageModel({
    model,
    middleware: {
      specificationVersion: "v4",
      async wrapGenerate({ params, model: inner }) {
        const paid = await pay(params);
        try {
          const result = await inner.doGenerate(paid.params);
          await paid.settle(result.usage);
          return result;
        } catch (error) {
          await paid.giveUp(error);
          throw error;
        }
      },
      async wrapStream({ params, model: inner }) {
        const paid = await pay(params);
        try {
          const { stream, ...rest } = await inner.doStream(paid.params);
          return { ...rest, stream: settleAtEnd(stream, paid) };
        } catch (error) {
          await paid.giveUp(error);
          throw error;
        }
      },
    },
  });
}

/** The same stream, which is paid for however it ends. */
function settleAtEnd(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  paid: Paid,
): ReadableStream<LanguageModelV4StreamPart> {
  const reader = stream.getReader();
  return new ReadableStream<LanguageModelV4StreamPart>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (value?.type === "finish") await paid.settle(value.usage);
        if (!done) return controller.enqueue(value);
        await paid.giveUp(null);
        controller.close();
      } catch (error) {
        await paid.giveUp(error);
        controller.error(error);
      }
    },
    async cancel(reason) {
      await paid.giveUp(reason);
      await reader.cancel(reason);
    },
  });
}

/** What a call costs that writes so much, in US dollars, at the most: no token is shorter than a byte. */
function costAtMost(
  price: Price,
  { prompt, tools, responseFormat }: LanguageModelV4CallOptions,
  outputTokens: number,
): number {
  const input = Buffer.byteLength(JSON.stringify({ prompt, tools, responseFormat }));
  const inputPrice = Math.max(price.input, price.cacheRead, price.cacheWrite);
  return (input * inputPrice + outputTokens * price.output) / 1e6;
}

/** Null where what a provider reports cannot be: nothing is read or written for nothing, nor more read from a cache than at all. */
function costOf(price: Price, { inputTokens, outputTokens }: Usage): number | null {
  const used = {
    input: inputTokens.total ?? null,
    cacheRead: inputTokens.cacheRead ?? null,
    cacheWrite: inputTokens.cacheWrite ?? null,
    output: outputTokens.total ?? null,
  };
  const [read, written] = [used.cacheRead ?? 0, used.cacheWrite ?? 0];
  const isPossible =
    Object.values(used).every((count) => count === null || (Number.isFinite(count) && count >= 0)) &&
    used.input !== 0 &&
    used.output !== 0 &&
    read + written <= (used.input ?? 0);
  return isPossible ? computeCost(price, used) : null;
}

/** Whether a failed call was none that a provider asks money for. */
function isUnpaid(error: unknown): boolean {
  if (!APICallError.isInstance(error)) return false;
  if (error.statusCode !== undefined) return unpaidStatuses.includes(error.statusCode);
  return unpaidCodes.includes(innermostCode(error.cause));
}

function innermostCode(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined;
  return "code" in error ? error.code : innermostCode(error.cause);
}
