import { z } from "zod";

/** An empty line in an `.env` file means that nothing is set. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ""));

const names = z
  .string()
  .transform((text) => text.split(",").map((name) => name.trim()))
  .refine((list) => !list.includes(""), "must be names with commas between them");

/** A bound, or `off` for none. */
const bound = (most: z.ZodNumber) =>
  z.union([z.literal("off").transform((): null => null), z.coerce.number().pipe(most)], {
    error: `must be a number from ${most.minValue} to ${most.maxValue}, or off`,
  });

const requests = bound(z.number().int().min(0).max(1_000_000_000));

/** In US dollars. */
const money = bound(z.number().min(0).max(1_000_000));

const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const pricePattern = /^(?:([^=,]+)=)?(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/;

/** `NAME=IN/OUT` with commas between them, or `IN/OUT` for every model of unknown price. */
const prices = z.string().transform((text, context) =>
  text.split(",").map((one) => {
    const [, id, input, output] = pricePattern.exec(one.trim()) ?? [];
    if (input === undefined || output === undefined) {
      context.addIssue({ code: "custom", message: "must be NAME=IN/OUT, in US dollars per million tokens" });
      return z.NEVER;
    }
    return { id: id?.trim() ?? null, input: Number(input), output: Number(output) };
  }),
);

/** Every variable this server reads; `.env.example` explains them. */
const envSchema = z.object({
  OPENAI_API_KEY: optional(z.string().trim().min(1)),
  OPENAI_BASE_URL: optional(url),
  OPENAI_API: optional(z.enum(["responses", "chat"])),
  MODEL: optional(z.string().trim().min(1)),
  MODELS: optional(names),
  REVIEW_MODEL: optional(z.string().trim().min(1)),
  SECOND_REVIEW_MODEL: optional(z.string().trim().min(1)),
  REVIEW_EFFORT: optional(z.enum(["none", "minimal", "low", "medium", "high"])),
  REVIEW_TIMEOUT_MS: optional(z.coerce.number().int().min(100).max(120_000)),
  OLLAMA_URL: optional(z.literal("off").or(url)),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  DATABASE_URL_UNPOOLED: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  MIGRATE_PREVIEWS: optional(z.enum(["on", "off"])),
  DATA_FOLDER: optional(z.string()),
  COOKIE_SECRET: optional(z.string().min(32)),
  REQUESTS_PER_OWNER: optional(requests),
  REQUESTS_PER_NETWORK: optional(requests),
  REQUESTS_PER_HOUR: optional(requests),
  ANSWERS_AT_ONCE: optional(bound(z.number().int().min(1).max(100))),
  USD_PER_OWNER_AND_DAY: optional(money),
  USD_PER_DAY: optional(money),
  USD_PER_MONTH: optional(money),
  MODEL_PRICE: optional(prices),
  STORAGE_MB: optional(bound(z.number().int().min(0).max(1_000_000_000))),
  MAX_STEPS: optional(count(2, 50)),
  MAX_RUNS: optional(count(1, 100)),
  MAX_OUTPUT_TOKENS: optional(count(500, 1_000_000)),
  MAX_RESULT_CHARS: optional(count(500, 200_000)),
  MAX_HISTORY_CHARS: optional(count(10_000, 10_000_000)),
  MAX_ANSWER_SECONDS: optional(count(10, 3_600)),
  REDIS_URL: optional(z.url({ protocol: /^rediss?$/ })),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(url),
  OTEL_SERVICE_NAME: optional(z.string().trim().min(1).max(100)),
  LOG_LEVEL: optional(z.enum(["error", "warn", "info", "debug"])),
  ACCESS_CODE: optional(z.string().trim().min(8).max(200)),
  TRUSTED_PROXY: optional(
    z
      .string()
      .regex(/^(?:[1-9]|10|vercel)$/, "must be a number from 1 to 10, or vercel")
      .transform((text) =>
        text === "vercel" ? { kind: "vercel" as const } : { kind: "proxies" as const, count: Number(text) },
      ),
  ),
  SHUTDOWN_SECONDS: optional(z.coerce.number().int().min(0).max(300)),
  /** Vercel's own; there a build brings the schema up to date and nothing can be kept in a folder. */
  VERCEL: optional(z.string()),
  VERCEL_ENV: optional(z.string()),
});

export type Env = z.infer<typeof envSchema>;

/** Variables that are wrong. The message names them all and shows no value. */
export class EnvironmentError extends Error {
  /** Its message may stand in a log. */
  readonly forOwner = true;

  constructor(message: string) {
    super(message);
    this.name = "EnvironmentError";
  }
}

/** Reads the environment; one error names every variable that is wrong, and shows no value. */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const read = envSchema.safeParse(variables);
  if (read.success) return read.data;
  const wrong = read.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new EnvironmentError(
    `These environment variables are wrong (.env.example explains them):\n${wrong.join("\n")}`,
  );
}
