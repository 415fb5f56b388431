import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/**
 * What the search may know of this machine. Handed in, so that a test can make one up.
 *
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {Record<string, string | undefined>} environment
 * @property {string} home
 * @property {(path: string) => boolean} exists
 * @property {(path: string) => boolean} runs some distributions have a `chromium-browser` that only advertises a package
 */

/** @type {Machine} */
const thisMachine = {
  platform: process.platform,
  environment: process.env,
  home: homedir(),
  exists: existsSync,
  // On Windows, asking Chrome for its version opens a window.
  runs: (path) =>
    process.platform === "win32" ||
    spawnSync(path, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0,
};

/**
 * The browser for the tests: the one that CHROME_PATH names, else Playwright's own, else one that is installed.
 *
 * @param {string} playwrightsOwn where Playwright would have put it: `chromium.executablePath()`
 * @param {Machine} [machine]
 * @returns {string | undefined}
 */
export function findBrowser(playwrightsOwn, machine = thisMachine) {
  const chosen = machine.environment.CHROME_PATH;
  if (chosen) return machine.exists(chosen) ? chosen : undefined;
  return [playwrightsOwn, ...usualPlaces(machine)].find((path) => machine.exists(path) && machine.runs(path));
}

/**
 * @param {Machine} machine
 * @returns {string[]}
 */
function usualPlaces({ platform, environment, home }) {
  if (platform === "darwin") {
    return ["", home].flatMap((root) =>
      ["Google Chrome", "Chromium", "Microsoft Edge"].map(
        (name) => `${root}/Applications/${name}.app/Contents/MacOS/${name}`,
      ),
    );
  }
  if (platform === "win32") {
    const roots = [environment.PROGRAMFILES, environment["PROGRAMFILES(X86)"], environment.LOCALAPPDATA];
    const programs = ["Google\\Chrome\\Application\\chrome.exe", "Chromium\\Application\\chrome.exe"];
    return [...programs, "Microsoft\\Edge\\Application\\msedge.exe"].flatMap((program) =>
      roots.filter((root) => root !== undefined).map((root) => `${root}\\${program}`),
    );
  }
  const folders = new Set([
    ...(environment.PATH ?? "").split(delimiter),
    "/usr/bin",
    "/usr/local/bin",
    "/snap/bin",
  ]);
  return ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "microsoft-edge"].flatMap(
    (name) => [...folders].filter(Boolean).map((folder) => join(folder, name)),
  );
}

/** Nothing but the page goes over the network, and no graphics card is needed. */
export const browserArguments = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Chromium refuses to sandbox itself for root, which is who runs containers.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
