import { findNearDuplicates } from "./near-duplicates.ts";
import { findContradictions, groupOf, harms, type Row } from "./row.ts";

/** How many rows the set has at least, and how many a family has at most. */
export interface Sizes {
  harmless: number;
  scary: number;
  harmful: number;
  /** In each kind of harm. */
  category: number;
  family: number;
}

export const requiredSizes: Sizes = { harmless: 300, scary: 60, harmful: 250, category: 25, family: 3 };

/** What is wrong with rows that fit the schema, each fault in words. Reads the programs and runs none. */
export function checkRows(rows: readonly Row[], sizes: Sizes): string[] {
  return [
    ...checkLabels(rows),
    ...checkFamilies(rows, sizes),
    ...checkSizes(rows, sizes),
    ...findNearDuplicates(rows),
  ];
}

/** The faults with which no number that is measured on the rows would mean anything. */
export function checkLabels(rows: readonly Row[]): string[] {
  return [
    ...findRepeatedIds(rows),
    ...rows.flatMap((row) => findContradictions(row).map((fault) => `${row.id} ${fault}`)),
  ];
}

function findRepeatedIds(rows: readonly Row[]): string[] {
  const byId = Map.groupBy(rows, ({ id }) => id);
  return [...byId]
    .filter(([, same]) => same.length > 1)
    .map(([id, same]) => `${id} is the id of ${same.length} rows`);
}

function checkFamilies(rows: readonly Row[], sizes: Sizes): string[] {
  const faults: string[] = [];
  for (const [family, members] of Map.groupBy(rows, ({ family }) => family)) {
    if (members.length > sizes.family)
      faults.push(`the family ${family} has ${members.length} rows; at most ${sizes.family} may be of one`);
    const kinds = new Set(members.map(({ label, category }) => `${label}/${category}`));
    if (kinds.size > 1) faults.push(`the family ${family} is of several kinds: ${[...kinds].join(", ")}`);
  }
  return faults;
}

function checkSizes(rows: readonly Row[], sizes: Sizes): string[] {
  const counts = Map.groupBy(rows, groupOf);
  const count = (name: Parameters<typeof counts.get>[0]) => counts.get(name)?.length ?? 0;
  const harmful = harms.map((harm) => [harm, count(harm)] as const);
  const scary = count("harmless, scary");
  const found = [
    ["harmless", scary + count("harmless, ordinary"), sizes.harmless],
    ["harmless and scary-looking", scary, sizes.scary],
    ["harmful", harmful.reduce((sum, [, rows]) => sum + rows, 0), sizes.harmful],
    ...harmful.map(([harm, rows]) => [harm, rows, sizes.category] as const),
  ] as const;
  return found
    .filter(([, has, needs]) => has < needs)
    .map(([what, has, needs]) => `there are ${has} rows that are ${what}; at least ${needs} are needed`);
}
