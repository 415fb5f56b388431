/** What a reviewer is shown: the string that will run, and its SHA-256. Never who wrote it or why. */
export interface Reviewable {
  readonly code: string;
  readonly sha256: string;
}

export type Reviewer = (
  program: Reviewable,
  options?: { signal?: AbortSignal | undefined },
) => Promise<Review>;

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

/** What can go wrong between us and the reviewer's provider. */
export type ReviewFault =
  | "rejected-key"
  | "rate-limited"
  | "no-such-model"
  | "unreachable"
  | "cut-off"
  | "timeout"
  | "rejected-request"
  | "provider";

/**
 * Why no verdict could be had. None of them lets a program run. `declined`: the model would not answer;
 * `malformed`: it answered something that is no verdict, or one that contradicts itself.
 */
export type UnavailableCause = ReviewFault | "aborted" | "declined" | "malformed" | "internal";

/** The whole record of a review. Only `safe` lets a program run. */
export type Review = Verdict & ReviewRecord;

/** `unsafe` is the reviewer's word; `unavailable` means there was none, and `cause` says why. */
export type Verdict = VerdictWords &
  (
    | { verdict: "safe"; category: "none"; cause: null }
    | { verdict: "unsafe"; category: Exclude<Category, "none">; cause: null }
    | { verdict: "unavailable"; category: null; cause: UnavailableCause }
  );

interface VerdictWords {
  /** For the person who reads the page, at most 160 characters. */
  reason: string;
  /** What the program does, in the reviewer's words, at most 200 characters; null without a verdict. */
  effects: string | null;
}

interface ReviewRecord {
  /** What reading the program without running it showed; null where nobody looked. */
  facts: string[] | null;
  /** Who reviewed: a model's id, or the name of a rule. */
  model: string;
  /** SHA-256 of the policy, or null for a rule. */
  policyVersion: string | null;
  /** SHA-256 of the string that was reviewed. */
  codeSha256: string;
  /** How long it took, in milliseconds. */
  ms: number;
  /** As the provider reported them; null without a model call. */
  tokens: { input: number | null; output: number | null } | null;
  /** In US dollars; null where the price is unknown. */
  costUsd: number | null;
  /** True when an earlier verdict on the same program was used. */
  remembered: boolean;
  opinion: "first" | "second";
}
