import { refuseMethod } from "../../../json.ts";
import { refuseNoChat, withOwnChat } from "../../../own-chat.ts";

/** Ends the chat's answer. That none is under way is no error: it may have ended by itself a moment ago. */
export const POST = withOwnChat(async ({ server, owner, chatId }) => {
  const stopped = await server.conversations.stop(owner, chatId);
  if (!stopped && !(await server.chats.has(owner, chatId))) return refuseNoChat();
  return Response.json({ stopped });
});

export const GET = refuseMethod("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
