import { sql } from "drizzle-orm";
import { createDatabaseStore } from "#lib/chats";
import type { Db } from "#lib/database";
import { createDice, createSample, type Dice } from "./sample.ts";

export const owner = "owner";

/** Chats that each search is to find. */
export const found = 20;

/** Stands in the first question of as many chats, and in nothing else. */
export const rareWord = "needle";

/** Messages of one chat on one path, and of all others. */
const longMessages = 1_000;
const chatMessages = 10;
/** Chats of a nearly empty database, the long one among them. */
const fewChats = 100;
/** Chats that are written for a full one, and how often each is in it: texts repeat, and so writing them takes seconds. */
const writtenChats = 300;
const copies = 33;

const year = 365 * 24 * 60 * 60;

/** Fills an empty database; answers with the id of its chat of 1,000 messages. */
export async function fill(db: Db, size: "small" | "full"): Promise<string> {
  const dice = createDice(1);
  const longId = await addChats(db, [longMessages, ...Array<number>(fewChats - 1).fill(chatMessages)], dice);
  if (size === "full") await addMany(db, dice);
  return longId;
}

/** Adds chats of so many messages each, as the store does it; answers with the id of the first. */
async function addChats(db: Db, lengths: readonly number[], dice: Dice): Promise<string> {
  const ids: string[] = [];
  await db.transaction(async (tx) => {
    const store = createDatabaseStore({ db: tx, silentForMs: 60_000 });
    for (const [at, length] of lengths.entries()) {
      const word = lengths.length === fewChats && at < found ? rareWord : dice.word();
      ids.push(await store.addTree(owner, createSample(dice, length, word), { unverified: false }));
    }
    // Everything in one transaction has one time; conversations have been of all days of a year.
    for (const id of ids)
      await tx.execute(
        sql`update chats set updated_at = now() - ${dice.below(year)} * interval '1 second' where id = ${id}`,
      );
  });
  const [first] = ids;
  if (first === undefined) throw new Error("no chat was added");
  return first;
}

/** Adds the other chats. The indexes over words are made at the end, which takes a tenth of the time. */
async function addMany(db: Db, dice: Dice): Promise<void> {
  const { rows } = (await db.execute(
    sql`select indexname as name, indexdef as definition from pg_indexes where indexdef like '%USING gin%'`,
  )) as unknown as { rows: { name: string; definition: string }[] };
  if (rows.length === 0) throw new Error("there is no index over words");
  for (const { name } of rows) await db.execute(sql.raw(`drop index ${name}`));
  await db.execute(sql`create table few as select id from chats`);
  await addChats(db, Array<number>(writtenChats).fill(chatMessages), dice);
  await copy(db);
  await db.execute(sql`drop table few`);
  await db.execute(sql`set maintenance_work_mem = '256MB'`);
  for (const { definition } of rows) await db.execute(sql.raw(definition));
}

/** Copies the chats that are not among the few, with other times. */
async function copy(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`create table written as select id from chats where id not in (select id from few)`);
    await tx.execute(sql`
      insert into chats (id, owner_id, title, titled_by, head_id, updated_at, title_words)
      select id || '-' || n, owner_id, title, titled_by, head_id, updated_at - n * interval '10 minutes', title_words
      from generate_series(1, ${copies - 1}::int) n, chats where id in (select id from written)`);
    await tx.execute(sql`
      insert into messages (chat_id, id, parent_id, role, parts, parts_version, metadata, search_text, words)
      select chat_id || '-' || n, id, parent_id, role, parts, parts_version, metadata, search_text, words
      from generate_series(1, ${copies - 1}::int) n, messages where chat_id in (select id from written)
      order by n, position`);
    await tx.execute(sql`drop table written`);
  });
}
