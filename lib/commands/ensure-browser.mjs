import { createRequire } from "node:module";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { runChild } from "./child.mjs";
import { withProgress } from "./progress.mjs";
import { folder, SetupError } from "./project.mjs";

/** @typedef {import("./child.mjs").Environment} Environment */

/**
 * Finds a browser for the tests, or installs one.
 *
 * @param {string} node
 * @param {Environment} environment
 * @returns {Promise<string>} its path
 */
export async function ensureBrowser(node, environment) {
  // Loaded late: on a fresh clone there is no Playwright yet when this module is.
  const { chromium } = createRequire(import.meta.url)("@playwright/test");
  const find = () => findBrowser(chromium.executablePath());
  const found = find();
  if (found) return found;
  if (process.env.CHROME_PATH) {
    throw new SetupError(
      `CHROME_PATH names ${process.env.CHROME_PATH}, where there is no browser. Mend it or unset it.`,
    );
  }
  const output = await withProgress({ doing: "Getting a browser", done: "Looked for a browser" }, () =>
    installBrowser(node, environment, () => find() !== undefined),
  );
  const installed = find();
  if (installed) return installed;
  throw new SetupError(
    "The browser tests need a Chrome or Chromium, and none could be installed here. Install one with your system's package manager " +
      "(Debian: `apt-get install chromium`, macOS: `brew install --cask google-chrome`), run `npx playwright install --with-deps chromium`, " +
      "or name one with CHROME_PATH=/path/to/chrome, and run `npm test` again.",
    output,
  );
}

/**
 * @param {string} node
 * @param {Environment} environment
 * @param {() => boolean} isThere
 * @returns {Promise<string>} what the attempts wrote
 */
async function installBrowser(node, environment, isThere) {
  const playwright = join(folder, "node_modules", "@playwright", "test", "cli.js");
  const download = await runChild(node, [playwright, "install", "chromium"], { environment });
  // A browser that was fetched may still miss libraries, which the package brings along.
  if (isThere() || process.platform !== "linux" || process.getuid?.() !== 0) return download.output;
  const quiet = { environment: { ...environment, DEBIAN_FRONTEND: "noninteractive" } };
  const update = await runChild("apt-get", ["update"], quiet);
  const install = await runChild("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], quiet);
  return download.output + update.output + install.output;
}
