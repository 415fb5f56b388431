import { and, desc, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { chats, type Db, messages } from "#lib/database";
import { isKept, isOf, readSummary, summaryColumns } from "./chat-list.ts";
import type { ChatStore } from "./chat-store.ts";
import { excerpt } from "./excerpt.ts";
import { readQuery } from "./search-query.ts";
import { toSearchText } from "./search-text.ts";

/** Of more messages that have the words not all are read: then the newest chats are looked through. */
const maxCollected = 2_000;

/** Finds chats by their words. */
export function createSearch(db: Db): Pick<ChatStore, "search"> {
  /** Whether more messages have the words than are worth collecting. */
  async function isFrequent(tsquery: string): Promise<boolean> {
    // Materialised, it is planned as if all were to be read. For the first few alone, Postgres would at times go through the
    // table, where those of others may come first.
    const first = sql`(
      with matching as materialized (select 1 from ${messages} where ${messages.words} @@ ${tsquery}::tsquery)
      select 1 from matching limit ${maxCollected + 1}
    ) first`;
    const [counted] = await db.select({ count: sql<number>`count(*)::int` }).from(first);
    return counted !== undefined && counted.count > maxCollected;
  }

  /** Goes through the owner's chats, newest first, until enough have the words. */
  function walk(owner: string, tsquery: string, limit: number) {
    const newest = db
      .select({ id: messages.id, searchText: messages.searchText })
      .from(messages)
      // The operator's function, which no index serves: those over words would be read once for each chat.
      .where(and(eq(messages.chatId, chats.id), sql`ts_match_vq(${messages.words}, ${tsquery}::tsquery)`))
      .orderBy(desc(messages.position))
      .limit(1)
      .as("newest");
    return db
      .select({ ...summaryColumns, messageId: newest.id, searchText: newest.searchText })
      .from(chats)
      .leftJoinLateral(newest, sql`true`)
      .where(
        and(
          eq(chats.ownerId, owner),
          isNull(chats.deletedAt),
          or(isNotNull(newest.id), sql`${chats.titleWords} @@ ${tsquery}::tsquery`),
        ),
      )
      .orderBy(desc(chats.updatedAt), desc(chats.id))
      .limit(limit);
  }

  /** The chats in which something was found, each once, with the newest of their messages that has all the words. */
  function find(tsquery: string) {
    const inMessages = db
      .selectDistinctOn([messages.chatId], {
        chatId: messages.chatId,
        messageId: sql<string | null>`${messages.id}`.as("message_id"),
      })
      .from(messages)
      .where(sql`${messages.words} @@ ${tsquery}::tsquery`)
      .orderBy(messages.chatId, desc(messages.position))
      .as("in_messages");
    const inTitles = db
      .select({ chatId: chats.id, messageId: sql<string | null>`null::text`.as("message_id") })
      .from(chats)
      .where(sql`${chats.titleWords} @@ ${tsquery}::tsquery`);
    const both = unionAll(db.select().from(inMessages), inTitles).as("both");
    return db
      .select({ chatId: both.chatId, messageId: sql<string | null>`max(${both.messageId})`.as("message_id") })
      .from(both)
      .groupBy(both.chatId)
      .as("found");
  }

  /**
   * Collects all that have the words, through the indexes over words. Each chat and message is then looked up by its key: the
   * limits of one row keep Postgres from another order, in which it would look for what was found once for each chat.
   */
  function collect(owner: string, tsquery: string, limit: number) {
    const found = find(tsquery);
    const chat = db
      .select(summaryColumns)
      .from(chats)
      .where(and(eq(chats.id, found.chatId), isOf(owner), isKept))
      .limit(1)
      .as("chat");
    const message = db
      .select({ searchText: messages.searchText })
      .from(messages)
      .where(and(eq(messages.chatId, found.chatId), eq(messages.id, found.messageId)))
      .limit(1)
      .as("message");
    return db
      .select({
        id: chat.id,
        title: chat.title,
        createdAt: chat.createdAt,
        updatedAt: chat.updatedAt,
        shareToken: chat.shareToken,
        messageId: found.messageId,
        searchText: message.searchText,
      })
      .from(found)
      .innerJoinLateral(chat, sql`true`)
      .leftJoinLateral(message, sql`true`)
      .orderBy(desc(chat.updatedAt), desc(chat.id))
      .limit(limit);
  }

  return {
    async search(owner, text, limit) {
      const query = readQuery(owner, text);
      if (!query) return [];
      const { tsquery } = query;
      const frequent = await isFrequent(tsquery);
      const rows = await (frequent ? walk(owner, tsquery, limit) : collect(owner, tsquery, limit));
      return rows.map((row) => ({
        ...readSummary(row),
        messageId: row.messageId,
        excerpt: excerpt(row.searchText ?? toSearchText(row.title), query),
      }));
    },
  };
}
