import { defineConfig } from "vitest/config";

declare module "vitest" {
  interface ProvidedContext {
    /** Whether tests whose length is a choice (fuzz, soak) take the long one: `vitest --mode long`. */
    long: boolean;
  }
}

export default defineConfig(({ mode }) => {
  const long = mode === "long";
  return {
    test: {
      include: ["lib/**/*.test.ts", "components/**/*.test.{ts,tsx}"],
      globalSetup: ["./vitest.servers.ts"],
      setupFiles: ["./vitest.setup.ts"],
      // Far more than any test takes: it ends what hangs, also on a machine that has much else to do.
      testTimeout: long ? 1_800_000 : 60_000,
      hookTimeout: 180_000,
      provide: { long },
    },
  };
});
