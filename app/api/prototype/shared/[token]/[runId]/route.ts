import { getServer } from "#lib/server";
import { refuse, refuseMethod } from "../../../../json.ts";
import { serve } from "../../../../serve.ts";
import { isRunId, readShown, refusePage, serveDocument } from "../../../serve-document.ts";

interface SharedPrototypeRoute {
  params: Promise<{ token: string; runId: string }>;
}

/** The same for a shared chat, and whoever has its link. */
export const GET = serve(async (request: Request, { params }: SharedPrototypeRoute): Promise<Response> => {
  const refusal = refusePage(request);
  if (refusal) return refusal;
  const { token, runId } = await params;
  const shown = readShown(request);
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(token) || !isRunId(runId) || shown === null)
    return refuse(400, "wrong-id", "The address names no document.");
  return serveDocument(await (await getServer()).prototypes.loadShared(token, runId, shown));
});

export const POST = refuseMethod("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
