import { type Samples, type Summary, summarise } from "./measure.ts";
import type { PeerName } from "./peers.ts";

/** One line of the table, as plain data: it crosses from the process that measured it. */
export interface Row {
  what: string;
  unit: "ms" | "a second" | "MB";
  cells: Partial<Record<PeerName, Summary>>;
  claims: Claim[];
}

/** How what was measured stands to something else. */
export interface Claim {
  /** A peer, or what the sandbox itself took at first. */
  against: PeerName | "first";
  /** How many times the other's cost is ours; below 1 where the sandbox is the cheaper. */
  cost: number;
  /** What the cost may be at most, or null where nothing was set out to be reached. */
  atMost: number | null;
}

/** Peers to compare with, and how many times their cost ours may be. Twice as fast is a cost of at most a half. */
export type Targets = Partial<Record<PeerName, number | null>>;

export function createRow(what: string, unit: Row["unit"], samples: Samples, targets: Targets): Row {
  const cells: Row["cells"] = {};
  for (const [peer, values] of samples) cells[peer] = summarise(values);
  const claims = Object.entries(targets).map(([name, atMost]): Claim => {
    const peer = name as PeerName;
    return { against: peer, cost: costOf(unit, cells.sandbox, cells[peer]), atMost };
  });
  return { what, unit, cells, claims };
}

function costOf(unit: Row["unit"], ours: Summary | undefined, theirs: Summary | undefined): number {
  if (!ours || !theirs) throw new Error("a peer to compare with was not measured");
  // Of runs a second more is better, of everything else less.
  return unit === "a second" ? theirs.median / ours.median : ours.median / theirs.median;
}
