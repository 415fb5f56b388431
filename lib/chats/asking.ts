import { and, eq, inArray, sql } from "drizzle-orm";
import type { ChatMessage } from "#lib/agent";
import { answers, chats, type Db, messages } from "#lib/database";
import { listBranch, loadMessages, selectSkeleton } from "./branches.ts";
import { isOwn } from "./chat-list.ts";
import type { Asking, Begun, ChatStore } from "./chat-store.ts";
import { endSilent, isSilent } from "./interrupted.ts";
import { writeMessage } from "./message-row.ts";
import { toVector } from "./search-text.ts";
import { titleQuestion } from "./title.ts";

type Reason = Extract<Begun, { ok: false }>["reason"];

/** Where a question stands. */
interface Place {
  questionId: string;
  /** What is to be added: null when the question is there already. */
  added: { question: ChatMessage; parentId: string | null } | null;
}

interface TakenChat {
  headId: string | null;
  untitled: boolean;
}

/** Takes questions. */
export function createAsking({ db, silentForMs }: { db: Db; silentForMs: number }): Pick<ChatStore, "begin"> {
  return {
    begin: (owner, chatId, asking, answer) =>
      db.transaction(async (tx): Promise<Begun> => {
        const chat = await takeChat(tx, owner, chatId, asking);
        if (!chat) return { ok: false, reason: "no-such-chat" };
        if (!(await isFree(tx, chatId, silentForMs))) return { ok: false, reason: "still-answering" };
        const place = await findPlace(tx, chatId, chat, asking);
        if (typeof place === "string") return { ok: false, reason: place };
        await addMessages(tx, owner, chatId, place, answer);
        await tx.insert(answers).values({ chatId, messageId: answer.id, parts: [] });
        const isChat = eq(chats.id, chatId);
        await tx.update(chats).set({ headId: answer.id, updatedAt: sql`now()` }).where(isChat);
        const { messages, unverified } = await loadBranch(tx, chatId, place.questionId);
        return { ok: true, messages, unverified, untitled: chat.untitled };
      }),
  };
}

/** Locks the chat for the rest of the transaction, so that of two questions at once one waits; makes it if need be. */
async function takeChat(tx: Db, owner: string, chatId: string, asking: Asking): Promise<TakenChat | null> {
  const existing = await lockChat(tx, owner, chatId);
  if (existing || asking.kind === "again" || typeof asking.parentId === "string") return existing;
  const title = titleQuestion(asking.question);
  const titleWords = toVector(owner, title);
  const [made] = await tx
    .insert(chats)
    .values({ id: chatId, ownerId: owner, title, titledBy: "question", titleWords })
    .onConflictDoNothing()
    .returning({ headId: chats.headId });
  // Made by another question meanwhile, or not this owner's, or deleted.
  return made ? { headId: made.headId, untitled: true } : lockChat(tx, owner, chatId);
}

async function lockChat(tx: Db, owner: string, chatId: string): Promise<TakenChat | null> {
  const [chat] = await tx
    .select({ headId: chats.headId, titledBy: chats.titledBy })
    .from(chats)
    .where(isOwn(owner, chatId))
    .for("no key update");
  return chat ? { headId: chat.headId, untitled: chat.titledBy === "question" } : null;
}

/** Whether no answer is under way in the chat, after ending one whose process is gone. */
async function isFree(tx: Db, chatId: string, silentForMs: number): Promise<boolean> {
  const find = () =>
    tx
      .select({ silent: isSilent(silentForMs) })
      .from(answers)
      .where(eq(answers.chatId, chatId));
  const [answer] = await find();
  if (!answer?.silent) return answer === undefined;
  await endSilent(tx, chatId, silentForMs);
  // It may have given a sign of life in between, or have been ended by another process.
  return (await find()).length === 0;
}

async function findPlace(
  tx: Db,
  chatId: string,
  chat: TakenChat,
  asking: Asking,
): Promise<Place | Exclude<Reason, "no-such-chat" | "still-answering">> {
  const questionId = asking.kind === "new" ? asking.question.id : asking.questionId;
  const parentId = asking.kind === "new" && asking.parentId !== undefined ? asking.parentId : chat.headId;
  const rows = await tx
    .select({ id: messages.id, role: messages.role, parentId: messages.parentId, parts: messages.parts })
    .from(messages)
    .where(
      and(
        eq(messages.chatId, chatId),
        inArray(messages.id, parentId === null ? [questionId] : [questionId, parentId]),
      ),
    );
  const same = rows.find(({ id }) => id === questionId);
  if (asking.kind === "again") {
    if (!same) return "no-such-message";
    return same.role === "user" ? { questionId, added: null } : "wrong-parent";
  }
  if (same) {
    const isSame =
      same.role === "user" &&
      (asking.parentId === undefined || asking.parentId === same.parentId) &&
      JSON.stringify(same.parts) === JSON.stringify(asking.question.parts);
    return isSame ? { questionId, added: null } : "id-taken";
  }
  const parent = rows.find(({ id }) => id === parentId);
  if (parentId !== null && !parent) return "no-such-message";
  if (parent?.role === "user") return "wrong-parent";
  return { questionId, added: { question: asking.question, parentId } };
}

async function addMessages(
  tx: Db,
  owner: string,
  chatId: string,
  { questionId, added }: Place,
  answer: ChatMessage,
): Promise<void> {
  const row = (message: ChatMessage, role: "user" | "assistant", parentId: string | null) => ({
    chatId,
    id: message.id,
    parentId,
    role,
    ...writeMessage(owner, message),
  });
  const question = added ? [row(added.question, "user", added.parentId)] : [];
  await tx.insert(messages).values([...question, row(answer, "assistant", questionId)]);
}

async function loadBranch(tx: Db, chatId: string, endId: string) {
  const [chat] = await tx.select({ skeleton: selectSkeleton() }).from(chats).where(eq(chats.id, chatId));
  return loadMessages(tx, chatId, listBranch(chat?.skeleton ?? [], endId));
}
