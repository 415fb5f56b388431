/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // The engine and the embedded database find their WebAssembly files beside themselves, so they are loaded from node_modules
  // as they are.
  serverExternalPackages: ["@electric-sql/pglite", "@jitl/quickjs-wasmfile-release-sync", "pg", "redis"],
  // A frame may show this server and nothing else: what a program made must not lead its frame to an address it chose. Documents
  // themselves have a stricter policy of their own.
  headers: async () => [
    {
      source: "/((?!api/).*)",
      headers: [{ key: "content-security-policy", value: "frame-src 'self'" }],
    },
  ],
};
