import { setImmediate } from "node:timers/promises";
import type { TreeMessage } from "./chat-store.ts";
import { listSearchText, listWords } from "./search-text.ts";

// What an import takes, and so the largest chat that is exported as JSON.

/**
 * A long chat with large results, in bytes of its file. It is held in memory, several times over, before anything is known of
 * who wrote it. A single answer can be larger: each of its runs may bring a megabyte and a half.
 */
export const maxFileBytes = 20 * 1024 * 1024;

/** More messages than anybody writes in one chat. */
export const maxMessages = 5_000;

/**
 * Words of all messages together, each counted once in a message: some five million letters of common text. Each is an entry of
 * the index over words; so many take the embedded database two or three seconds, in which it does nothing else.
 */
export const maxWords = 500_000;

/** Whether so many messages, of so many words, are taken. Others have their turn after each. */
export async function isWithin(messages: readonly TreeMessage[]): Promise<boolean> {
  if (messages.length > maxMessages) return false;
  let words = 0;
  for (const { message } of messages) {
    words += listWords(listSearchText(message.parts)).length;
    if (words > maxWords) return false;
    await setImmediate();
  }
  return true;
}
