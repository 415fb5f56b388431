import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { readEnv } from "#lib/env";
import { createGate, type Gate, writeCodePage } from "#lib/gate";

/** Everything that is no file and no address below /api, which have headers of their own (next.config.mjs). */
export const config = { matcher: "/((?!api/|_next/static/|favicon\\.ico$|icon\\.svg$).*)" };

/**
 * Has a page drawn under a policy that knows its own scripts by a number that nobody can foresee. In a closed deployment whoever
 * does not have its code is asked for it in the place of every page, whose address stays.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString("base64");
  const policy = writePolicy(nonce);
  if (isStranger(request)) return askForCode(nonce, policy);
  // Next reads the nonce from here, and writes it into each script of the page.
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/** As a page of its own: a rewrite knows neither the status nor, on some addresses, which server is this one. */
function askForCode(nonce: string, policy: string): NextResponse {
  return new NextResponse(writeCodePage(nonce), {
    status: 401,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "private, no-store",
    },
  });
}

function isStranger({ cookies }: NextRequest): boolean {
  const gate = readGate();
  return gate !== null && !gate.admits(cookies.get(gate.cookie.name)?.value);
}

let gate: Gate | null | undefined;

/** The code is the environment's alone: nothing else of a server is needed here. */
function readGate(): Gate | null {
  if (gate !== undefined) return gate;
  const { ACCESS_CODE } = readEnv(process.env);
  gate = ACCESS_CODE === undefined ? null : createGate({ code: ACCESS_CODE });
  return gate;
}

/** What a page may load, and from where: from this server, and nothing that came to it as text. */
function writePolicy(nonce: string): string {
  // React tells more of an error while one works on it, which takes `eval`.
  const evaluating = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluating}`,
    // What draws sets colours and widths on its elements.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    // What a program made must not lead its frame to an address it chose.
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "object-src 'none'",
    "base-uri 'none'",
  ].join("; ");
}
