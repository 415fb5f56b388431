import type { Row } from "./row.ts";
import { readShingles } from "./shingles.ts";

/** Above these shares of common shingles (Jaccard's index) two programs count as one. */
const maxRaw = 0.5;
const maxKinds = 0.85;

/** Every pair of rows that are too much alike, in words. A row that does not parse is like none. */
export function findNearDuplicates(rows: readonly Row[]): string[] {
  const read = rows.map(({ code }) => readShingles(code));
  const empty = new Set<string>();
  const raw = findPairs(
    read.map((shingles) => shingles?.raw ?? empty),
    maxRaw,
  );
  const kinds = findPairs(
    read.map((shingles) => shingles?.kinds ?? empty),
    maxKinds,
  );
  const say = ({ first, second, share }: Pair, what: string) =>
    `${rows[first]?.id} and ${rows[second]?.id} are near-duplicates: ${Math.round(share * 100)} % of their ${what} are common`;
  return [
    ...raw.map((pair) => say(pair, "5-token sequences")),
    ...kinds.map((pair) => say(pair, "8-token sequences, with names and values by kind,")),
  ];
}

interface Pair {
  first: number;
  second: number;
  share: number;
}

/** Only sets that share an element are ever compared, by an index from element to sets. */
function findPairs(sets: readonly Set<string>[], atMost: number): Pair[] {
  const holders = new Map<string, number[]>();
  const pairs: Pair[] = [];
  for (const [second, set] of sets.entries()) {
    const common = new Map<number, number>();
    for (const element of set) {
      const earlier = holders.get(element);
      for (const first of earlier ?? []) common.set(first, (common.get(first) ?? 0) + 1);
      if (earlier) earlier.push(second);
      else holders.set(element, [second]);
    }
    for (const [first, count] of common) {
      const share = count / ((sets[first]?.size ?? 0) + set.size - count);
      if (share > atMost) pairs.push({ first, second, share });
    }
  }
  return pairs;
}
