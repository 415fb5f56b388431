import { type SQL, sql } from "drizzle-orm";
import type { ChatMessage } from "#lib/agent";
import { firstUnits } from "#lib/value";
import { readTokens } from "./words.ts";

/** What is searched of one message, in UTF-16 units: some hundred pages. */
const maxTextChars = 200_000;

/** What the words of one message may come to, in bytes of UTF-8. Postgres takes a megabyte. */
const maxWordBytes = 512 * 1024;

/** What can be searched in a message: what was asked or answered, and its programs with their titles. */
export function listSearchText(parts: ChatMessage["parts"]): string {
  const texts = parts.flatMap((part): unknown[] => {
    switch (part.type) {
      case "text":
        return [part.text];
      case "tool-execute_code":
        return [part.input?.title, part.input?.code];
      default:
        return [];
    }
  });
  // An input that is still arriving, or that nobody could read, has what it has.
  const written = texts.filter((text) => typeof text === "string");
  return toSearchText(written.join("\n"));
}

/** A text in the form in which texts are searched: letters with accents are written in one way. */
export function toSearchText(text: string): string {
  return firstUnits(text, maxTextChars).normalize("NFC");
}

/** The words of a text as Postgres keeps them for its search. */
export function toVector(ownerId: string, text: string): SQL {
  return toVectorOf(ownerId, listWords(text));
}

export function toVectorOf(ownerId: string, words: readonly string[]): SQL {
  return sql`array_to_tsvector(string_to_array(${words.join(" ")}, ' ') || ${toOwnerWord(ownerId)}::text)`;
}

/** A word that no text has, so that the index can leave out what belongs to others. */
export function toOwnerWord(ownerId: string): string {
  return `@${ownerId.replaceAll("\0", "")}`;
}

/** What a text is found by, each word once. */
export function listWords(text: string): string[] {
  const words = new Set<string>();
  let bytes = 0;
  for (const { whole, parts } of readTokens(toSearchText(text))) {
    for (const word of [...parts, whole]) {
      if (words.has(word)) continue;
      bytes += Buffer.byteLength(word);
      if (bytes > maxWordBytes) return [...words];
      words.add(word);
    }
  }
  return [...words];
}
