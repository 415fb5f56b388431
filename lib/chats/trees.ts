import { setImmediate } from "node:timers/promises";
import { and, eq, sql } from "drizzle-orm";
import { nanoid } from "nanoid";
import type { ChatMessage } from "#lib/agent";
import { answers, chats, type Db, messages } from "#lib/database";
import { isOwn, toTime } from "./chat-list.ts";
import type { ChatStore, ChatTree } from "./chat-store.ts";
import { endSilent, isSilent } from "./interrupted.ts";
import { readMessage } from "./message-row.ts";
import { toVector } from "./search-text.ts";
import { toTitle } from "./title.ts";
import { writeBatches } from "./tree-rows.ts";

const wholeColumns = {
  title: chats.title,
  createdAt: chats.createdAt,
  updatedAt: chats.updatedAt,
  headId: chats.headId,
};

/** Reads and adds conversations whole. */
export function createTrees({
  db,
  silentForMs,
}: {
  db: Db;
  silentForMs: number;
}): Pick<ChatStore, "loadTree" | "addTree"> {
  return {
    async loadTree(owner, chatId) {
      const [chat] = await db
        .select({ ...wholeColumns, silent: isSilent(silentForMs) })
        .from(chats)
        .leftJoin(answers, eq(answers.chatId, chats.id))
        .where(isOwn(owner, chatId));
      if (!chat) return null;
      if (chat.silent) await endSilent(db, chatId, silentForMs);
      const rows = await db
        .select({ message: messages, underWay: answers.parts })
        .from(messages)
        .leftJoin(answers, and(eq(answers.chatId, messages.chatId), eq(answers.messageId, messages.id)))
        .where(eq(messages.chatId, chatId))
        .orderBy(messages.position);
      return {
        title: chat.title,
        headId: chat.headId,
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
      const batches = await writeBatches(owner, chatId, tree.messages, unverified);
      await db.transaction(async (tx) => {
        // A plan from when there were few messages goes through all of a chat, or of all chats, to find each one's parent.
        await tx.execute(sql`set local plan_cache_mode = force_custom_plan`);
        await tx.insert(chats).values({
          id: chatId,
          ownerId: owner,
          title,
          titledBy: "person",
          headId: tree.headId,
          createdAt: new Date(toTime(tree.createdAt)),
          titleWords: toVector(owner, title),
        });
        for (const batch of batches) {
          await tx.insert(messages).values(batch);
          // The embedded database works on this thread, and gives it to nobody by itself.
          await setImmediate();
        }
      });
      return chatId;
    },
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
