import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { Client } from "pg";
import { type Database, type Db, openDatabase } from "#lib/database";
import { startTestServers } from "../../test-servers.mjs";

/** An empty database. */
export interface Opened extends Database {
  /** The same for what takes its time, on one connection. */
  patient: Db;
}

/** Where databases are made. They are gone with its `close`. */
export interface Place {
  /** As the table names it. */
  name: string;
  kind: "embedded" | "server";
  open(): Promise<Opened>;
  close(): Promise<void>;
}

const report = (error: unknown) => {
  throw error;
};

/** A vacuum in the middle would be measured too. */
const never = 2 ** 31 - 1;

/** Databases in folders, as they are without any configuration. */
export async function createFolders(): Promise<Place> {
  const parent = await mkdtemp(join(tmpdir(), "bench-"));
  let count = 0;
  return {
    name: "embedded",
    kind: "embedded",
    async open() {
      const folder = join(parent, String(count++));
      const database = await openDatabase({ url: undefined, folder, vacuumMs: never, report });
      return { ...database, patient: database.db };
    },
    close: () => rm(parent, { recursive: true, force: true }),
  };
}

/** Databases on a PostgreSQL server of this machine; null where none is installed or named. */
export async function createServer(): Promise<Place | null> {
  const { databaseUrl, stop } = await startTestServers({ ...process.env, TEST_REDIS_URL: "off" });
  if (databaseUrl === null) return null;
  const dropped: (() => Promise<unknown>)[] = [];
  const version = await execute(databaseUrl, "show server_version");
  return {
    name: `PostgreSQL ${String(version).split(" ")[0]}`,
    kind: "server",
    async open() {
      const { url, drop } = await createOnServer(databaseUrl);
      dropped.push(drop);
      const { db, close } = await openDatabase({ url, folder: "memory", report });
      const client = new Client({ connectionString: url });
      await client.connect();
      return {
        db,
        patient: drizzle(client) as unknown as Db,
        async close() {
          await Promise.all([close(), client.end()]);
        },
      };
    },
    async close() {
      for (const drop of dropped) await drop();
      await stop();
    },
  };
}

/** An empty database on a server; `drop` removes it, whoever is still connected. */
export async function createOnServer(server: string): Promise<{ url: string; drop: () => Promise<unknown> }> {
  const name = `bench_${randomBytes(8).toString("hex")}`;
  await execute(server, `create database ${name} template template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(server, `drop database ${name} with (force)`) };
}

/** The first value of the answer. */
async function execute(url: string, statement: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: statement, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

export function tellNoServer(what: string): void {
  process.stderr.write(
    `Not measured: ${what} on a PostgreSQL server. Install one (\`apt-get install postgresql\`, \`brew install postgresql\`), or set TEST_DATABASE_URL to one where databases may be made.\n`,
  );
}
