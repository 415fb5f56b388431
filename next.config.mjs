/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // The engine and the embedded database find their WebAssembly files beside themselves, so they are loaded from node_modules
  // as they are.
  serverExternalPackages: ["@electric-sql/pglite", "@jitl/quickjs-wasmfile-release-sync", "pg", "redis"],
};
