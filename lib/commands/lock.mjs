import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { folder } from "./project.mjs";

const path = join(folder, ".data", "setup.lock");
const beatMs = 2_000;
/** A holder that has not touched its lock for this long is gone, even if another process now has its number. */
const staleMs = 20_000;

/**
 * Lets one process at a time install or build in this folder. Others wait and say so.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @param {string} [at]
 * @returns {Promise<T>}
 */
export async function withLock(work, at = path) {
  await takeLock(at);
  const isOurs = () => readHolder(at)?.pid === process.pid;
  const release = () => {
    if (isOurs()) rmSync(at);
  };
  const beat = setInterval(() => {
    if (isOurs()) utimesSync(at, new Date(), new Date());
  }, beatMs);
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off("exit", release);
    release();
  }
}

/** @param {string} at */
async function takeLock(at) {
  mkdirSync(dirname(at), { recursive: true });
  for (let told = false; ; await delay(200)) {
    try {
      writeFileSync(at, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    }
    const holder = readHolder(at);
    if (holder?.stale) removeStale(at, holder.pid);
    else if (holder && !told) {
      console.log(`Another command (process ${holder.pid}) is installing or building here; waiting for it.`);
      told = true;
    }
  }
}

/**
 * @param {string} at
 * @returns {{ pid: number, stale: boolean } | undefined} undefined when it has just been released
 */
function readHolder(at) {
  try {
    const ageMs = Date.now() - statSync(at).mtimeMs;
    const pid = Number(readFileSync(at, "utf8"));
    // A lock without a number yet is being written.
    return { pid, stale: ageMs > staleMs || (pid > 0 && !isAlive(pid)) };
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Only one process can rename a given file. If it was somebody's fresh lock after all, it is put back.
 *
 * @param {string} at
 * @param {number} pid
 */
function removeStale(at, pid) {
  const aside = `${at}.${process.pid}`;
  try {
    renameSync(at, aside);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return;
    throw error;
  }
  if (Number(readFileSync(aside, "utf8")) === pid) rmSync(aside);
  else renameSync(aside, at);
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
