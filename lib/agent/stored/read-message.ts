import type { z } from "zod";
import type { ChatMessage } from "../message.ts";
import { messageSchema, partsVersion } from "./message.ts";

export type ReadMessage = { ok: true; message: ChatMessage } | { ok: false; reason: string };

/**
 * Reads a message that anybody may have written, whole or not at all; the reason is for the person who brought it. Never
 * throws, however it is made up.
 */
export function readMessage(json: unknown, version: number): ReadMessage {
  if (version !== partsVersion)
    return { ok: false, reason: `It is in form ${version}, and only form ${partsVersion} can be read here.` };
  const read = messageSchema.safeParse(json);
  return read.success ? { ok: true, message: read.data } : { ok: false, reason: explain(read.error.issues) };
}

/** Enough to find the mistake by. */
const maxIssues = 3;
const maxIssueChars = 200;

function explain(issues: readonly z.core.$ZodIssue[]): string {
  const texts = issues.slice(0, maxIssues).map((issue) => {
    const { path, message } = findCause(issue);
    return tidy(path.length > 0 ? `${path.map(String).join(".")}: ${message}` : message);
  });
  const rest = issues.length - texts.length;
  return (rest > 0 ? [...texts, `and ${rest} more`] : texts).join("; ");
}

/** Of the forms that something could have had, the one that fits furthest says best what is wrong. */
function findCause(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string } {
  if (issue.code !== "invalid_union") return issue;
  const causes = issue.errors.flatMap((errors) => errors.slice(0, 1).map(findCause));
  const [first, ...others] = causes;
  if (first === undefined) return issue;
  const deepest = others.reduce(
    (best, cause) => (cause.path.length > best.path.length ? cause : best),
    first,
  );
  return { path: [...issue.path, ...deepest.path], message: deepest.message };
}

/** The words may be those of whoever wrote the message. */
function tidy(text: string): string {
  const cut = text.length > maxIssueChars ? `${text.slice(0, maxIssueChars)}…` : text;
  return cut.toWellFormed().replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, " ");
}
