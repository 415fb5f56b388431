import { deniedFeatures } from "./app/denied-features.mjs";

/** @param {Record<string, string>} values */
const list = (values) => Object.entries(values).map(([key, value]) => ({ key, value }));

/** Two lines of one header are one more than most readers expect, so the sources below do not meet where they say the same. */
const everywhere = list({
  "x-content-type-options": "nosniff",
  // No name of a link's host is looked up before somebody follows it.
  "x-dns-prefetch-control": "off",
  "cross-origin-resource-policy": "same-origin",
});

const ofPages = list({
  // Addresses of chats are nobody else's business.
  "referrer-policy": "same-origin",
  "permissions-policy": [...deniedFeatures.map((feature) => `${feature}=()`), "clipboard-write=(self)"].join(
    ", ",
  ),
  "cross-origin-opener-policy": "same-origin",
  "x-frame-options": "DENY",
});

const ofAnswers = list({
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cache-control": "private, no-store",
});

/** A worker has the policy it came with. The one that draws charts loads its own scripts, and asks nobody for anything. */
const ofFiles = list({
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
});

/**
 * Vercel keeps no files, so nothing embedded can be used there, and it need not be shipped. A container takes along what it
 * needs and nothing else; `next start` could not serve such a build.
 */
const { VERCEL, STANDALONE } = process.env;

/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // The engine and the embedded database find their WebAssembly files beside themselves, so they are loaded from node_modules
  // as they are.
  serverExternalPackages: ["@electric-sql/pglite", "@jitl/quickjs-wasmfile-release-sync", "pg", "redis"],
  ...(VERCEL && {
    turbopack: { resolveAlias: { "./embedded.ts": "./lib/database/not-shipped.ts" } },
  }),
  ...(STANDALONE && { output: /** @type {const} */ ("standalone") }),
  // Nothing here needs pictures made smaller, and an address that does so fetches what it is told.
  images: { unoptimized: true },
  // Pages have their policy from proxy.ts, and documents that programs made from their route.
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    { source: "/((?!api/prototype/).*)", headers: ofPages },
    { source: "/api/((?!prototype/).*)", headers: ofAnswers },
    { source: "/(_next/static/.*|favicon\\.ico|icon\\.svg)", headers: ofFiles },
    { source: "/(api|chat|shared)/:path*", headers: list({ "x-robots-tag": "noindex, nofollow" }) },
    {
      source: "/:path*",
      // Only where somebody who is trusted says so; over plain http browsers would not heed it.
      has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
      headers: list({ "strict-transport-security": "max-age=31536000" }),
    },
  ],
};
