import { setImmediate } from "node:timers/promises";
import type { partsVersion } from "#lib/agent";
import type { ChatTree } from "../chat-store.ts";
import type { ImportParts } from "../import.ts";
import { isWithin, maxFileBytes } from "../import-bounds.ts";
import { toReadable } from "./readable.ts";

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
 * line. Null for a chat of more than an import takes. Others have their turn after each message, which may be of megabytes.
 */
export async function toJson(
  tree: ChatTree,
  sign: Sign,
  readMessage: ImportParts["readMessage"],
): Promise<string | null> {
  const { messages, ...about } = tree;
  if (!(await isWithin(messages))) return null;
  const lines: string[] = [];
  let bytes = 0;
  for (const entry of messages) {
    const line = JSON.stringify({ ...entry, message: toReadable(entry.message, version, readMessage) });
    bytes += Buffer.byteLength(line);
    if (bytes > maxFileBytes) return null;
    lines.push(line);
    await setImmediate();
  }
  const head = JSON.stringify({ format, version }).slice(0, -1);
  const chat = JSON.stringify(about).slice(0, -1);
  // The same as `signedText` of it, of what is written already.
  const signature = await sign(`${head},"chat":${chat},"messages":[${lines.join(",")}]}}`);
  const text = `${head},\n"chat":${chat},"messages":[\n${lines.join(",\n")}\n]},\n"signature":${JSON.stringify(signature)}}\n`;
  return Buffer.byteLength(text) > maxFileBytes ? null : text;
}
