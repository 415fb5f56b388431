import type { LanguageModelV4, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { wrapLanguageModel } from "ai";
import { BudgetError, diagnose, type Fault, UncountedError } from "./fault.ts";
import { computeCost, type Price } from "./prices.ts";

/** Where the money for calls comes from. */
export interface Purse {
  /** Sets aside so many US dollars before a call. False when there are not so many left. Rejects when nobody can say. */
  reserve(usd: number): Promise<Reserved | false>;
  /** Hears that what a call really cost could not be noted; what was set aside for it stays so. */
  report: (error: unknown) => void;
}

export interface Reserved {
  /** What the call cost, in US dollars; null where nobody knows. */
  settle(usd: number | null): Promise<void>;
}

/** Of a call that names no bound of its own, in tokens. */
export const defaultOutputTokens = 16_000;

/** Faults of calls for which a provider asks no money. */
const unpaid: readonly Fault[] = [
  "rejected-key",
  "rate-limited",
  "no-such-model",
  "unreachable",
  "rejected-request",
  "provider",
];

/**
 * The same model, each of whose calls is paid for: the most that it can cost is set aside before, and what its provider reports
 * is settled after. A call for which there is no money, or of which that cannot be said, is not made. One that is stopped or
 * breaks off stays at what was set aside, since nobody reports what it used.
 */
export function payFor(model: LanguageModelV4, price: Price, purse: Purse): LanguageModelV4 {
  async function set(params: LanguageModelV4CallOptions): Promise<Reserved> {
    const reserved = await purse.reserve(estimate(price, params)).catch((cause) => {
      throw new UncountedError({ cause });
    });
    if (!reserved) throw new BudgetError();
    return reserved;
  }

  const settle = (reserved: Reserved, usd: number | null) => reserved.settle(usd).catch(purse.report);

  /** Makes a call, whose failure may have cost nothing. */
  async function attempt<T>(reserved: Reserved, call: () => PromiseLike<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      const fault = diagnose(error);
      if (fault !== null && unpaid.includes(fault)) await settle(reserved, 0);
      throw error;
    }
  }

  return wrapLanguageModel({
    model,
    middleware: {
      specificationVersion: "v4",
      transformParams: async ({ params }) => ({
        ...params,
        maxOutputTokens: params.maxOutputTokens ?? defaultOutputTokens,
      }),
      async wrapGenerate({ doGenerate, params }) {
        const reserved = await set(params);
        const result = await attempt(reserved, doGenerate);
        await settle(reserved, costOf(price, result.usage));
        return result;
      },
      async wrapStream({ doStream, params }) {
        const reserved = await set(params);
        const { stream, ...rest } = await attempt(reserved, doStream);
        return {
          ...rest,
          stream: stream.pipeThrough(
            new TransformStream({
              async transform(part, controller) {
                if (part.type === "finish") await settle(reserved, costOf(price, part.usage));
                controller.enqueue(part);
              },
            }),
          ),
        };
      },
    },
  });
}

/** The most that a call can cost, in US dollars: no token is shorter than a byte. */
function estimate(
  price: Price,
  { prompt, tools, responseFormat, maxOutputTokens }: LanguageModelV4CallOptions,
) {
  const input = Buffer.byteLength(JSON.stringify({ prompt, tools, responseFormat }));
  const inputPrice = Math.max(price.input, price.cacheRead, price.cacheWrite);
  return (input * inputPrice + (maxOutputTokens ?? defaultOutputTokens) * price.output) / 1e6;
}

type Usage = Awaited<ReturnType<LanguageModelV4["doGenerate"]>>["usage"];

function costOf(price: Price, { inputTokens, outputTokens }: Usage): number | null {
  return computeCost(price, {
    input: inputTokens.total ?? null,
    cacheRead: inputTokens.cacheRead ?? null,
    cacheWrite: inputTokens.cacheWrite ?? null,
    output: outputTokens.total ?? null,
  });
}
