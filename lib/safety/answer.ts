import { z } from "zod";
import { categories, type UnavailableCause, type Verdict } from "./review.ts";

/** The order of the fields is the order in which the model writes: it says what it saw before it judges. */
export const answerSchema = z.strictObject({
  effects: z.string().describe("What the program does, in at most 25 words."),
  category: z.enum(categories),
  safe: z.boolean(),
  reason: z.string().describe("For the person who reads the page, in at most 20 words."),
});

export type Answer = z.infer<typeof answerSchema>;

/** A model counts words better than characters, so it is asked for fewer words than these hold. */
const effectsChars = 200;
export const reasonChars = 160;

/**
 * A yes is a yes only when both fields say so and the words around it keep to their length; a contradiction is no verdict.
 * A no stays a no, however long it is.
 */
export function readAnswer(answer: Answer): Verdict {
  const { safe, category } = answer;
  const [reason, effects] = [tidy(answer.reason), tidy(answer.effects)];
  if (safe && (reason.length > reasonChars || effects.length > effectsChars)) return unavailable("malformed");
  const words = { reason: clip(reason, reasonChars), effects: clip(effects, effectsChars) };
  if (safe && category === "none") return { verdict: "safe", category, cause: null, ...words };
  if (!safe && category !== "none") return { verdict: "unsafe", category, cause: null, ...words };
  return unavailable("malformed");
}

export function unavailable(cause: UnavailableCause): Verdict {
  return { verdict: "unavailable", category: null, cause, reason: reasons[cause], effects: null };
}

const reasons: Record<UnavailableCause, string> = {
  "rejected-key": "The reviewer's provider rejected the key. The owner of this server must set another.",
  "rate-limited": "The reviewer's provider allows no more calls for now. Ask again in a minute.",
  "no-such-model": "The reviewer's provider has no such model. The owner of this server must set another.",
  unreachable: "The reviewer could not be reached. Ask again in a moment.",
  "cut-off": "The reviewer's answer broke off. Ask again.",
  timeout: "The reviewer did not answer in time. Ask again.",
  "rejected-request": "The reviewer's provider did not accept the request.",
  provider: "The reviewer's provider failed. Ask again in a moment.",
  budget: "The money for answers and reviews is used up for now, so the reviewer was not asked.",
  uncounted: "Whether there is money for a review could not be looked up, so the reviewer was not asked.",
  aborted: "The review was stopped before there was a verdict.",
  declined: "The reviewer declined to give a verdict.",
  malformed: "What the reviewer answered was no verdict.",
  unreadable: "The program could not be read for the review in time. Ask for a simpler one.",
  busy: "Too many programs wait to be reviewed. Ask again in a moment.",
  internal: "The review failed on this server. Its log says more.",
};

/** One line, and nothing in it that is not seen or turns the direction of what follows. */
function tidy(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Bidi_Control}/gu, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

export function clip(text: string, maxChars: number): string {
  return text.length <= maxChars
    ? text
    : `${text
        .slice(0, maxChars - 1)
        .replace(/[\ud800-\udbff]$/, "")
        .trimEnd()}…`;
}
