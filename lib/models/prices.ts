/** What a model costs, in US dollars per million tokens. */
export interface Price {
  input: number;
  output: number;
}

/**
 * OpenAI's list prices, 2026-11. Input that is read from the provider's cache is cheaper there and is counted in full here, so
 * that a cost is at most too high.
 */
const prices: Record<string, Price> = {
  "gpt-6-luna": { input: 0.1, output: 0.5 },
  "gpt-6.1-terra": { input: 1, output: 5 },
  "gpt-6.1-sol": { input: 2, output: 10 },
};

/** The price of one of OpenAI's models, also of a dated version of it (`gpt-6-luna-2026-10-01`); null for any other. */
export function findPrice(id: string): Price | null {
  return prices[id.replace(/-\d{4}-\d{2}-\d{2}$/, "")] ?? null;
}

/** What a call cost, in US dollars; null where the price or a number of tokens is unknown. */
export function computeCost(
  price: Price | null,
  { input, output }: { input: number | null; output: number | null },
): number | null {
  if (price === null || input === null || output === null) return null;
  return (input * price.input + output * price.output) / 1e6;
}
