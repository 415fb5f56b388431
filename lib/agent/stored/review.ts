import { z } from "zod";
import type { Category, Facts, FindingKind, Opinion, Review, UnavailableCause } from "#lib/safety";
import { exactly } from "./exactly.ts";
import { list } from "./list.ts";
import { textSchema } from "./scalars.ts";

/** More than reading a program ever shows. */
const maxFacts = 1_000;

/** More opinions than a review ever asks for. */
const maxOpinions = 20;

const harmSchema = exactly<Exclude<Category, "none">>()(
  z.enum([
    "host_access",
    "sandbox_escape",
    "resource_exhaustion",
    "malicious_payload",
    "exfiltration_or_markup",
    "obfuscation",
    "reviewer_manipulation",
    "other",
  ]),
);

const causeSchema = exactly<UnavailableCause>()(
  z.enum([
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
    "aborted",
    "declined",
    "malformed",
    "unreadable",
    "busy",
    "internal",
  ]),
);

const findingKindSchema = exactly<FindingKind>()(
  z.enum([
    "hidden-characters",
    "decoded-code",
    "constructor-walk",
    "addressed-text",
    "foreign-name",
    "exit",
    "unbounded-loop",
    "large-allocation",
    "encoded-text",
  ]),
);

const factsSchema = exactly<Facts>()(
  z.strictObject({
    globals: list(textSchema, maxFacts),
    findings: list(z.strictObject({ kind: findingKindSchema, text: textSchema }), maxFacts),
  }),
);

const tokenCount = z.number().nullable();

/** As a provider reports them. */
export const tokensSchema = z.strictObject({
  input: tokenCount,
  cacheRead: tokenCount,
  cacheWrite: tokenCount,
  output: tokenCount,
});

/** What goes with every verdict. */
const record = {
  reason: textSchema,
  effects: textSchema.nullable(),
  facts: factsSchema.nullable(),
  model: textSchema,
  // Stands in an address.
  policyVersion: z
    .string()
    .regex(/^\w{1,128}$/, "is no hash")
    .nullable(),
  shown: textSchema.nullable(),
  codeSha256: textSchema,
  at: z.number(),
  ms: z.number(),
  tokens: tokensSchema.nullable(),
  costUsd: z.number().nullable(),
  remembered: z.boolean(),
  opinion: z.enum(["first", "second", "again"]),
};

/** A verdict with these fields besides its own. */
function withVerdict<Fields extends z.core.$ZodLooseShape>(fields: Fields) {
  return z.discriminatedUnion("verdict", [
    z.strictObject({
      ...fields,
      verdict: z.literal("safe"),
      category: z.literal("none"),
      cause: z.null(),
    }),
    z.strictObject({ ...fields, verdict: z.literal("unsafe"), category: harmSchema, cause: z.null() }),
    z.strictObject({
      ...fields,
      verdict: z.literal("unavailable"),
      category: z.null(),
      cause: causeSchema,
    }),
  ]);
}

const opinionSchema = exactly<Opinion>()(withVerdict(record));

export const reviewSchema = exactly<Review>()(
  withVerdict({ ...record, others: list(opinionSchema, maxOpinions), totalMs: z.number() }),
);

export const laterReviewsSchema = list(reviewSchema, maxOpinions);
