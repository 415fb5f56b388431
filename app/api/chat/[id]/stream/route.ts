import { refuseMethod } from "../../../json.ts";
import { done, refuseNoChat, withOwnChat } from "../../../own-chat.ts";
import { streamAnswer } from "../../../stream-answer.ts";

/** As long as the answer it follows. */
export const maxDuration = 300;

/** The answer under way, from its beginning. Nothing where this server cannot show it: then what is saved of it grows. */
export const GET = withOwnChat(async ({ server, owner, chatId }) => {
  const stream = await server.conversations.join(owner, chatId);
  if (stream) return streamAnswer(stream);
  return (await server.chats.has(owner, chatId)) ? done() : refuseNoChat();
});

export const POST = refuseMethod("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
