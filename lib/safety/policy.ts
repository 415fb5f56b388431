import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** What the reviewer is told, byte-identical for every program so that a provider can cache it. */
export interface Policy {
  text: string;
  /** SHA-256 of the text: a verdict holds for one policy only. */
  version: string;
}

export function createPolicy(text: string): Policy {
  return { text, version: createHash("sha256").update(text).digest("hex") };
}

/** Reads the policy that an owner may have replaced: `policy.md` beside this file. Throws when nothing stands in it. */
export function loadPolicy(): Policy {
  const text = readFileSync(new URL("./policy.md", import.meta.url), "utf8");
  if (text.trim() === "")
    throw Object.assign(new Error("lib/safety/policy.md is empty: a reviewer needs a policy."), {
      forOwner: true,
    });
  return createPolicy(text);
}
