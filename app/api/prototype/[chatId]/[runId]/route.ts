import { getServer } from "#lib/server";
import { readOwner } from "../../../../owner.ts";
import { idSchema } from "../../../id.ts";
import { refuse, refuseMethod } from "../../../json.ts";
import { serve } from "../../../serve.ts";
import { isRunId, readShown, refusePage, serveDocument } from "../../serve-document.ts";

interface PrototypeRoute {
  params: Promise<{ chatId: string; runId: string }>;
}

/**
 * An HTML document that a program of the reader's own chat made, for a frame that trusts it with nothing. It comes from the
 * run's record: nothing that a request brings is served.
 */
export const GET = serve(async (request: Request, { params }: PrototypeRoute): Promise<Response> => {
  const refusal = refusePage(request);
  if (refusal) return refusal;
  const { chatId, runId } = await params;
  const shown = readShown(request);
  if (!idSchema.safeParse(chatId).success || !isRunId(runId) || shown === null)
    return refuse(400, "wrong-id", "The address names no document.");
  const owner = await readOwner();
  if (owner === null) return serveDocument(null);
  return serveDocument(await (await getServer()).prototypes.load(owner, chatId, runId, shown));
});

export const POST = refuseMethod("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
