import type { TestProject } from "vitest/node";
import { startTestServers, tellMissing } from "./lib/commands/test-servers.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL server on which tests may create databases; null where there is none. */
    databaseUrl: string | null;
    redisUrl: string | null;
  }
}

/** Starts what tests need besides this process, and ends it when they are done. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { databaseUrl, redisUrl, stop } = await startTestServers();
  for (const line of tellMissing()) console.log(line);
  project.provide("databaseUrl", databaseUrl);
  project.provide("redisUrl", redisUrl);
  return stop;
}
