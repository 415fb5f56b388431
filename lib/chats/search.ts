import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { chats, type Db, messages } from "#lib/database";
import { readSummary, summaryColumns } from "./chat-list.ts";
import type { ChatStore } from "./chat-store.ts";
import { excerpt } from "./excerpt.ts";
import { readQuery } from "./search-query.ts";
import { toSearchText } from "./search-text.ts";

/** Finds chats by their words. */
export function createSearch(db: Db): Pick<ChatStore, "search"> {
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

  return {
    async search(owner, text, limit) {
      const query = readQuery(owner, text);
      if (!query) return [];
      const found = find(query.tsquery);
      const rows = await db
        .select({ ...summaryColumns, messageId: found.messageId, searchText: messages.searchText })
        .from(found)
        .innerJoin(chats, eq(chats.id, found.chatId))
        .leftJoin(messages, and(eq(messages.chatId, found.chatId), eq(messages.id, found.messageId)))
        .where(and(eq(chats.ownerId, owner), isNull(chats.deletedAt)))
        .orderBy(desc(chats.updatedAt), desc(chats.id))
        .limit(limit);
      return rows.map((row) => ({
        ...readSummary(row),
        messageId: row.messageId,
        excerpt: excerpt(row.searchText ?? toSearchText(row.title), query),
      }));
    },
  };
}
