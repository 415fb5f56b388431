import type { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { drizzle as onServer } from "drizzle-orm/node-postgres";
import { drizzle as onEmbedded } from "drizzle-orm/pglite";
import { nanoid } from "nanoid";
import type { Pool } from "pg";
import { beforeAll, expect, it } from "vitest";
import type { Execution } from "#lib/agent";
import { type ChatStore, createDatabaseStore, createVerdictTable, type VerdictTable } from "#lib/chats";
import type { Db } from "#lib/database";
import { describeDatabases } from "../database/databases.fixture.ts";
import { answer, answering, question, run, say } from "./contract/stage.fixture.ts";

/** A statement that the store sent. */
interface Statement {
  text: string;
  values: unknown[];
}

/** A part of a plan, as both databases describe it. */
interface Step {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  Plans?: Step[];
}

const owner = "owner-1";

/** Three thousand chats of ten messages each, a third of them of one owner, one of a thousand messages, and many of none. */
const fill = [
  `insert into chats (id, owner_id, title, titled_by, head_id, created_at, updated_at, title_words)
   select 'chat-' || i, owner, 'Title ' || i, 'model', 'message-9', time, time,
     array_to_tsvector(array['title', 't' || i, '@' || owner])
   from generate_series(1, 3000) i,
     lateral (select now() - i * interval '1 minute' as time) at,
     lateral (select 'owner-' || case i % 3 when 0 then 1 else i % 100 + 2 end as owner) of`,
  `insert into chats (id, owner_id, title, titled_by, head_id, title_words)
   values ('chat-long', '${owner}', 'Long', 'model', 'message-999', array_to_tsvector(array['long', '@${owner}']))`,
  `insert into messages (chat_id, id, parent_id, role, parts, parts_version, metadata, search_text, words)
   select c.id, 'message-' || j, case when j > 0 then 'message-' || j - 1 end,
     case when j % 2 = 0 then 'user' else 'assistant' end,
     json_build_array(json_build_object('type', 'text', 'text', repeat('word ', 50))), 1, '{"status":"complete"}',
     repeat('word ', 50),
     array_to_tsvector(array['word', 'w' || j * 7919 % 500, 'in' || c.id, '@' || c.owner_id,
       case when c.id ~ '[02468]$' and j < 8 then 'often' else 'else' end])
   from chats c, generate_series(0, case when c.id = 'chat-long' then 999 else 9 end) j`,
  // Chats of others, so that to go through all is never the quickest.
  `insert into chats (id, owner_id, title, titled_by, title_words)
   select 'more-' || i, 'owner-' || i % 100 + 2, 'More', 'model', array_to_tsvector(array['more', '@owner-' || i % 100 + 2])
   from generate_series(1, 6000) i`,
  `insert into verdicts (key, verdict, saved_at)
   select 'key-' || i, json_build_object('reason', repeat('word ', 300)), now() - i * interval '2 minutes' from generate_series(1, 3000) i`,
];

const { output: execution } = run("1") as { output: Execution };

/** Far more than filling takes, also on a machine that has much else to do. */
const fillMs = 300_000;

interface Plan {
  "QUERY PLAN": { Plan: Step }[];
}

describeDatabases("a database with many chats", (database, kind) => {
  let client: { query(text: string, values: unknown[]): Promise<{ rows: Plan[] }> };
  let store: ChatStore;
  let verdicts: VerdictTable<object>;
  let sent: Statement[] = [];

  beforeAll(async () => {
    const { db } = database();
    for (const statement of fill) await db.execute(sql.raw(statement));
    // As a server does by itself from time to time, and nobody does for the embedded database.
    if (kind === "server") await db.execute(sql.raw("analyze"));
    const { $client } = db as unknown as { $client: Pool & PGlite };
    const logger = { logQuery: (text: string, values: unknown[]) => void sent.push({ text, values }) };
    const logged = kind === "server" ? onServer($client, { logger }) : onEmbedded($client, { logger });
    client = $client;
    store = createDatabaseStore({ db: logged as unknown as Db, silentForMs: 60_000 });
    verdicts = createVerdictTable({ db: logged as unknown as Db });
  }, fillMs);

  /** The parts of the plans of all statements that something sends, anew. */
  async function explain(act: () => Promise<unknown>): Promise<Step[]> {
    sent = [];
    await act();
    const statements = sent.filter(({ text }) => /^(select|insert|update|delete|with|\()/.test(text));
    expect(statements).not.toEqual([]);
    const steps: Step[] = [];
    for (const { text, values } of statements) {
      const { rows } = await client.query(`explain (format json) ${text}`, values);
      steps.push(...rows.flatMap((row) => row["QUERY PLAN"].flatMap(({ Plan }) => flatten(Plan))));
    }
    return steps;
  }

  const flatten = (step: Step): Step[] => [step, ...(step.Plans ?? []).flatMap(flatten)];
  const indexes = (steps: Step[]) => steps.flatMap((step) => step["Index Name"] ?? []);
  const readWhole = (steps: Step[]) =>
    steps
      .filter((step) => step["Node Type"] === "Seq Scan")
      .map((step) => step["Relation Name"])
      // It has a row for each answer under way.
      .filter((name) => name !== "answers");

  const key = { chatId: "chat-long", messageId: "answer" };
  const begin = () =>
    store.begin(
      owner,
      key.chatId,
      { kind: "new", question: question("Word?", `q-${nanoid()}`), parentId: undefined },
      { ...answering(), id: key.messageId },
    );
  const addTree = () =>
    store.addTree(
      owner,
      {
        title: "Added",
        createdAt: 0,
        updatedAt: 0,
        headId: "first",
        messages: [{ message: question("Word?", "first"), parentId: null, createdAt: 0, unverified: false }],
      },
      { unverified: true },
    );
  const all: [string, () => Promise<unknown>][] = [
    ["opening a chat", () => store.load(owner, "chat-long")],
    ["listing chats", () => store.list(owner, { after: null, limit: 40 })],
    [
      "listing more chats",
      () => store.list(owner, { after: { updatedAt: Date.now() - 6e7, id: "chat-1" }, limit: 5 }),
    ],
    ["beginning an answer", begin],
    ["looking for an answer under way", () => store.findAnswering(owner, key.chatId)],
    ["keeping a step under way", () => store.saveProgress(key, [say("It")])],
    ["keeping steps", () => store.saveSteps(key, answer([say("It is.")], {}, key.messageId))],
    ["a sign of life", () => store.renew(key)],
    ["a stop", () => store.requestStop(owner, key.chatId)],
    ["finishing an answer", () => store.finish(key, answer([run("1", { id: "call" })], {}, key.messageId))],
    ["reading a run", () => store.loadRun(owner, key.chatId, "call")],
    ["replacing a run", () => store.saveRun(owner, key.chatId, "call", execution)],
    ["changing branches", () => store.chooseBranch(owner, key.chatId, "message-5")],
    ["naming a chat", () => store.rename(owner, key.chatId, "Name")],
    ["a title by the model", () => store.suggestTitle("chat-3", "Name")],
    ["sharing a chat", () => store.share(owner, key.chatId)],
    ["sharing a chat no more", () => store.unshare(owner, key.chatId)],
    ["opening a shared chat", () => store.loadShared("token")],
    ["reading a chat whole", () => store.loadTree(owner, key.chatId)],
    ["adding a chat whole", addTree],
    ["ending answers whose process is gone", () => store.endInterrupted(0)],
    ["searching", () => store.search(owner, "w7 inchat1", 20)],
    ["searching a frequent word", () => store.search(owner, "word", 20)],
    ["remembering a verdict", () => verdicts.save("key", {})],
    ["looking for a verdict", () => verdicts.load("key-1")],
    [
      "deleting and restoring a chat",
      async () => [await store.delete(owner, "chat-6"), await store.restore(owner, "chat-6")],
    ],
  ];

  it.each(all)("never reads all chats, or all messages, for %s", async (_, act) => {
    expect(readWhole(await explain(act))).toEqual([]);
  });

  const types = (steps: Step[]) => steps.map((step) => step["Node Type"]);

  it("lists chats in the order of their index", async () => {
    const steps = await explain(() => store.list(owner, { after: null, limit: 40 }));
    expect(indexes(steps)).toEqual(["chats_by_owner"]);
    expect(types(steps)).not.toContain("Sort");
  });

  it("goes to a further page by its key, past none of the chats before it", async () => {
    const after = { updatedAt: Date.now() - 6e7, id: "chat-1" };
    const steps = await explain(() => store.list(owner, { after, limit: 40 }));
    expect(indexes(steps)).toEqual(["chats_by_owner"]);
    expect(types(steps)).not.toContain("Sort");
    const condition = steps.map((step) => step["Index Cond"] ?? "").join();
    expect(condition).toMatch(/ROW\(updated_at, id\) </);
  });

  it("opens a chat through the keys of its messages", async () => {
    const steps = await explain(() => store.load(owner, "chat-long"));
    const keys = ["chats_pkey", "answers_pkey", "messages_pkey", "messages_by_parent"];
    expect(indexes(steps).filter((name) => !keys.includes(name))).toEqual([]);
  });

  it("searches in the words of messages and titles", async () => {
    const steps = await explain(() => store.search(owner, "w7", 20));
    expect(indexes(steps)).toEqual(expect.arrayContaining(["messages_by_words", "chats_by_title_words"]));
    expect(indexes(steps)).not.toContain("chats_by_owner");
  });

  it("goes through the newest chats for a word that very many messages have", async () => {
    const steps = await explain(() => store.search(owner, "often", 20));
    expect(indexes(steps)).toContain("chats_by_owner");
    // To see that there are so many.
    expect(indexes(steps).filter((name) => name.endsWith("_words"))).toEqual(["messages_by_words"]);
  });

  it("finds the same for such a word as for others: the newest message of the newest chats", async () => {
    await store.rename(owner, "chat-9", "Often");
    const { chats } = await store.list(owner, { after: null, limit: 100 });
    const having = chats.filter(({ id }) => /[02468]$|-9$/.test(id)).slice(0, 20);
    const hits = await store.search(owner, "often", 20);
    expect(hits.map(({ id, messageId }) => [id, messageId])).toEqual(
      having.map(({ id }) => [id, id === "chat-9" ? null : "message-7"]),
    );
  });
});
