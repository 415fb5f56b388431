import type { Shown } from "#lib/chats";
import type { HtmlDocument } from "#lib/value";
import { deniedFeatures } from "../../denied-features.mjs";
import { refuse } from "../json.ts";
import { prelude } from "./prelude.ts";

/** Everything a document may do is run its own scripts and draw: it has no origin, no network, and no page but its own. */
const contentSecurityPolicy = [
  "sandbox allow-scripts",
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  "img-src data: blob:",
  "frame-ancestors 'self'",
].join("; ");

/** Not every browser knows the last of these, and says so on the console. */
const denied = [
  ...deniedFeatures,
  "clipboard-write",
  "ambient-light-sensor",
  "attribution-reporting",
  "bluetooth",
  "web-share",
];

const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": contentSecurityPolicy,
  "permissions-policy": denied.map((feature) => `${feature}=()`).join(", "),
  "referrer-policy": "no-referrer",
  "cache-control": "private, no-store",
};

/**
 * Null for a frame, or for a script that asks what is served; a refusal where a browser would open the document as a page of its
 * own, on which anything could be said in this host's name.
 */
export function refusePage(request: Request): Response | null {
  return request.headers.get("sec-fetch-dest") === "document"
    ? refuse(403, "only-framed", "A document that a program made opens only within its chat.", {
        "cache-control": "private, no-store",
      })
    : null;
}

/** The document of a program, with a few lines of ours before its first element. */
export function serveDocument(document: HtmlDocument | null): Response {
  if (document === null)
    return refuse(404, "no-such-document", "This chat has no such document, or it is not kept yet.");
  return new Response(`${document.prolog}<script>${prelude}</script>${document.rest}`, { headers });
}

/** A tool call's id is its provider's: any short text. */
export const isRunId = (text: string) => text.length > 0 && text.length <= 200;

/** `?display=3` is what a program displayed as the fourth thing of its output; without it, its result. Null for anything else. */
export function readShown(request: Request): Shown | null {
  const display = new URL(request.url).searchParams.get("display");
  if (display === null) return "result";
  return /^\d{1,6}$/.test(display) ? Number(display) : null;
}
