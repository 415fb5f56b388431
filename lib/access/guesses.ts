import type { Claim, Counters } from "./counters.ts";

/** Slows down and counts those who guess the code of a closed deployment. Rejects when that cannot be counted: then nobody may. */
export interface Guesses {
  /** Counts a guess, before it is compared. */
  begin(network: string | null): Promise<Guess>;
}

export type Guess =
  | {
      allowed: true;
      /** How long whoever was wrong waits for the answer, in milliseconds. */
      waitMs: number;
      /** It was no guess: the code was right. */
      forgive(): Promise<void>;
    }
  | { allowed: false; returnsAt: Date };

/** Wrong ones, in an hour. Whoever is let in counts for nothing, so a network may be a whole school's. */
const mostOfNetwork = 10;
const mostInAll = 100;

const hourMs = 60 * 60 * 1_000;
const firstWaitMs = 250;
const longestWaitMs = 4_000;

interface GuessesParts {
  counters: Counters;
  now?: () => number;
}

export function createGuesses({ counters, now = Date.now }: GuessesParts): Guesses {
  return {
    async begin(network) {
      const beganAt = new Date(Math.floor(now() / hourMs) * hourMs);
      const own: Claim = {
        key: `guesses ${network ?? "unknown"}`,
        beganAt,
        amount: 1,
        most: mostOfNetwork,
      };
      const all: Claim = { key: "guesses", beganAt, amount: 1, most: mostInAll };
      if (await counters.take([own, all])) {
        return { allowed: false, returnsAt: new Date(beganAt.getTime() + hourMs) };
      }
      const used = (await counters.readUsed([own])).get(own.key) ?? 0;
      return {
        allowed: true,
        waitMs: Math.min(longestWaitMs, firstWaitMs * 2 ** Math.max(0, used - 1)),
        forgive: () => counters.correct([own, all].map(({ key }) => ({ key, beganAt, amount: -1 }))),
      };
    },
  };
}
