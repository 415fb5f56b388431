import { and, eq, sql } from "drizzle-orm";
import type { ChatMessage } from "#lib/agent";
import { answers, chats, type Db, messages } from "#lib/database";
import { isOwn } from "./chat-list.ts";
import type { AnswerKey, ChatStore } from "./chat-store.ts";
import { endSilent, isSilent } from "./interrupted.ts";
import { writeMessage } from "./message-row.ts";

type Answering = Pick<
  ChatStore,
  "saveSteps" | "saveProgress" | "renew" | "finish" | "findAnswering" | "requestStop" | "endInterrupted"
>;

/** The row of an answer while its process is not taken for gone. */
function isUnderWay({ chatId, messageId }: AnswerKey) {
  return and(eq(answers.chatId, chatId), eq(answers.messageId, messageId));
}

function isMessage({ chatId, messageId }: AnswerKey) {
  return and(eq(messages.chatId, chatId), eq(messages.id, messageId));
}

const alive = { seenAt: sql`now()` };

/** Keeps answers while they are written. */
export function createAnswering({ db, silentForMs }: { db: Db; silentForMs: number }): Answering {
  return {
    async saveSteps(key, { parts, metadata }) {
      const own = db.$with("own").as(
        db
          .update(answers)
          .set({ ...alive, parts: [] })
          .where(isUnderWay(key))
          .returning({ messageId: answers.messageId }),
      );
      // What is searched and how it is indexed can wait for the end of the answer.
      await db
        .with(own)
        .update(messages)
        .set({ parts, metadata: metadata ?? null })
        .from(own)
        .where(and(isMessage(key), eq(messages.id, own.messageId)));
    },
    async saveProgress(key, parts) {
      await db
        .update(answers)
        .set({ ...alive, parts })
        .where(isUnderWay(key));
    },
    async renew(key) {
      const [answer] = await db
        .update(answers)
        .set(alive)
        .where(isUnderWay(key))
        .returning({ stopRequested: answers.stopRequested });
      return { stopRequested: answer?.stopRequested ?? false };
    },
    finish: (key, message) => db.transaction((tx) => finish(tx, key, message)),
    async findAnswering(owner, chatId) {
      const [answer] = await db
        .select({ messageId: answers.messageId, silent: isSilent(silentForMs) })
        .from(answers)
        .innerJoin(chats, eq(chats.id, answers.chatId))
        .where(isOwn(owner, chatId));
      if (!answer?.silent) return answer?.messageId ?? null;
      await endSilent(db, chatId, silentForMs);
      return null;
    },
    async requestStop(owner, chatId) {
      const [answer] = await db
        .update(answers)
        .set({ stopRequested: true })
        .from(chats)
        .where(and(eq(chats.id, answers.chatId), isOwn(owner, chatId)))
        .returning({ silent: isSilent(silentForMs) });
      if (!answer?.silent) return answer !== undefined;
      await endSilent(db, chatId, silentForMs);
      return false;
    },
    async endInterrupted(silentForMs) {
      const silent = await db.select({ chatId: answers.chatId }).from(answers).where(isSilent(silentForMs));
      for (const { chatId } of silent) await endSilent(db, chatId, silentForMs);
    },
  };
}

/**
 * Rows are locked in the order in which all of the store locks them: chat, answer, message. An answer that was taken for
 * interrupted and was not becomes what it is; the chat may have moved on by then.
 */
async function finish(tx: Db, key: AnswerKey, message: ChatMessage): Promise<void> {
  const isChat = eq(chats.id, key.chatId);
  const [chat] = await tx.select({ ownerId: chats.ownerId }).from(chats).where(isChat).for("no key update");
  if (!chat) return;
  const freed = await tx.delete(answers).where(isUnderWay(key)).returning({ chatId: answers.chatId });
  await tx.update(messages).set(writeMessage(chat.ownerId, message)).where(isMessage(key));
  if (freed.length > 0) await tx.update(chats).set({ updatedAt: sql`now()` }).where(isChat);
}
