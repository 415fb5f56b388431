import { z } from "zod";
import type { Program, Unreadable } from "#lib/sandbox";
import type { Execution } from "../execution.ts";
import { exactly } from "./exactly.ts";
import { laterReviewsSchema, reviewSchema } from "./review.ts";
import { neverRunSchema, outputSchema, runResultSchema } from "./run-result.ts";
import { countSchema, textSchema } from "./scalars.ts";

const program = exactly<Program>()(
  z.strictObject({ written: textSchema, code: textSchema, sha256: textSchema }),
);

const unreadable = exactly<Unreadable>()(
  z.strictObject({ written: textSchema, code: z.null(), sha256: z.null() }),
);

const reviewed = { program, review: reviewSchema };
const status = z.literal("finished");

export const executionSchema = exactly<Execution>()(
  z.union([
    z.discriminatedUnion("status", [
      z.strictObject({ status: z.literal("reviewing"), program }),
      z.strictObject({
        ...reviewed,
        status: z.literal("running"),
        startedAt: z.number().nullable(),
        limitMs: z.number(),
        printed: z.strictObject({ lines: outputSchema, earlier: countSchema }).optional(),
      }),
      z.strictObject({ ...reviewed, status: z.literal("refused"), laterReviews: laterReviewsSchema }),
      z.strictObject({ ...reviewed, status, laterReviews: laterReviewsSchema, result: runResultSchema }),
      z.strictObject({ status: z.literal("withheld"), program: unreadable, refusals: countSchema }),
    ]),
    z.strictObject({ status: z.literal("withheld"), program: unreadable, runs: countSchema }),
    z.strictObject({ status, program: unreadable, review: z.null(), result: neverRunSchema }),
  ]),
);
