import { z } from "zod";
import { readJson, refuseMethod } from "../../json.ts";
import { done, refuseNoChat, withOwnChat } from "../../own-chat.ts";

/** As long as a line of the list can be read. */
const maxTitleChars = 200;

const titleSchema = z.strictObject({
  title: z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(maxTitleChars, `may have at most ${maxTitleChars} characters`),
});

/** The chat, on the branch its owner was on. */
export const GET = withOwnChat(async ({ server, owner, chatId }) => {
  const chat = await server.chats.load(owner, chatId);
  return chat ? Response.json(chat) : refuseNoChat();
});

/** Names the chat. */
export const PATCH = withOwnChat(async ({ server, owner, chatId }, request) => {
  const read = await readJson(request, titleSchema, 4096);
  if (!read.ok) return read.refusal;
  return (await server.chats.rename(owner, chatId, read.value.title)) ? done() : refuseNoChat();
});

/** Deletes the chat and ends its answer. It can be had back for a day. */
export const DELETE = withOwnChat(async ({ server, owner, chatId }) => {
  await server.conversations.stop(owner, chatId);
  return (await server.chats.delete(owner, chatId)) ? done() : refuseNoChat();
});

export const POST = refuseMethod("GET", "PATCH", "DELETE");
export const PUT = POST;
