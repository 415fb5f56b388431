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
      setupFiles: ["./vitest.setup.ts"],
      testTimeout: long ? 1_800_000 : 20_000,
      provide: { long },
    },
  };
});
