import type { AnswerMetadata, ChatMessage, partsVersion } from "#lib/agent";
import type { messages } from "#lib/database";
import { listSearchText, listWords, toVectorOf } from "./search-text.ts";

type Parts = ChatMessage["parts"];

export type MessageRow = Pick<typeof messages.$inferSelect, "id" | "role" | "parts" | "metadata">;

/** The form that parts are kept in now. It goes up with a migration, so that no older program meets what it cannot read. */
const currentVersion: typeof partsVersion = 1;

/** A message as it is kept, without its place in a chat. */
export function writeMessage(ownerId: string, message: ChatMessage) {
  return weighMessage(ownerId, message).row;
}

/** The same, with the number of words that it is found by. */
export function weighMessage(ownerId: string, { parts, metadata }: ChatMessage) {
  const searchText = listSearchText(parts);
  const words = listWords(searchText);
  const row = {
    parts,
    partsVersion: currentVersion,
    metadata: metadata ?? null,
    searchText,
    words: toVectorOf(ownerId, words),
  };
  return { row, words: words.length };
}

/** A kept message; `more` are the parts of its step under way, if it has one. */
export function readMessage({ id, role, parts, metadata }: MessageRow, more: unknown = null): ChatMessage {
  const kept = parts as Parts;
  return {
    id,
    role,
    ...(metadata === null ? {} : { metadata: metadata as AnswerMetadata }),
    parts: more === null ? kept : [...kept, ...(more as Parts)],
  };
}
