import { type Samples, type Summary, summarise } from "./measure.ts";
import { type ColumnName, findTable, type TableName, tables } from "./tables.ts";

/** One line of the table, as plain data: it crosses from the process that measured it. */
export interface Row {
  table: TableName;
  what: string;
  /** Empty for what is counted. */
  unit: "ms" | "a second" | "MB" | "%" | "";
  cells: Partial<Record<ColumnName, Summary>>;
  claims: Claim[];
  /** What the worse end may be at most, in the unit; null where nothing was set out. */
  atMost: number | null;
}

/** How what was measured stands to something else. */
export interface Claim {
  /** A peer, or what the same took at first. */
  against: ColumnName | "first";
  /** How many times the other's cost is ours; below 1 where ours is the lower. */
  cost: number;
  /** What the cost may be at most, or null where nothing was set out to be reached. */
  atMost: number | null;
}

/** Peers to compare with, and how many times their cost ours may be. Twice as fast is a cost of at most a half. */
export type Targets = Partial<Record<ColumnName, number | null>>;

export function createRow(
  what: string,
  unit: Row["unit"],
  samples: Samples,
  targets: Targets,
  atMost: number | null = null,
): Row {
  const table = findTable([...samples.keys()]);
  const cells: Row["cells"] = {};
  for (const [peer, values] of samples) cells[peer] = summarise(values);
  const claims = Object.entries(targets).map(([name, atMost]): Claim => {
    const peer = name as ColumnName;
    return { against: peer, cost: costOf(unit, cells[tables[table].ours], cells[peer]), atMost };
  });
  return { table, what, unit, cells, claims, atMost };
}

function costOf(unit: Row["unit"], ours: Summary | undefined, theirs: Summary | undefined): number {
  if (!ours || !theirs) throw new Error("a peer to compare with was not measured");
  // Of runs a second more is better, of everything else less.
  return unit === "a second" ? theirs.median / ours.median : ours.median / theirs.median;
}
