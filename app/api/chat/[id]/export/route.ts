import type { ExportForm } from "#lib/chats";
import { refuse, refuseMethod } from "../../../json.ts";
import { refuseNoChat, withOwnChat } from "../../../own-chat.ts";

const forms: readonly ExportForm[] = ["markdown", "json", "mjs"];

/** The chat as a file: `?as=` says in which form. */
export const GET = withOwnChat(async ({ server, owner, chatId }, request) => {
  const wanted = new URL(request.url).searchParams.get("as");
  const form = forms.find((name) => name === wanted);
  if (!form) return refuse(400, "no-such-form", `as: choose one of ${forms.join(", ")}`);
  const exported = await server.sharing.export(owner, chatId, form);
  if (!exported.ok)
    return exported.reason === "no-such-chat"
      ? refuseNoChat()
      : refuse(422, exported.reason, exported.message);
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

export const POST = refuseMethod("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
