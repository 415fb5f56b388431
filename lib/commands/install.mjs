import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runNpm } from "./child.mjs";
import { childEnvironment } from "./environment.mjs";
import { withLock } from "./lock.mjs";
import { withProgress } from "./progress.mjs";
import { folder, SetupError } from "./project.mjs";
import { hashDependencies, isInstalledAsLocked } from "./stamp.mjs";

/** What starts these commands, and what the app and its tests need: AI SDK 7 and Vitest 5 set the second. */
const oldestNode = { commands: [20, 9], app: [22, 12] };
const windows = process.platform === "win32";
const stampPath = join(folder, "node_modules", ".workings-stamp");
const bundledNode = join(folder, "node_modules", "node", "bin", windows ? "node.exe" : "node");

/**
 * Installs what the lockfile names unless it is there already.
 *
 * @returns {Promise<string>} the Node to run the app with
 */
export async function ensureInstalled() {
  if (!isAtLeast(process.versions.node, oldestNode.commands)) {
    throw new SetupError(
      `Workings needs Node 20.9 or newer to start; this is ${process.versions.node}. ` +
        "Nothing was changed. Install a newer Node from https://nodejs.org and try again.",
    );
  }
  if (!isStamped()) await withLock(install);
  return chooseNode();
}

async function install() {
  if (isStamped()) return;
  const hash = hashDependencies(folder);
  if (!isInstalledAsLocked(folder)) {
    rmSync(stampPath, { force: true });
    await withProgress({ doing: "Installing packages", done: "Installed packages" }, runInstall);
  }
  // An install whose scripts were not allowed, or on a system the binary is not for, leaves a Node that hides a good one.
  if (existsSync(bundledNode) && !nodeRuns(bundledNode)) {
    rmSync(bundledNode);
    rmSync(join(folder, "node_modules", ".bin", "node"), { force: true });
  }
  chooseNode();
  writeFileSync(stampPath, hash);
}

function isStamped() {
  return existsSync(stampPath) && readFileSync(stampPath, "utf8") === hashDependencies(folder);
}

async function runInstall() {
  // Windows cannot remove a program that is running, and `npm ci` would: it starts by removing everything.
  const inUse = windows && process.execPath.startsWith(folder);
  // The build needs what is in devDependencies, also where NODE_ENV says production.
  const command = inUse ? ["install", "--no-save"] : ["ci"];
  const quiet = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  const args = [...command, "--include=dev", ...quiet];
  const { code, output } = await runNpm(args, childEnvironment());
  if (code !== 0) throw new SetupError(explainInstall(code, output), output);
}

/**
 * @param {number} code
 * @param {string} output
 */
export function explainInstall(code, output) {
  const reason = /npm (?:error|ERR!) code (\S+)/.exec(output)?.[1] ?? "";
  const again = "Run the same command again afterwards; your conversations and settings are untouched.";
  if (["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH"].includes(reason)) {
    return `The packages could not be fetched (${reason}): there seems to be no way to npm's registry from here. Check the network, or npm's proxy settings. ${again}`;
  }
  if (reason === "EUSAGE") {
    return `package.json and package-lock.json do not agree, so npm will not install them. Run \`npm install\` to bring the lockfile up to date, or restore both files. ${again}`;
  }
  if (reason === "ENOSPC") return `The disk is full. Make room. ${again}`;
  if (["EACCES", "EPERM"].includes(reason)) {
    return `npm may not write to ${join(folder, "node_modules")} (${reason}). Make the folder yours. ${again}`;
  }
  if (code === 127) return `npm could not be started. Is it installed and on the PATH? ${again}`;
  return `The packages could not be installed: npm ended with ${reason || `exit code ${code}`}; its own words are above. ${again}`;
}

/** Node 24 came with the packages; without it the one that runs this will do if it is new enough. */
function chooseNode() {
  if (existsSync(bundledNode)) return bundledNode;
  if (isAtLeast(process.versions.node, oldestNode.app)) return process.execPath;
  throw new SetupError(
    `Workings runs on Node 22.12 or newer. The Node 24 that comes with its packages does not run here, and yours is ${process.versions.node}. ` +
      "The packages are installed. Allow npm's install scripts (`npm config delete ignore-scripts`), remove node_modules and try again, or install Node 24 from https://nodejs.org.",
  );
}

/** @param {string} node */
function nodeRuns(node) {
  const { status, stdout } = spawnSync(node, ["--version"], { encoding: "utf8", timeout: 20_000 });
  return status === 0 && isAtLeast(stdout.trim().replace(/^v/, ""), oldestNode.app);
}

/**
 * @param {string} version
 * @param {number[]} oldest major and minor
 */
export function isAtLeast(version, [major = 0, minor = 0]) {
  const [ownMajor = 0, ownMinor = 0] = version.split(".").map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
