import { getServer } from "#lib/server";
import { readOwner } from "../../../owner.ts";
import { refuse, refuseMethod } from "../../json.ts";
import { serve } from "../../serve.ts";

const maxHits = 20;
const maxQueryChars = 400;

/** The reader's chats in which `q` is found. */
export const GET = serve(async (request: Request): Promise<Response> => {
  const query = new URL(request.url).searchParams.get("q") ?? "";
  if (query.length > maxQueryChars)
    return refuse(400, "too-long", `q: may have at most ${maxQueryChars} characters.`);
  const owner = await readOwner();
  if (owner === null) return Response.json({ hits: [] });
  const { chats } = await getServer();
  return Response.json({ hits: await chats.search(owner, query, maxHits) });
});

export const POST = refuseMethod("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
