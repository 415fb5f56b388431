import { refuseMethod } from "../../../json.ts";
import { withOwnChat } from "../../../own-chat.ts";

/** Ends the chat's answer. That none is under way is no error: it may have ended by itself a moment ago. */
export const POST = withOwnChat(async ({ server, owner, chatId }) =>
  Response.json({ stopped: await server.conversations.stop(owner, chatId) }),
);

export const GET = refuseMethod("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
