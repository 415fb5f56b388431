import type { partsVersion } from "#lib/agent";
import type { ChatTree } from "../chat-store.ts";
import type { ImportParts } from "../import.ts";

export const format = "workings-chat";

/** That of the form of messages. */
export const version: typeof partsVersion = 1;

/** Signs a text so that only this server could have. */
export type Sign = (text: string) => string | Promise<string>;

/**
 * What a signature stands for: everything in the file but itself. Its JSON is written anew from what was read, so that
 * space between the values may change on the way and nothing else.
 */
export function signedText(chat: unknown, version: number): string {
  return JSON.stringify({ format, version, chat });
}

/**
 * A chat with all its branches, signed: what an import takes, and no more than it keeps of it. A message stands on each
 * line.
 */
export async function toJson(
  tree: ChatTree,
  sign: Sign,
  readMessage: ImportParts["readMessage"],
): Promise<string> {
  const { messages: kept, ...about } = tree;
  const messages = kept.map((entry) => {
    const read = readMessage(entry.message, version);
    return read.ok ? { ...entry, message: read.message } : entry;
  });
  const signature = await sign(signedText({ ...about, messages }, version));
  const head = JSON.stringify({ format, version }).slice(0, -1);
  const chat = JSON.stringify(about).slice(0, -1);
  const lines = messages.map((message) => JSON.stringify(message)).join(",\n");
  return `${head},\n"chat":${chat},"messages":[\n${lines}\n]},\n"signature":${JSON.stringify(signature)}}\n`;
}
