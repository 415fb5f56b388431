import { z } from "zod";
import { idSchema } from "../../../id.ts";
import { readJson, refuse, refuseMethod } from "../../../json.ts";
import { refuseNoChat, withOwnChat } from "../../../own-chat.ts";

const bodySchema = z.strictObject({ messageId: idSchema });

/** Goes over to the branch of a message, and answers with the chat as it then is. */
export const POST = withOwnChat(async ({ server, owner, chatId }, request) => {
  const read = await readJson(request, bodySchema, 4096);
  if (!read.ok) return read.refusal;
  if (!(await server.chats.chooseBranch(owner, chatId, read.value.messageId)))
    return refuse(404, "no-such-message", "There is no such message in a chat of yours.");
  const chat = await server.chats.load(owner, chatId);
  return chat ? Response.json(chat) : refuseNoChat();
});

export const GET = refuseMethod("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
