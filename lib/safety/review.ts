import type { Facts } from "./facts/finding.ts";

/** What a reviewer is shown: the string that will run, and its SHA-256. Never who wrote it or why. */
export interface Reviewable {
  readonly code: string;
  readonly sha256: string;
}

/** Judges a program. Never rejects: whatever goes wrong is a review that lets nothing run. */
export type Reviewer = (program: Reviewable, options?: ReviewOptions) => Promise<Review>;

export interface ReviewOptions {
  /** Ends the review, as `unavailable` with cause `aborted`. */
  signal?: AbortSignal | undefined;
  /** Asks afresh, whatever was answered before: for somebody who doubts a verdict. */
  again?: boolean | undefined;
}

/** `none` goes with safe programs; every other one names a kind of harm. */
export const categories = [
  "none",
  "host_access",
  "sandbox_escape",
  "resource_exhaustion",
  "malicious_payload",
  "exfiltration_or_markup",
  "obfuscation",
  "reviewer_manipulation",
  "other",
] as const;

export type Category = (typeof categories)[number];
export type Harm = Exclude<Category, "none">;

/** What can go wrong between us and the reviewer's provider; `budget` and `uncounted` mean that it was not asked, for the money. */
const faults = [
  "rejected-key",
  "rate-limited",
  "no-such-model",
  "unreachable",
  "cut-off",
  "timeout",
  "rejected-request",
  "provider",
  "budget",
  "uncounted",
] as const;

export type ReviewFault = (typeof faults)[number];

export function isFault(cause: UnavailableCause | null): cause is ReviewFault {
  return faults.some((fault) => fault === cause);
}

/**
 * Why no verdict could be had. None of them lets a program run. `declined`: the model would not answer;
 * `malformed`: it answered something that is no verdict, or one that contradicts itself; `unreadable`: the program
 * could not be read within its time; `busy`: too many others wait to be read. Then nobody was asked.
 */
export type UnavailableCause =
  | ReviewFault
  | "aborted"
  | "declined"
  | "malformed"
  | "unreadable"
  | "busy"
  | "internal";

/** The whole record of a review. Only `safe` lets a program run. */
export type Review = Opinion & {
  /** Opinions that were asked for and did not decide: an overruled one, or one that could not be had. In order. */
  others: Opinion[];
  /** How long the review took, all its opinions together, in milliseconds. */
  totalMs: number;
};

/** One answer to the question whether a program is safe. */
export type Opinion = Verdict & OpinionRecord;

/** `unsafe` is the reviewer's word; `unavailable` means there was none, and `cause` says why. */
export type Verdict = VerdictWords &
  (
    | { verdict: "safe"; category: "none"; cause: null }
    | { verdict: "unsafe"; category: Harm; cause: null }
    | { verdict: "unavailable"; category: null; cause: UnavailableCause }
  );

interface VerdictWords {
  /** For the person who reads the page, at most 160 characters. */
  reason: string;
  /** What the program does, in the reviewer's words, at most 200 characters; null without a verdict. */
  effects: string | null;
}

interface OpinionRecord {
  /** What reading the program without running it showed; null where it could not be read. */
  facts: Facts | null;
  /** Who judged: a model's id, or the name of a rule. */
  model: string;
  /** SHA-256 of the policy, or null where no model was asked. */
  policyVersion: string | null;
  /** What the model was shown after the policy, to the letter; null where no model was asked. */
  shown: string | null;
  /** SHA-256 of the string that was judged. */
  codeSha256: string;
  /** When the opinion was given, in milliseconds since the epoch; the first time, if it was remembered. */
  at: number;
  /** How long it took, in milliseconds. */
  ms: number;
  /** As the provider reported them for the answer; null without one. */
  tokens: Tokens | null;
  /** In US dollars; null where the price or the tokens are unknown. */
  costUsd: number | null;
  /** True when an earlier opinion of the same model on the same program was used. */
  remembered: boolean;
  /** `again`: somebody doubted an earlier review. */
  opinion: "first" | "second" | "again";
}

export interface Tokens {
  input: number | null;
  /** How many of the input were read from the provider's cache, and written to it. */
  cacheRead: number | null;
  cacheWrite: number | null;
  output: number | null;
}
