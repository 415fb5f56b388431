/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // The engine finds its WebAssembly file beside itself, so it is loaded from node_modules as it is.
  serverExternalPackages: ["@jitl/quickjs-wasmfile-release-sync"],
};
