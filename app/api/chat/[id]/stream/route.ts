import { createUIMessageStreamResponse } from "ai";
import { refuseMethod } from "../../../json.ts";
import { done, withOwnChat } from "../../../own-chat.ts";

/** As long as the answer it follows. */
export const maxDuration = 800;

/** The answer under way, from its beginning. Nothing where this server cannot show it: then what is saved of it grows. */
export const GET = withOwnChat(async ({ server, owner, chatId }) => {
  const stream = await server.conversations.join(owner, chatId);
  return stream ? createUIMessageStreamResponse({ stream }) : done();
});

export const POST = refuseMethod("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
