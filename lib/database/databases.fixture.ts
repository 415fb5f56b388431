import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { type Database, openDatabase } from "#lib/database";

export type DatabaseKind = "embedded" | "server";

/** What breaks while nobody waits for it fails the run. */
const report = (error: unknown) => {
  throw error;
};

/**
 * Runs a suite twice, each time on an empty database of its own, opened and migrated: the embedded one in memory, and one on a
 * real PostgreSQL server, which is skipped where there is none. `database` may be called in tests and hooks.
 */
export function describeDatabases(
  name: string,
  suite: (database: () => Database, kind: DatabaseKind) => void,
): void {
  describe(`${name}, embedded`, () => {
    suite(
      useDatabase(() => openDatabase({ url: undefined, folder: "memory", report })),
      "embedded",
    );
  });
  describeServer(name, (url) => {
    suite(
      useDatabase(() => openDatabase({ url: url(), folder: "memory", report })),
      "server",
    );
  });
}

/** Runs a suite with the address of an empty database on a real PostgreSQL server; skipped where there is none. */
export function describeServer(name: string, suite: (url: () => string) => void): void {
  const server = inject("databaseUrl");
  describe.skipIf(server === null)(`${name}, on a PostgreSQL server`, () => {
    let created: { url: string; drop: () => Promise<void> };
    beforeAll(async () => {
      if (server !== null) created = await createDatabase(server);
    });
    afterAll(() => created.drop());
    suite(() => created.url);
  });
}

/** Runs a suite with the address of a real Redis, which other suites use too: keys need a prefix of their own. */
export function describeRedis(name: string, suite: (url: () => string) => void): void {
  const url = inject("redisUrl");
  describe.skipIf(url === null)(`${name}, with Redis`, () => {
    suite(() => {
      if (url === null) throw new Error("There is no Redis; the suite should have been skipped.");
      return url;
    });
  });
}

function useDatabase(open: () => Promise<Database>): () => Database {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  return () => database;
}

/** Makes an empty database, which `drop` removes, whoever is still connected. */
export async function createDatabase(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  // Not template1, which others may have changed, and which cannot be copied while somebody looks at it.
  await execute(server, `create database ${name} template template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(server, `drop database ${name} with (force)`) };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
