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
  // A frame may show this server and nothing else: what a program made must not lead its frame to an address it chose. Documents
  // themselves have a stricter policy of their own.
  headers: async () => [
    {
      source: "/((?!api/).*)",
      headers: [{ key: "content-security-policy", value: "frame-src 'self'" }],
    },
  ],
};
