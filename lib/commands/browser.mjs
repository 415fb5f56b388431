import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { runChild, runNpm } from "./child.mjs";
import { withProgress } from "./progress.mjs";
import { SetupError } from "./project.mjs";

const linuxNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** Where systems keep Chrome and Chromium, likeliest first. */
const usualPlaces = {
  linux: [...linuxNames.map((name) => `/usr/bin/${name}`), "/snap/bin/chromium", "/opt/google/chrome/chrome"],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].map((name) =>
    join(process.env[name] ?? "C:\\", "Google", "Chrome", "Application", "chrome.exe"),
  ),
};

/**
 * @typedef {object} BrowserPlaces
 * @property {string} own where Playwright keeps its own
 * @property {string | undefined} chosen what CHROME_PATH names
 * @property {string} platform
 * @property {(path: string) => boolean} exists
 */

/** @returns {BrowserPlaces} */
function realPlaces() {
  return {
    own: chromium.executablePath(),
    chosen: process.env.CHROME_PATH || undefined,
    platform: process.platform,
    exists: existsSync,
  };
}

/**
 * The browser to test with: the one CHROME_PATH names, else Playwright's own, else the system's.
 *
 * @param {BrowserPlaces} [places]
 * @returns {string | null} its path; null when there is none
 */
export function findBrowser({ own, chosen, platform, exists } = realPlaces()) {
  const system = usualPlaces[/** @type {keyof typeof usualPlaces} */ (platform)] ?? [];
  return [chosen, own, ...system].find((path) => path !== undefined && exists(path)) ?? null;
}

/** How the found browser is started: alone with the pages under test, calling nobody. */
export function launchOptions() {
  const isRoot = process.getuid?.() === 0;
  return {
    executablePath: findBrowser() ?? undefined,
    args: [
      ...["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
      ...["--disable-component-update", "--disable-sync"],
      // Chromium's own sandbox does not start for root.
      ...(isRoot ? ["--no-sandbox"] : []),
    ],
  };
}

/**
 * Finds a browser, or installs one: Playwright's own or, where that cannot be fetched, Debian's.
 *
 * @param {import("./child.mjs").Environment} environment
 */
export async function ensureBrowser(environment) {
  if (findBrowser()) return;
  let output = "";
  await withProgress({ doing: "Installing a browser", done: "Looked for a browser" }, async () => {
    const own = await runNpm(["exec", "--", "playwright", "install", "chromium"], environment);
    output += own.output;
    if (findBrowser() || process.platform !== "linux" || process.getuid?.() !== 0) return;
    for (const args of [["update"], ["install", "-y", "chromium"]]) {
      output += (await runChild("apt-get", args, { environment })).output;
    }
  });
  if (findBrowser()) return;
  throw new SetupError(
    "The browser tests need Chrome or Chromium, and none could be installed; what was tried is above. " +
      "Install one (on Debian: `apt-get install chromium`), or set CHROME_PATH to its program, and run the same command again.",
    output,
  );
}
