import { existsSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "redis";
import { DatabaseError, openDatabase, readPending } from "#lib/database";
import type { Env } from "#lib/env";
import { readStorageLimit, readStoredBytes } from "#lib/server";
import { bad, type Finding, good, note } from "./finding.ts";

const connectMs = 5_000;

/** Looks at what is kept and where, and changes nothing. */
export async function examineDatabase(env: Env): Promise<Finding[]> {
  const about = "database";
  const { DATABASE_URL: url, DATA_FOLDER: folder = ".data", VERCEL } = env;
  if (url === undefined && VERCEL !== undefined)
    return [bad(about, "DATABASE_URL is missing, and nothing can be kept on Vercel itself.")];
  try {
    if (url !== undefined) return await examineServer(url, env);
    if (!existsSync(join(folder, "postgres")))
      return [good(about, `An embedded one will be made in ${folder} at the first start.`)];
    const room = await examineRoom(folder, env);
    return [good(about, `The embedded one in ${folder} opens.`), ...room];
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (error.problem === "in-use")
      return [good(about, `The embedded one in ${folder} is open in a server that runs.`)];
    return [bad(about, error.message)];
  }
}

async function examineServer(url: string, env: Env): Promise<Finding[]> {
  const pending = await readPending(url);
  const { host } = new URL(url);
  if (pending.length === 0) {
    const found = good("database", `PostgreSQL at ${host} answers, and its schema is up to date.`);
    return [found, ...(await examineRoom("unused", env))];
  }
  const count = pending.length === 1 ? "One change" : `${pending.length} changes`;
  return [
    note(
      "database",
      `PostgreSQL at ${host} answers. ${count} of the schema will be made at the next start, or by \`npm run migrate\`.`,
    ),
  ];
}

/** How much is kept of what may be. */
async function examineRoom(folder: string, env: Env): Promise<Finding[]> {
  const { db, close } = await openDatabase({
    url: env.DATABASE_URL,
    folder,
    isMigrated: true,
    report: () => {},
  });
  try {
    const mostBytes = readStorageLimit(env);
    if (mostBytes === null) return [];
    const bytes = await readStoredBytes(db, mostBytes);
    const words = `${writeMb(bytes)} of ${writeMb(mostBytes)} MB are kept`;
    return bytes < mostBytes
      ? [good("storage", `${words}.`)]
      : [bad("storage", `${words}, so nothing new is taken. STORAGE_MB says how much may be.`)];
  } finally {
    await close();
  }
}

function writeMb(bytes: number): string {
  return (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0);
}

export async function examineRedis({ REDIS_URL: url }: Env): Promise<Finding[]> {
  if (url === undefined) return [];
  const { host } = new URL(url);
  const client = createClient({ url, socket: { connectTimeout: connectMs, reconnectStrategy: false } });
  // Said by the rejection too.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.ping();
    return [good("redis", `Redis at ${host} answers.`)];
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    return [
      bad(
        "redis",
        `Redis at ${host} does not answer${code}. Answers are kept all the same; they cannot be watched on other instances.`,
      ),
    ];
  } finally {
    client.destroy();
  }
}
