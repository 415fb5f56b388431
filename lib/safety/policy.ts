import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** What the reviewer is told, byte-identical for every program so that a provider can cache it. */
export interface Policy {
  text: string;
  /** SHA-256 of the text: a verdict holds for one policy only. */
  version: string;
}

/** Reads the policy that an owner may have replaced: `policy.md` beside this file. */
export function loadPolicy(): Policy {
  const text = readFileSync(new URL("./policy.md", import.meta.url), "utf8");
  return { text, version: createHash("sha256").update(text).digest("hex") };
}
