import type { ExportEnd, ExportForm } from "#lib/chats";
import { refuse, refuseMethod } from "../../../json.ts";
import { refuseNoChat, withOwnChat } from "../../../own-chat.ts";

const forms: readonly ExportForm[] = ["markdown", "json", "mjs"];

/** The chat as a file: `?as=` says in which form. */
export const GET = withOwnChat(async ({ server, owner, chatId }, request) => {
  const wanted = new URL(request.url).searchParams.get("as");
  const form = forms.find((name) => name === wanted);
  if (!form) return refuse(400, "no-such-form", `as: choose one of ${forms.join(", ")}`);
  const exported = await server.sharing.export(owner, chatId, form);
  if (!exported.ok) return refuseExport(exported);
  const { download } = exported;
  return new Response(download.text, {
    headers: {
      "content-type": download.contentType,
      "content-disposition": download.contentDisposition,
      // It is to be saved. What it holds was written by others, and no browser should take it for a page.
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
});

function refuseExport({ reason, message }: Extract<ExportEnd, { ok: false }>): Response {
  switch (reason) {
    case "no-such-chat":
      return refuseNoChat();
    case "too-large":
      return refuse(422, reason, message);
    case "busy":
      return refuse(503, reason, message, { "retry-after": "60" });
  }
}

export const POST = refuseMethod("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
