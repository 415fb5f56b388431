/**
 * Brings the schema of the PostgreSQL server up to date, before the code that needs it is built or started. Vercel's builds do
 * it; elsewhere a server does it itself when it starts.
 */
import { DatabaseError, migrateServer, readPending } from "#lib/database";
import { type Env, readEnv } from "#lib/env";
import { loadEnvFiles } from "./env-files.ts";
import { runCommand, SetupError } from "./project.mjs";

await runCommand(async () => {
  loadEnvFiles();
  const env = readEnv(process.env);
  const url = env.DATABASE_URL_UNPOOLED ?? env.DATABASE_URL;
  if (url === undefined || env.DATABASE_URL === undefined) throw new SetupError(tellMissing(env));
  try {
    await bringUpToDate(url, env);
  } catch (error) {
    throw error instanceof DatabaseError ? new SetupError(error.message) : error;
  }
});

function tellMissing({ VERCEL }: Env): string {
  return VERCEL === undefined
    ? "DATABASE_URL is missing: set it to the address of the PostgreSQL server whose schema is to be brought up to date."
    : "DATABASE_URL is missing: add a Neon database to this project (Storage, Create Database), or set it to the address of a PostgreSQL server, and deploy again.";
}

async function bringUpToDate(url: string, { VERCEL_ENV, MIGRATE_PREVIEWS }: Env): Promise<void> {
  const pending = await readPending(url);
  if (pending.length > 0 && VERCEL_ENV === "preview" && MIGRATE_PREVIEWS !== "on") {
    throw new SetupError(
      `This preview needs changes of the database (${pending.join(", ")}) that it may share with production: give previews a database of their own and set MIGRATE_PREVIEWS=on for them.`,
    );
  }
  await migrateServer(url);
  console.log(pending.length > 0 ? `The database had ${pending.join(", ")}.` : "The database is up to date.");
}
