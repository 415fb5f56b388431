import { refuseMethod } from "../../../json.ts";
import { done, refuseNoChat, withOwnChat } from "../../../own-chat.ts";

/** Takes a deletion back. */
export const POST = withOwnChat(async ({ server, owner, chatId }) =>
  (await server.chats.restore(owner, chatId)) ? done() : refuseNoChat(),
);

export const GET = refuseMethod("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
