import { createHash } from "node:crypto";
import { normaliseAnswer } from "./answer.ts";
import { blankComments, parseProgram } from "./parse.ts";
import type { Source } from "./program.ts";
import type { GuestError } from "./run-result.ts";

/** What a text says. Plain data, since it is read on another thread. */
export type Reading = { ok: true; source: Source; sha256: string } | { ok: false; error: GuestError };

/** Throws only when a parser broke on the text. May take long: nothing in here knows of time. */
export function readProgram(written: string): Reading {
  const parsed = parseProgram(written);
  if (!parsed.ok) return parsed;
  const source = normaliseAnswer(blankComments(parsed.code, parsed.comments), parsed.ast);
  return { ok: true, source, sha256: createHash("sha256").update(source.code).digest("hex") };
}
