import { defineConfig } from "@playwright/test";
import tests from "../playwright.config.ts";

/** What `npm run screenshots FOLDER` runs: no tests, so `npm test` leaves it alone. */
export default defineConfig({
  ...tests,
  testDir: ".",
  testMatch: "screenshots.ts",
  globalSetup: "./servers.ts",
  outputDir: "../test-results/screenshots",
  reporter: "line",
});
