import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { migrate } from "./migrate.ts";
import * as schema from "./schema.ts";

/** Queries and transactions, on either kind of database. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

/** An open and migrated database. */
export interface Database {
  db: Db;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A PostgreSQL server's address; undefined for the embedded database. */
  url: string | undefined;
  /** The embedded database's folder, which is made where there is none; "memory" for one that ends with the process. */
  folder: string;
  /** Hears of connections that broke while nobody waited for them. */
  report: (error: unknown) => void;
}

/** Opens a database and brings its schema up to date. Rejects with an error that says what to do. */
export async function openDatabase({ url, folder, report }: DatabaseOptions): Promise<Database> {
  return url === undefined ? openEmbedded(folder) : openServer(url, report);
}

async function openEmbedded(folder: string): Promise<Database> {
  const { PGlite } = await import("@electric-sql/pglite");
  const { drizzle } = await import("drizzle-orm/pglite");
  const client = await PGlite.create(folder === "memory" ? {} : { dataDir: folder });
  const db = drizzle(client, { schema });
  await migrate(db);
  return { db, close: () => client.close() };
}

async function openServer(url: string, report: (error: unknown) => void): Promise<Database> {
  const { Pool } = await import("pg");
  const { drizzle } = await import("drizzle-orm/node-postgres");
  const pool = new Pool({ connectionString: url });
  pool.on("error", report);
  const db = drizzle(pool, { schema });
  await migrate(db);
  return { db, close: () => pool.end() };
}
