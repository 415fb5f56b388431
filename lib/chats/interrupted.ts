import { and, eq, type SQL, sql } from "drizzle-orm";
import type { AnswerChunk, AnswerMetadata, ChatMessage } from "#lib/agent";
import { answers, chats, type Db, messages } from "#lib/database";
import { readMessage, writeMessage } from "./message-row.ts";

const failure: AnswerMetadata["failure"] = {
  cause: "interrupted",
  message:
    "The server ended, or lost its database, while this answer was being written. What had arrived by then is kept. Ask it to go on, or ask again.",
};

/** Answers without a sign of life for so long. The database's clock counts: those of two servers differ. */
export function isSilent(silentForMs: number): SQL<boolean> {
  return sql<boolean>`${answers.seenAt} <= now() - ${silentForMs} * interval '1 millisecond'`;
}

/** Ends the chat's answer if it is silent: what was saved of it is kept as interrupted. */
export async function endSilent(db: Db, chatId: string, silentForMs: number): Promise<void> {
  await db.transaction(async (tx) => {
    const [answer] = await tx
      .delete(answers)
      .where(and(eq(answers.chatId, chatId), isSilent(silentForMs)))
      .returning({ messageId: answers.messageId, parts: answers.parts });
    if (!answer) return;
    const isAnswer = and(eq(messages.chatId, chatId), eq(messages.id, answer.messageId));
    const [kept] = await tx
      .select({ message: messages, ownerId: chats.ownerId })
      .from(messages)
      .innerJoin(chats, eq(chats.id, messages.chatId))
      .where(isAnswer);
    if (!kept) return;
    const message = interrupt(readMessage(kept.message, answer.parts));
    await tx.update(messages).set(writeMessage(kept.ownerId, message)).where(isAnswer);
  });
}

/** Whether an answer's metadata, as it is kept, says that its process is gone. */
export function isInterrupted(metadata: unknown): boolean {
  return (metadata as AnswerMetadata | null | undefined)?.failure?.cause === "interrupted";
}

/** The same answer, as one whose process is gone. */
export function interrupt(message: ChatMessage): ChatMessage {
  const { metadata } = message;
  return metadata ? { ...message, metadata: asInterrupted(metadata) } : message;
}

/** The end of an answer that was stopped because its process ends; any other chunk as it is. */
export function interruptEnd(chunk: AnswerChunk): AnswerChunk {
  if (chunk.type !== "finish" || chunk.messageMetadata?.status !== "stopped") return chunk;
  return { ...chunk, messageMetadata: asInterrupted(chunk.messageMetadata) };
}

function asInterrupted(metadata: AnswerMetadata): AnswerMetadata {
  return { ...metadata, status: "failed", failure };
}
