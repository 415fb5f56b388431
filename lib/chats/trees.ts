import { and, eq } from "drizzle-orm";
import { nanoid } from "nanoid";
import type { ChatMessage } from "#lib/agent";
import { answers, chats, type Db, messages } from "#lib/database";
import { isOwn, toTime } from "./chat-list.ts";
import type { ChatStore, ChatTree, TreeMessage } from "./chat-store.ts";
import { interrupt } from "./interrupted.ts";
import { readMessage, writeMessage } from "./message-row.ts";
import { toVector } from "./search-text.ts";
import { toTitle } from "./title.ts";

/** Rows of one statement. Postgres takes 65,535 values. */
const maxRows = 500;

/** Reads and adds conversations whole. */
export function createTrees(db: Db): Pick<ChatStore, "loadTree" | "addTree"> {
  return {
    async loadTree(owner, chatId) {
      const [chat] = await db
        .select({
          title: chats.title,
          createdAt: chats.createdAt,
          updatedAt: chats.updatedAt,
          headId: chats.headId,
        })
        .from(chats)
        .where(isOwn(owner, chatId));
      if (!chat) return null;
      const rows = await db
        .select({ message: messages, underWay: answers.parts })
        .from(messages)
        .leftJoin(answers, and(eq(answers.chatId, messages.chatId), eq(answers.messageId, messages.id)))
        .where(eq(messages.chatId, chatId))
        .orderBy(messages.position);
      return {
        ...chat,
        createdAt: chat.createdAt.getTime(),
        updatedAt: chat.updatedAt.getTime(),
        messages: rows.map(({ message, underWay }) => ({
          message: readMessage(message, underWay),
          parentId: message.parentId,
          createdAt: message.createdAt.getTime(),
          unverified: message.unverified,
        })),
      };
    },
    async addTree(owner, tree, { unverified }) {
      checkTree(tree);
      const chatId = nanoid();
      const title = toTitle(tree.title);
      const rows = tree.messages.map((added) => toRow(owner, chatId, added, unverified));
      await db.transaction(async (tx) => {
        await tx.insert(chats).values({
          id: chatId,
          ownerId: owner,
          title,
          titledBy: "person",
          headId: tree.headId,
          createdAt: new Date(toTime(tree.createdAt)),
          titleWords: toVector(owner, title),
        });
        for (let from = 0; from < rows.length; from += maxRows)
          await tx.insert(messages).values(rows.slice(from, from + maxRows));
      });
      return chatId;
    },
  };
}

function toRow(owner: string, chatId: string, added: TreeMessage, unverified: boolean) {
  const { message, parentId, createdAt } = added;
  // Whoever was writing it does not write it here.
  const ended = message.metadata?.status === "answering" ? interrupt(message) : message;
  return {
    chatId,
    id: message.id,
    parentId,
    role: message.role === "user" ? ("user" as const) : ("assistant" as const),
    unverified: unverified || added.unverified,
    createdAt: new Date(toTime(createdAt)),
    ...writeMessage(owner, ended),
  };
}

/** Throws for what is no conversation: all of the store counts on parents that are older than what follows them. */
function checkTree({ messages, headId }: ChatTree): void {
  const roles = new Map<string | null, ChatMessage["role"] | "none">([[null, "none"]]);
  for (const { message, parentId } of messages) {
    const parent = roles.get(parentId);
    if (parent === undefined)
      throw new Error(`Message ${message.id} follows one that does not stand before it.`);
    if ((message.role === "assistant") !== (parent === "user"))
      throw new Error(`Message ${message.id} follows one that it cannot follow.`);
    if (roles.has(message.id)) throw new Error(`Two messages have the id ${message.id}.`);
    roles.set(message.id, message.role);
  }
  if (!roles.has(headId)) throw new Error("The conversation ends with a message that is not there.");
}
