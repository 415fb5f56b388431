import { and, eq, isNull, type SQL } from "drizzle-orm";
import { answers, chats, type Db } from "#lib/database";
import { findNewestEnd, listBranch, listForks, loadMessages, selectSkeleton } from "./branches.ts";
import { isOf, isOwn, readSummary, summaryColumns } from "./chat-list.ts";
import type { Chat, ChatStore } from "./chat-store.ts";
import { endSilent, isSilent } from "./interrupted.ts";

type Opening = Pick<ChatStore, "load" | "loadShared" | "chooseBranch">;

/** Reads conversations as their owners, and those they share them with, see them. */
export function createOpening({ db, silentForMs }: { db: Db; silentForMs: number }): Opening {
  async function open(which: SQL | undefined): Promise<Chat | null> {
    const [chat] = await db
      .select({
        ...summaryColumns,
        headId: chats.headId,
        answering: answers.messageId,
        silent: isSilent(silentForMs),
        skeleton: selectSkeleton(),
      })
      .from(chats)
      .leftJoin(answers, eq(answers.chatId, chats.id))
      .where(and(which, isNull(chats.deletedAt)));
    if (!chat) return null;
    if (chat.silent) {
      await endSilent(db, chat.id, silentForMs);
      return open(which);
    }
    const branch = listBranch(chat.skeleton, chat.headId);
    const { answering, ...shown } = await loadMessages(db, chat.id, branch);
    // An answer of this branch may have ended since; of another there is only what the first query saw.
    const isOfBranch = chat.answering !== null && branch.includes(chat.answering);
    return {
      ...readSummary(chat),
      ...shown,
      forks: listForks(chat.skeleton, branch),
      answering: isOfBranch ? answering : chat.answering,
      shareToken: chat.shareToken,
    };
  }

  return {
    load: (owner, chatId) => open(and(eq(chats.id, chatId), isOf(owner))),
    async loadShared(shareToken) {
      const chat = await open(eq(chats.shareToken, shareToken));
      if (!chat) return null;
      const { title, createdAt, updatedAt, messages, unverified } = chat;
      return { title, createdAt, updatedAt, messages, unverified };
    },
    async chooseBranch(owner, chatId, messageId) {
      return db.transaction(async (tx) => {
        const own = isOwn(owner, chatId);
        // A question that comes meanwhile waits, and then is where its owner is.
        const [locked] = await tx.select({ id: chats.id }).from(chats).where(own).for("no key update");
        if (!locked) return false;
        const [chat] = await tx.select({ id: chats.id, skeleton: selectSkeleton() }).from(chats).where(own);
        if (!chat?.skeleton.some(([id]) => id === messageId)) return false;
        await tx
          .update(chats)
          .set({ headId: findNewestEnd(chat.skeleton, messageId) })
          .where(own);
        return true;
      });
    },
  };
}
