import { z } from "zod";
import type { Crashed, Failed, Output, Refused, RunResult } from "#lib/sandbox";
import { exactly } from "./exactly.ts";
import { list } from "./list.ts";
import { countSchema, textSchema } from "./scalars.ts";
import { valueSchema } from "./value.ts";

/** More lines than the sandbox lets a program print. */
const maxLines = 100_000;

const lineSchema = exactly<Output>()(
  z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("console"),
      level: z.enum(["debug", "log", "info", "warn", "error"]),
      atMs: z.number(),
      values: list(valueSchema, maxLines),
    }),
    z.strictObject({ kind: z.literal("display"), atMs: z.number(), value: valueSchema }),
  ]),
);

export const outputSchema = list(lineSchema, maxLines);

/** What every run that started has. */
const run = {
  output: outputSchema,
  cost: z.strictObject({ wallMs: z.number(), peakMemoryBytes: z.number() }),
};

const completed = z.strictObject({ ...run, status: z.literal("completed"), value: valueSchema });

const failed = exactly<Failed>()(
  z.strictObject({
    ...run,
    status: z.literal("failed"),
    error: z.strictObject({
      name: textSchema,
      message: textSchema,
      line: z.number().nullable(),
      column: z.number().nullable(),
      stack: textSchema.nullable(),
    }),
  }),
);

const stopped = z.strictObject({
  ...run,
  status: z.literal("stopped"),
  reason: z.enum(["time", "memory", "output", "aborted"]),
  limit: z.number().nullable(),
});

const refused = exactly<Refused>()(
  z.discriminatedUnion("reason", [
    z.strictObject({ status: z.literal("refused"), reason: z.enum(["busy", "closed"]) }),
    z.strictObject({ status: z.literal("refused"), reason: z.literal("too-long"), limit: countSchema }),
  ]),
);

const crashed = exactly<Crashed>()(
  z.strictObject({ ...run, status: z.literal("crashed"), message: textSchema }),
);

export const runResultSchema = exactly<RunResult>()(
  z.discriminatedUnion("status", [completed, failed, stopped, refused, crashed]),
);

/** What becomes of a text that never runs. */
export const neverRunSchema = exactly<Failed | Refused | Crashed>()(
  z.discriminatedUnion("status", [failed, refused, crashed]),
);
