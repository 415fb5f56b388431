import { z } from "zod";
import type { AnswerMetadata, ChatMessage, Course, Failure, FailureCause } from "../message.ts";
import { exactly } from "./exactly.ts";
import { list } from "./list.ts";
import { answerPartSchema, questionPartSchema } from "./parts.ts";
import { tokensSchema } from "./review.ts";
import { countSchema, nameSchema, textSchema } from "./scalars.ts";

/** The form in which messages are kept now. It goes up when one of them can no longer be read by what follows here. */
export const partsVersion = 1;

/** More than the steps of an answer ever make. */
const maxParts = 1_000;

const causeSchema = exactly<FailureCause>()(
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
    "length",
    "no-answer",
    "declined",
    "interrupted",
    "internal",
  ]),
);

const failureSchema = exactly<Failure>()(z.strictObject({ cause: causeSchema, message: textSchema }));

const span = z.strictObject({ fromMs: z.number(), toMs: z.number() }).nullable();

const courseSchema = exactly<Course>()(
  z.strictObject({
    steps: list(
      z.strictObject({ tokens: tokensSchema.nullable(), costUsd: z.number().nullable() }),
      maxParts,
    ),
    runs: list(
      z.strictObject({
        toolCallId: nameSchema,
        step: countSchema,
        writing: span,
        reviewing: span,
        waiting: span,
        running: span,
        reading: span,
      }),
      maxParts,
    ),
  }),
);

const metadataSchema = exactly<AnswerMetadata>()(
  z.strictObject({
    model: textSchema,
    demo: z.boolean(),
    status: z.enum(["answering", "complete", "stopped", "failed"]),
    failure: failureSchema.nullable(),
    stepLimitReached: z.number().nullable(),
    refusalLimitReached: z.number().nullable(),
    runLimitReached: z.number().optional(),
    shortened: z.strictObject({ runs: countSchema, messages: countSchema }).optional(),
    tokens: tokensSchema.nullable(),
    costUsd: z.number().nullable(),
    startedAt: z.number(),
    firstMs: z.number().nullable(),
    totalMs: z.number().nullable(),
    course: courseSchema.optional(),
  }),
);

const id = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, "must be 8 to 64 letters, digits, - or _");

/**
 * A message as it is kept, exported and imported. What passes can be drawn, searched and told to a model, whoever wrote
 * it. What the AI SDK adds to parts and nobody here reads is left out.
 */
export const messageSchema = z.discriminatedUnion("role", [
  z.strictObject({
    id,
    role: z.literal("user"),
    metadata: z.undefined().optional(),
    parts: list(questionPartSchema, maxParts).refine(hasDistinctCalls, "has two calls of one id"),
  }),
  z.strictObject({
    id,
    role: z.literal("assistant"),
    metadata: metadataSchema.optional(),
    parts: list(answerPartSchema, maxParts).refine(hasDistinctCalls, "has two calls of one id"),
  }),
]) satisfies z.ZodType<ChatMessage>;

function hasDistinctCalls(parts: z.output<typeof answerPartSchema>[]): boolean {
  const ids = parts.flatMap((part) => ("toolCallId" in part ? [part.toolCallId] : []));
  return new Set(ids).size === ids.length;
}
