import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import type { Db } from "./database.ts";
import { codeOf, DatabaseError, wordsOf } from "./errors.ts";

export interface Migration {
  name: string;
  /** Statements, each ending in a semicolon at a line's end. */
  text: string;
}

/**
 * Every change of the schema, oldest first. One that was released is never edited; the next one is added. Each file is read by
 * a literal path, which the bundler follows to take the file along, and not before it is needed: where this module is looked at
 * during the build there is no such file.
 */
function readMigrations(): Migration[] {
  return [
    {
      name: "0001-chats",
      text: readFileSync(new URL("./migrations/0001-chats.sql", import.meta.url), "utf8"),
    },
    {
      name: "0002-edits",
      text: readFileSync(new URL("./migrations/0002-edits.sql", import.meta.url), "utf8"),
    },
    {
      name: "0003-limits",
      text: readFileSync(new URL("./migrations/0003-limits.sql", import.meta.url), "utf8"),
    },
  ];
}

/** Any number that nobody else on the server is likely to lock. */
const lockKey = 7_236_118;

/** PostgreSQL's words for what stands there already and is not as we make it. */
const foreign = ["42P07", "42710", "42703", "42P01", "42804"];

/**
 * Brings the schema up to date, whole or not at all. Instances that start together wait for the first, for the length of one
 * transaction, so that it works through a pooler too. Rejects with a DatabaseError.
 */
export async function migrate(db: Db, all: Migration[] = readMigrations()): Promise<void> {
  try {
    // A snapshot from before the wait would not show what the first one did.
    await db.transaction((tx) => migrateAlone(tx, all), { isolationLevel: "read committed" });
  } catch (error) {
    throw explain(error);
  }
}

/** The names of the migrations that a database has not had. Changes nothing. Rejects with a DatabaseError. */
export async function listPending(db: Db): Promise<string[]> {
  const all = readMigrations();
  try {
    const applied = (await hasMigrations(db)) ? await readApplied(db) : [];
    checkApplied(applied, all);
    return all.slice(applied.length).map(({ name }) => name);
  } catch (error) {
    throw explain(error);
  }
}

async function migrateAlone(tx: Pick<Db, "execute">, all: Migration[]): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockKey})`);
  if (!(await hasMigrations(tx))) {
    await tx.execute(
      sql`create table migrations (name text primary key, hash text not null, applied_at timestamptz not null default now())`,
    );
  }
  const applied = await readApplied(tx);
  checkApplied(applied, all);
  for (const { name, text } of all.slice(applied.length)) {
    for (const statement of splitStatements(text)) await tx.execute(sql.raw(statement));
    await tx.execute(sql`insert into migrations (name, hash) values (${name}, ${hash(text)})`);
  }
}

async function hasMigrations(tx: Pick<Db, "execute">): Promise<boolean> {
  const table = sql`select to_regclass('migrations') is not null as exists`;
  return (await read<{ exists: boolean }>(tx, table))[0]?.exists === true;
}

function readApplied(tx: Pick<Db, "execute">): Promise<{ name: string; hash: string }[]> {
  return read(tx, sql`select name, hash from migrations`);
}

/** Makes sure that a database has had the first of our migrations, and no others. */
function checkApplied(applied: { name: string; hash: string }[], all: Migration[]): void {
  const known = new Map(all.map(({ name, text }) => [name, hash(text)]));
  const newer = applied.map(({ name }) => name).filter((name) => !known.has(name));
  if (newer.length > 0) {
    throw new DatabaseError(
      "newer",
      `This database was used by a newer Workings, which changed it (${newer.sort().join(", ")}). Nothing was changed now. ` +
        "Start that version or a later one, or use another database.",
    );
  }
  const had = new Map(applied.map(({ name, hash }) => [name, hash]));
  const edited = all.slice(0, applied.length).filter(({ name }) => had.get(name) !== known.get(name));
  if (edited.length > 0) {
    throw new DatabaseError(
      "edited",
      `This database was made by another text of the migration ${edited.map(({ name }) => name).join(", ")}, so its tables may ` +
        "differ from what this Workings expects. Nothing was changed. Bring the migration's file back as it was and put " +
        "changes into a new one; a database made while it was being written is best made anew.",
    );
  }
}

/** Of the text as it is in the repository, whatever line ends a checkout gives it. */
function hash(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
}

/** The embedded database takes one statement at a time. A body between two `$$` may have lines that end in a semicolon. */
function splitStatements(text: string): string[] {
  const statements = [""];
  for (const line of text.split(/\r?\n/)) {
    const statement = `${statements.pop()}${line}\n`;
    statements.push(statement);
    const isInBody = statement.split("$$").length % 2 === 0;
    if (/;\s*$/.test(line) && !isInBody) statements.push("");
  }
  return statements.filter((statement) => statement.trim() !== "");
}

async function read<Row>(tx: Pick<Db, "execute">, query: ReturnType<typeof sql>): Promise<Row[]> {
  // Both drivers answer with rows; the type they share does not say so.
  const { rows } = (await tx.execute(query)) as unknown as { rows: Row[] };
  return rows;
}

function explain(error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const words = wordsOf(error);
  const code = codeOf(error) ?? "";
  const cause = { cause: error };
  if (code === "42501") {
    return new DatabaseError(
      "no-rights",
      `This user may not make Workings' tables in the database (${words}). Nothing was changed. ` +
        "Whoever owns it lets them with `grant create, usage on schema public to USER`.",
      cause,
    );
  }
  if (foreign.includes(code)) {
    return new DatabaseError(
      "not-ours",
      `The database has tables that Workings did not make (${words}). Nothing was changed. Give Workings a database of its own.`,
      cause,
    );
  }
  return new DatabaseError(
    "failed",
    `The database could not be brought up to date (${words}). Nothing was changed: it is as it was before.`,
    cause,
  );
}
