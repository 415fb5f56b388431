import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import type { TrustedProxy } from "#lib/access";

/** What those before a server tell of where a request came from. */
const telling =
  /^(?:forwarded|(?:x-)?(?:client|real|cluster-client|true-client|original|fastly-client|fly-client)-ip|x-forwarded(?:-.+)?|x-original-.+|x-rewrite-url|cf-.+|x-vercel-.+|x-azure-.+|x-appengine-.+|x-envoy-external-address|via)$/;

/** What proxies that are counted add, and what they may replace. */
const counted = /^x-forwarded-(?:for|proto|host|port)$/;

interface Guard {
  proxy: TrustedProxy;
}

/** There is one in a process, however often this module is loaded. */
const key = Symbol.for("workings.forwarded");
const processWide = globalThis as { [key]?: Guard };

/**
 * Has this process drop, from now on and before anything reads them, the headers by which somebody who is not trusted says where
 * a request came from. Where nobody is trusted, `x-forwarded-for` is the address that the connection came from. The last call
 * counts.
 */
export function guardForwarded(proxy: TrustedProxy): void {
  const guard = processWide[key];
  if (guard) {
    guard.proxy = proxy;
    return;
  }
  const made: Guard = { proxy };
  processWide[key] = made;
  subscribe("http.server.request.start", (message) => {
    cleanForwarded((message as { request: IncomingMessage }).request, made.proxy);
  });
}

function cleanForwarded(request: IncomingMessage, proxy: TrustedProxy): void {
  const { headers } = request;
  switch (proxy.kind) {
    case "vercel":
      // It replaces what its clients sent.
      return;
    case "proxies":
      drop(headers, (name) => !counted.test(name));
      return;
    case "none": {
      drop(headers, () => true);
      const { remoteAddress } = request.socket;
      if (remoteAddress !== undefined) headers["x-forwarded-for"] = remoteAddress;
    }
  }
}

function drop(headers: IncomingMessage["headers"], isDropped: (name: string) => boolean): void {
  for (const name of Object.keys(headers)) if (telling.test(name) && isDropped(name)) delete headers[name];
}
