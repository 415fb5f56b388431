import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { startTestServers, tellMissing } from "../lib/commands/test-servers.mjs";

/** Starts what tests need besides the app, tells their processes where it is, and ends it when they are done. */
export default async function setUp(): Promise<() => Promise<void>> {
  const { databaseUrl, redisUrl, stop } = await startTestServers();
  for (const line of tellMissing()) console.log(line);
  process.env.TEST_DATABASE_URL = databaseUrl ?? "off";
  process.env.TEST_REDIS_URL = redisUrl ?? "off";
  return stop;
}

/** A PostgreSQL server on which tests may create databases; null where there is none. Not known before a test begins. */
export const findPostgres = () => readUrl(process.env.TEST_DATABASE_URL);
/** A Redis that other tests use too; null where there is none. */
export const findRedis = () => readUrl(process.env.TEST_REDIS_URL);

export interface OwnDatabase {
  url: string;
  /** Whoever is still connected. */
  drop(): Promise<void>;
}

/** An empty database on the PostgreSQL server. */
export async function createDatabase(server: string): Promise<OwnDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await execute(server, `create database ${name} template template0`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  return { url, drop: () => execute(server, `drop database ${name} with (force)`) };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

function readUrl(text: string | undefined): string | null {
  return text === undefined || text === "off" ? null : text;
}
