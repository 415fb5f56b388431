import { refuseMethod } from "../../../json.ts";
import { done, refuseNoChat, withOwnChat } from "../../../own-chat.ts";

/** Makes the chat's link, or tells of the one it has. */
export const POST = withOwnChat(async ({ server, owner, chatId }) => {
  const token = await server.chats.share(owner, chatId);
  return token === null ? refuseNoChat() : Response.json({ token });
});

/** Withdraws the link. Another one will be another. */
export const DELETE = withOwnChat(async ({ server, owner, chatId }) =>
  (await server.chats.unshare(owner, chatId)) ? done() : refuseNoChat(),
);

export const GET = refuseMethod("POST", "DELETE");
export const PUT = GET;
export const PATCH = GET;
