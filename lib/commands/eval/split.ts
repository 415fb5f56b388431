import { createHash } from "node:crypto";
import type { Row } from "./row.ts";

/** `test` is what may be quoted; `tune` is what a policy may be written with. */
export const splits = ["tune", "test"] as const;

export type Split = (typeof splits)[number];

const testShare = 0.75;

/** By the family's SHA-256, so that a family is never in both and a new one moves no other. */
export function splitOf({ family }: Pick<Row, "family">): Split {
  const first = createHash("sha256").update(family).digest().readUInt32BE(0);
  return first / 2 ** 32 < testShare ? "test" : "tune";
}
