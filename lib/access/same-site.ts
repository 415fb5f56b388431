/** Methods that change nothing and cost nothing. */
const harmless = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a page of another site had a browser send this. Browsers say so in `sec-fetch-site`, which no page can set, and those that
 * do not know it in `origin`. Who sends neither is no browser that could have somebody else's cookies.
 */
export function isCrossSite({ method, headers, url }: Pick<Request, "method" | "headers" | "url">): boolean {
  if (harmless.has(method)) return false;
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = headers.get("origin");
  // What nobody who is trusted says of the host has been dropped.
  const host = headers.get("x-forwarded-host") ?? headers.get("host") ?? new URL(url).host;
  return origin !== null && !isOwnOrigin(origin, host);
}

/** By the host alone: behind a proxy a server does not know whether it was asked over TLS. */
function isOwnOrigin(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
