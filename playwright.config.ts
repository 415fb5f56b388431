import { defineConfig } from "@playwright/test";
import { launchOptions } from "./lib/commands/browser.mjs";

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  fullyParallel: true,
  workers: 2,
  // A test that passes the second time is a bug to understand.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: { launchOptions: launchOptions(), trace: "retain-on-failure" },
});
