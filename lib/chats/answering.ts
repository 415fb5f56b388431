import { and, eq, sql } from "drizzle-orm";
import type { ChatMessage } from "#lib/agent";
import { answers, chats, type Db, messages } from "#lib/database";
import { isOwn } from "./chat-list.ts";
import type { AnswerKey, ChatStore } from "./chat-store.ts";
import { endSilent, isInterrupted, isSilent } from "./interrupted.ts";
import { writeMessage } from "./message-row.ts";

type Answering = Pick<
  ChatStore,
  | "saveSteps"
  | "saveProgress"
  | "renew"
  | "takeBack"
  | "finish"
  | "findAnswering"
  | "requestStop"
  | "endInterrupted"
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
      if (!answer) return "lost";
      return answer.stopRequested ? "stop" : "goes-on";
    },
    takeBack: (key, message) => db.transaction((tx) => takeBack(tx, key, message)),
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

/** Rows are locked in the order in which all of the store locks them: chat, answer, message. */
async function lockChat(tx: Db, chatId: string) {
  const [chat] = await tx
    .select({ ownerId: chats.ownerId, deletedAt: chats.deletedAt })
    .from(chats)
    .where(eq(chats.id, chatId))
    .for("no key update");
  return chat;
}

async function takeBack(tx: Db, key: AnswerKey, message: ChatMessage): Promise<boolean> {
  const chat = await lockChat(tx, key.chatId);
  if (chat?.deletedAt !== null) return false;
  const [kept] = await tx.select({ metadata: messages.metadata }).from(messages).where(isMessage(key));
  if (!isInterrupted(kept?.metadata)) return false;
  const taken = await tx
    .insert(answers)
    .values({ ...key, parts: [] })
    .onConflictDoNothing()
    .returning({ chatId: answers.chatId });
  if (taken.length === 0) return false;
  const { parts, metadata } = message;
  await tx
    .update(messages)
    .set({ parts, metadata: metadata ?? null })
    .where(isMessage(key));
  return true;
}

/** An answer that was taken for interrupted and was not becomes what it is; the chat may have moved on by then. */
async function finish(tx: Db, key: AnswerKey, message: ChatMessage): Promise<void> {
  const isChat = eq(chats.id, key.chatId);
  const chat = await lockChat(tx, key.chatId);
  if (!chat) return;
  const freed = await tx.delete(answers).where(isUnderWay(key)).returning({ chatId: answers.chatId });
  await tx.update(messages).set(writeMessage(chat.ownerId, message)).where(isMessage(key));
  if (freed.length > 0) await tx.update(chats).set({ updatedAt: sql`now()` }).where(isChat);
}
