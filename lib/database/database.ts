import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { listPending, migrate } from "./migrate.ts";
import type * as schema from "./schema.ts";
import { defaultVacuumMs } from "./vacuum.ts";

/** Queries and transactions, on either kind of database. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

/** An open and migrated database. */
export interface Database {
  db: Db;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A PostgreSQL server's address; undefined for the embedded database. */
  url: string | undefined;
  /** The embedded database's folder, which is made where there is none; "memory" for one that ends with the process. */
  folder: string;
  /**
   * Whether somebody else brings the schema up to date, before this code is started. It is then not looked at: a server's may
   * well be newer, while versions of before go on beside the next one.
   */
  isMigrated?: boolean;
  /** How often a folder's database makes the room of what was overwritten free, in milliseconds. */
  vacuumMs?: number;
  /** Hears of connections that broke while nobody waited for them, and of a folder that is no longer this process's. */
  report: (error: unknown) => void;
}

/**
 * Opens a database and brings its schema up to date. Rejects with a DatabaseError. Only the driver of the database that is
 * opened is loaded.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, isMigrated = false, report } = options;
  return url === undefined ? openEmbedded(options) : openServer(url, isMigrated, report);
}

/** Brings a server's schema up to date, as opening it does. Rejects with a DatabaseError, and has then changed nothing. */
export async function migrateServer(url: string): Promise<void> {
  const { withConnection } = await import("./server.ts");
  await withConnection(url, migrate);
}

/** The names of the migrations that a server's database has not had yet. Changes nothing; rejects as `migrateServer` does. */
export async function readPending(url: string): Promise<string[]> {
  const { withConnection } = await import("./server.ts");
  const pending: string[] = [];
  await withConnection(url, async (db) => {
    pending.push(...(await listPending(db)));
  });
  return pending;
}

async function openEmbedded({
  folder,
  isMigrated = false,
  vacuumMs = defaultVacuumMs,
  report,
}: DatabaseOptions): Promise<Database> {
  // next.config.mjs names this file by these very words.
  const { openFolder, openMemory } = await import("./embedded.ts");
  const database = folder === "memory" ? await openMemory() : await openFolder(folder, vacuumMs, report);
  try {
    if (!isMigrated) await migrate(database.db);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openServer(
  url: string,
  isMigrated: boolean,
  report: DatabaseOptions["report"],
): Promise<Database> {
  const { createPool, withConnection } = await import("./server.ts");
  if (!isMigrated) await withConnection(url, migrate);
  return createPool(url, report);
}
