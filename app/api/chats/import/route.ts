import { z } from "zod";
import type { ImportEnd, Sharing } from "#lib/chats";
import { getServer } from "#lib/server";
import { identify } from "../../../owner.ts";
import { enter } from "../../enter.ts";
import { readJson, refuse, refuseMethod } from "../../json.ts";
import { serve } from "../../serve.ts";

/** Adds a chat from an export as JSON, for whoever asks. */
export const POST = serve(async (request: Request): Promise<Response> => {
  const server = await getServer();
  const { owner, remember } = await identify();
  // Before it is read, since that is what takes long.
  const entered = await enter(server, owner, null, countRequests(request, server.sharing.maxFileBytes));
  if (!entered.ok) return entered.refusal;
  const leave = entered.value;
  return importInto(server.sharing, request, () => remember().then(() => owner)).finally(leave);
});

/** A file counts as a request for each megabyte that it begins; one of which nobody says how long it is, as the longest. */
function countRequests({ headers }: Request, maxBytes: number): number {
  const said = headers.get("content-length") ?? "";
  const bytes = /^\d+$/.test(said) ? Math.min(Number(said), maxBytes) : maxBytes;
  return Math.max(1, Math.ceil(bytes / 1_000_000));
}

/** Null where the server has as many files in its hands as it can. */
async function receive(sharing: Sharing, request: Request) {
  const received = sharing.beginReceiving();
  return received && readJson(request, z.unknown(), sharing.maxFileBytes).finally(received);
}

async function importInto(sharing: Sharing, request: Request, ensureOwner: () => Promise<string>) {
  const read = await receive(sharing, request);
  if (!read)
    return refuse(503, "busy", "This server is receiving other files. Try again in a minute.", {
      "retry-after": "60",
    });
  if (!read.ok) return read.refusal;
  const imported = await sharing.import(ensureOwner, read.value);
  if (!imported.ok) return refuseImport(imported);
  const { id, verified } = imported;
  return Response.json({ id, verified });
}

function refuseImport({ reason, message }: Extract<ImportEnd, { ok: false }>): Response {
  switch (reason) {
    case "no-export":
      return refuse(400, reason, `This is no chat that Workings exported. ${message}`);
    case "too-large":
      return refuse(413, reason, message);
    case "busy":
      return refuse(503, reason, message, { "retry-after": "60" });
  }
}

export const GET = refuseMethod("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
