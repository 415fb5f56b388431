import { getServer, type Server } from "#lib/server";
import { readOwner } from "../owner.ts";
import { idSchema } from "./id.ts";
import { refuse } from "./json.ts";
import { serve } from "./serve.ts";

/** The parameters of a route below `/api/chat/[id]`. */
export interface ChatRoute {
  params: Promise<{ id: string }>;
}

export interface OwnChat {
  server: Server;
  owner: string;
  chatId: string;
}

/** A handler for one of the reader's own chats. Without an owner, or under an id that cannot be one, there is no such chat. */
export function withOwnChat(handle: (chat: OwnChat, request: Request) => Promise<Response>) {
  return serve(async (request: Request, { params }: ChatRoute): Promise<Response> => {
    const { id } = await params;
    if (!idSchema.safeParse(id).success) return refuse(400, "wrong-id", "The address names no chat.");
    const owner = await readOwner();
    if (owner === null) return refuseNoChat();
    return handle({ server: await getServer(), owner, chatId: id }, request);
  });
}

export function refuseNoChat(): Response {
  return refuse(404, "no-such-chat", "There is no such chat, or it belongs to another browser.");
}

/** Nothing to say but that it is done. */
export function done(): Response {
  return new Response(null, { status: 204 });
}
