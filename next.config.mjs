/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // These find files of theirs beside themselves, or must be loaded only where they are used: from node_modules as they are.
  serverExternalPackages: ["@jitl/quickjs-wasmfile-release-sync", "@electric-sql/pglite", "pg", "redis"],
};
