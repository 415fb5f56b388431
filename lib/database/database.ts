import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { migrate } from "./migrate.ts";
import type * as schema from "./schema.ts";

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
  /** Hears of connections that broke while nobody waited for them, and of a folder that is no longer this process's. */
  report: (error: unknown) => void;
}

/**
 * Opens a database and brings its schema up to date. Rejects with a DatabaseError. Only the driver of the database that is
 * opened is loaded.
 */
export async function openDatabase({ url, folder, report }: DatabaseOptions): Promise<Database> {
  return url === undefined ? openEmbedded(folder, report) : openServer(url, report);
}

async function openEmbedded(folder: string, report: DatabaseOptions["report"]): Promise<Database> {
  const { openFolder, openMemory } = await import("./embedded.ts");
  const database = folder === "memory" ? await openMemory() : await openFolder(folder, report);
  try {
    await migrate(database.db);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openServer(url: string, report: DatabaseOptions["report"]): Promise<Database> {
  const { createPool, withConnection } = await import("./server.ts");
  await withConnection(url, migrate);
  return createPool(url, report);
}
