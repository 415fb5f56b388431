import type { ListKey } from "#lib/chats";
import { getServer } from "#lib/server";
import { readOwner } from "../../owner.ts";
import { idSchema } from "../id.ts";
import { refuse, refuseMethod } from "../json.ts";
import { serve } from "../serve.ts";

/** Chats of one page of the list. */
const pageSize = 40;

/** The reader's chats, newest first. `after=UPDATEDAT.ID` names the last one of the page before. */
export const GET = serve(async (request: Request): Promise<Response> => {
  const after = readKey(new URL(request.url).searchParams.get("after"));
  if (after === undefined) return refuse(400, "wrong-key", "after: must be the time and id of a chat.");
  const owner = await readOwner();
  if (owner === null) return Response.json({ chats: [], next: null });
  const { chats } = await getServer();
  return Response.json(await chats.list(owner, { after, limit: pageSize }));
});

/** Null for the first page; undefined for what is no key. */
function readKey(text: string | null): ListKey | null | undefined {
  if (text === null) return null;
  const [, time, id] = /^(\d{1,15})\.(.+)$/.exec(text) ?? [];
  if (!idSchema.safeParse(id).success || id === undefined) return undefined;
  return { updatedAt: Number(time), id };
}

export const POST = refuseMethod("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
