/** What a model costs, in US dollars per million tokens. */
export interface Price {
  /** Input that is neither read from the provider's cache nor written to it. */
  input: number;
  cacheRead: number;
  cacheWrite: number;
  output: number;
}

/**
 * OpenAI's list, 2026-11. Of its input price a token costs a tenth where it is
 * read from the cache, with sol a twentieth, and five quarters where it is written to it
 * (https://developers.openai.com/api/docs/guides/prompt-caching).
 */
const prices: Record<string, Price> = {
  "gpt-6-luna": { input: 0.1, cacheRead: 0.01, cacheWrite: 0.125, output: 0.5 },
  "gpt-6.1-terra": { input: 1, cacheRead: 0.1, cacheWrite: 1.25, output: 5 },
  "gpt-6.1-sol": { input: 2, cacheRead: 0.1, cacheWrite: 2.5, output: 10 },
};

/** The price of one of OpenAI's models, also of a dated version of it (`gpt-6-luna-2026-10-01`); null for any other. */
export function findPrice(id: string): Price | null {
  return prices[id.replace(/-\d{4}-\d{2}-\d{2}$/, "")] ?? null;
}

/** What a call used, as its provider reported it; null where it did not. */
export interface UsedTokens {
  /** All of the input. */
  input: number | null;
  cacheRead: number | null;
  cacheWrite: number | null;
  output: number | null;
}

/** What a call cost, in US dollars; null where the price, or how much went in or out, is unknown. */
export function computeCost(
  price: Price | null,
  { input, cacheRead, cacheWrite, output }: UsedTokens,
): number | null {
  if (price === null || input === null || output === null) return null;
  const [read, written] = [cacheRead ?? 0, cacheWrite ?? 0];
  const plain = input - read - written;
  const usd =
    plain * price.input + read * price.cacheRead + written * price.cacheWrite + output * price.output;
  return usd / 1e6;
}
