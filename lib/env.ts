import { z } from "zod";

/** An empty line in an `.env` file means that nothing is set. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ""));

const names = z
  .string()
  .transform((text) => text.split(",").map((name) => name.trim()))
  .refine((list) => !list.includes(""), "must be names with commas between them");

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
  DATA_FOLDER: optional(z.string()),
  COOKIE_SECRET: optional(z.string().min(32)),
  REDIS_URL: optional(z.url({ protocol: /^rediss?$/ })),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(url),
  OTEL_SERVICE_NAME: optional(z.string().trim().min(1).max(100)),
  LOG_LEVEL: optional(z.enum(["error", "warn", "info", "debug"])),
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
