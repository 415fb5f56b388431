import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";
import { whenParentIsGone } from "./parent.mjs";
import { folder } from "./project.mjs";

const windows = process.platform === "win32";
/** How long a child may take to end by itself before it is killed, unless it is given longer. */
const defaultGraceMs = 3_000;

/** When whoever pressed Ctrl-C begins to wonder. */
const slowMs = 1_000;

/**
 * What lives now, and how long it may take to end. A child leads its own process group, so its workers end with it.
 *
 * @type {Map<import("node:child_process").ChildProcess, number>}
 */
const children = new Map();

/** Set by the signal that ends us. What the children then report is no news to anyone. */
let ending = false;

/**
 * @typedef {Record<string, string | undefined>} Environment
 *
 * @typedef {object} ChildOptions
 * @property {Environment} environment
 * @property {boolean} [shell] needed for `npm` on Windows, which is a batch file there
 * @property {number} [graceMs] how long it may take to end by itself
 * @property {string} [at] the folder it is started in, by default the project's
 */

/**
 * Starts a program without input. Its output comes as text through the pipes.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {ChildOptions} options
 */
export function startChild(
  command,
  args,
  { environment, shell = false, graceMs = defaultGraceMs, at = folder },
) {
  const child = spawn(command, args, {
    cwd: at,
    env: /** @type {NodeJS.ProcessEnv} */ (environment),
    shell,
    stdio: ["ignore", "pipe", "pipe"],
    detached: !windows,
    windowsHide: true,
  });
  child.stdout.setEncoding("utf8");
  child.stderr.setEncoding("utf8");
  children.set(child, graceMs);
  child.once("close", () => {
    // Workers that outlived their parent would keep files and ports.
    killTree(child, "SIGKILL");
    children.delete(child);
  });
  return child;
}

/**
 * Runs a program to its end and keeps what it writes.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {ChildOptions} options
 */
export async function runChild(command, args, options) {
  const child = startChild(command, args, options);
  let output = "";
  const keep = (/** @type {string} */ text) => {
    output += text;
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const code = await endOf(child, keep);
  return { code, output };
}

/**
 * Resolves when a child is gone, but not when we ended it because we are ending ourselves.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @param {(text: string) => void} onError hears why the program could not be started
 * @returns {Promise<number>} its exit code; 127 when it could not be started, 128 and more after a signal
 */
export function endOf(child, onError) {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      children.delete(child);
      onError(`${error.message}\n`);
      resolve(127);
    });
    child.once("close", (code, signal) => {
      if (!ending) resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/**
 * Runs `npm` as it is found outside this project: the Node that `npm ci` runs on must not be the one it removes.
 *
 * @param {string[]} args
 * @param {Environment} environment
 */
export function runNpm(args, environment) {
  return runChild(windows ? "npm.cmd" : "npm", args, { environment, shell: windows });
}

/**
 * Ends one child and all it started; resolves when it is gone.
 *
 * @param {import("node:child_process").ChildProcess} child
 */
export async function stopChild(child) {
  const graceMs = children.get(child);
  if (graceMs === undefined) return;
  const closed = new Promise((resolve) => child.once("close", resolve));
  killTree(child, "SIGTERM");
  const timer = setTimeout(() => killTree(child, "SIGKILL"), graceMs);
  await closed;
  clearTimeout(timer);
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function killTree(child, signal) {
  if (child.pid === undefined) return;
  if (windows) {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: all of them are gone already. EPERM: macOS says so of a group that has just ended.
    if (!["ESRCH", "EPERM"].includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? "")) throw error;
  }
}

/**
 * From here on Ctrl-C and SIGTERM end every child first, then this process. A second signal does not wait.
 *
 * @param {(signal: NodeJS.Signals) => number} exitCode
 * @param {() => void} [onSlow] called where that takes longer than a person expects
 */
export function endChildrenWithUs(exitCode, onSlow = () => {}) {
  const end = async (/** @type {NodeJS.Signals} */ signal) => {
    if (ending) process.exit(exitCode(signal));
    ending = true;
    const slow = setTimeout(onSlow, slowMs);
    await Promise.all([...children.keys()].map(stopChild));
    clearTimeout(slow);
    process.exit(exitCode(signal));
  };
  for (const signal of /** @type {NodeJS.Signals[]} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => end(signal));
  }
  // Started by npm, we end with npm. Started by hand, we may well be meant to outlive the shell.
  if (process.env.npm_lifecycle_event) whenParentIsGone(() => end("SIGHUP"));
  process.on("exit", () => {
    for (const child of children.keys()) killTree(child, "SIGKILL");
  });
}
