import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import type { Db } from "./database.ts";

/** Every change of the schema, oldest first. One that was released is never edited; the next one is added. */
const migrations = [
  {
    name: "0001-chats",
    // Read when it is needed: while the app is built there is no such file where this module is looked at.
    read: () => readFileSync(new URL("./migrations/0001-chats.sql", import.meta.url), "utf8"),
  },
];

/** Any number that nobody else on the server is likely to lock. */
const lockKey = 7_236_118;

/** Brings the schema up to date, whole or not at all. Instances that start together wait for the first. */
export async function migrate(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${lockKey})`);
    await tx.execute(
      sql`create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())`,
    );
    const { rows } = (await tx.execute(sql`select name from migrations`)) as unknown as {
      rows: { name: string }[];
    };
    const applied = new Set(rows.map(({ name }) => name));
    for (const { name, read } of migrations) {
      if (applied.has(name)) continue;
      for (const statement of read().split(/;\s*$/m))
        if (statement.trim() !== "") await tx.execute(sql.raw(statement));
      await tx.execute(sql`insert into migrations (name) values (${name})`);
    }
  });
}
