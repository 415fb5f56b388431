import { and, desc, eq, gt, inArray, isNull, lte, ne, type SQL, sql } from "drizzle-orm";
import { nanoid } from "nanoid";
import { answers, chats, type Db } from "#lib/database";
import type { ChatStore, ChatSummary } from "./chat-store.ts";
import { toVector } from "./search-text.ts";
import { toTitle } from "./title.ts";

type ChatList = Pick<
  ChatStore,
  "has" | "list" | "rename" | "suggestTitle" | "delete" | "restore" | "purge" | "share" | "unshare"
>;

export const summaryColumns = {
  id: chats.id,
  title: chats.title,
  createdAt: chats.createdAt,
  updatedAt: chats.updatedAt,
  shareToken: chats.shareToken,
};

type SummaryRow = Pick<typeof chats.$inferSelect, keyof typeof summaryColumns>;

export function readSummary({ id, title, createdAt, updatedAt, shareToken }: SummaryRow): ChatSummary {
  return {
    id,
    title,
    createdAt: createdAt.getTime(),
    updatedAt: updatedAt.getTime(),
    shared: shareToken !== null,
  };
}

/**
 * Whose chats they are, where something else says which. No index serves it: the embedded database has no statistics, since
 * nobody analyses it, takes an owner's chats for few, and would go through all of them.
 */
export function isOf(owner: string): SQL {
  return sql`${chats.ownerId} || '' = ${sql.param(owner, chats.ownerId)}`;
}

/** That they are not deleted, for which no index serves either: it would be taken for rare. */
export const isKept = sql`coalesce(${chats.deletedAt}, 'infinity') = 'infinity'`;

/** An owner's chat that is not deleted. */
export function isOwn(owner: string, chatId: string) {
  return and(eq(chats.id, chatId), isOf(owner), isNull(chats.deletedAt));
}

/** 190 random bits. */
const shareTokenChars = 32;

/** Chats that are removed for good at once: few enough not to be waited for, and more than it adds. */
const maxPurged = 10;

/** A deletion can be taken back for a day. */
const dayAgo = sql`now() - interval '1 day'`;

/** Chats as their owners list, name and delete them. */
export function createChatList(db: Db): ChatList {
  return {
    async has(owner, chatId) {
      const found = await db.select({ id: chats.id }).from(chats).where(isOwn(owner, chatId));
      return found.length > 0;
    },
    async list(owner, { after, limit }) {
      const rows = await db
        .select(summaryColumns)
        .from(chats)
        .where(
          and(
            eq(chats.ownerId, owner),
            isNull(chats.deletedAt),
            after === null
              ? undefined
              : sql`(${chats.updatedAt}, ${chats.id}) < (${toTime(after.updatedAt)}::timestamptz, ${sql.param(after.id, chats.id)})`,
          ),
        )
        .orderBy(desc(chats.updatedAt), desc(chats.id))
        .limit(limit + 1);
      const page = rows.slice(0, limit).map(readSummary);
      const last = page.at(-1);
      const next = last && rows.length > limit ? { updatedAt: last.updatedAt, id: last.id } : null;
      return { chats: page, next };
    },
    async rename(owner, chatId, text) {
      const title = toTitle(text);
      const renamed = await db
        .update(chats)
        .set({ title, titledBy: "person", titleWords: toVector(owner, title) })
        .where(isOwn(owner, chatId))
        .returning({ id: chats.id });
      return renamed.length > 0;
    },
    async suggestTitle(chatId, text) {
      if (text.trim() === "") return;
      await db.transaction(async (tx) => {
        const isUntitled = and(eq(chats.id, chatId), ne(chats.titledBy, "person"));
        const [chat] = await tx.select({ ownerId: chats.ownerId }).from(chats).where(isUntitled);
        if (!chat) return;
        const title = toTitle(text);
        await tx
          .update(chats)
          .set({ title, titledBy: "model", titleWords: toVector(chat.ownerId, title) })
          .where(isUntitled);
      });
    },
    async delete(owner, chatId) {
      // First: when it fails, nothing was changed for the owner.
      await purge(db);
      return db.transaction(async (tx) => {
        const deleted = await tx
          .update(chats)
          .set({ deletedAt: sql`now()` })
          .where(isOwn(owner, chatId))
          .returning({ id: chats.id });
        if (deleted.length === 0) return false;
        await tx.update(answers).set({ stopRequested: true }).where(eq(answers.chatId, chatId));
        return true;
      });
    },
    async restore(owner, chatId) {
      const restored = await db
        .update(chats)
        .set({ deletedAt: null })
        .where(and(eq(chats.id, chatId), isOf(owner), gt(chats.deletedAt, dayAgo)))
        .returning({ id: chats.id });
      return restored.length > 0;
    },
    purge: () => purge(db),
    async share(owner, chatId) {
      const [chat] = await db
        .update(chats)
        .set({ shareToken: sql`coalesce(${chats.shareToken}, ${nanoid(shareTokenChars)})` })
        .where(isOwn(owner, chatId))
        .returning({ token: chats.shareToken });
      return chat?.token ?? null;
    },
    async unshare(owner, chatId) {
      const chat = await db
        .update(chats)
        .set({ shareToken: null })
        .where(isOwn(owner, chatId))
        .returning({ id: chats.id });
      return chat.length > 0;
    },
  };
}

/** Removes chats for good that nobody can have back any more, whoever deleted them; it waits for none that is in use. */
async function purge(db: Db): Promise<void> {
  const gone = db
    .select({ id: chats.id })
    .from(chats)
    .where(lte(chats.deletedAt, dayAgo))
    .orderBy(chats.deletedAt)
    .limit(maxPurged)
    .for("update", { skipLocked: true });
  await db.delete(chats).where(inArray(chats.id, gone));
}

/** What lies within the times that Postgres and JavaScript both write with four digits of the year. */
export function toTime(ms: number): string {
  return new Date(Math.min(Math.max(ms, 0), Date.UTC(9999, 11, 31))).toISOString();
}
