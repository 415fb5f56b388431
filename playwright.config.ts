import { chromium, defineConfig } from "@playwright/test";
import { browserArguments, findBrowser } from "./lib/commands/browser.mjs";

const executablePath = findBrowser(chromium.executablePath());

/** The tests start the built app themselves, each on its own port, so there is no `webServer` here. */
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/servers.ts",
  outputDir: "test-results/e2e",
  // Slow and busy machines must not make a test fail; a test that passes only when repeated must.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  retries: 0,
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    browserName: "chromium",
    launchOptions: { ...(executablePath && { executablePath }), args: browserArguments },
    // A film of every test costs more than the tests.
    trace: { mode: "retain-on-failure", screenshots: false },
  },
});
