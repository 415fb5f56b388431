/**
 * Stands in every build in the place of what an owner's environment holds there: a test looks for them in what browsers are
 * given, as anybody could look for an owner's.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const canaries = {
  OPENAI_API_KEY: "sk-canary-of-the-build-key",
  DATABASE_URL: "postgres://canary:canary-of-the-build-password@127.0.0.1:9/canary",
  COOKIE_SECRET: "canary-of-the-build-that-signs-0123456789",
  REDIS_URL: "redis://:canary-of-the-build-redis@127.0.0.1:9",
  ACCESS_CODE: "canary-of-the-build-code",
};
