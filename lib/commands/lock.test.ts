import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withLock } from "./lock.mjs";

let lock: string;

beforeEach(() => {
  lock = join(mkdtempSync(join(tmpdir(), "workings-lock-")), "deep", "setup.lock");
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(join(lock, "..", ".."), { recursive: true });
});

test("lets one in at a time, and the others wait and say so", async () => {
  const said = vi.spyOn(console, "log").mockReturnValue();
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 50));
    inside--;
  };
  await Promise.all([withLock(work, lock), withLock(work, lock), withLock(work, lock)]);
  expect(most).toBe(1);
  expect(said).toHaveBeenCalledWith(expect.stringContaining(`process ${process.pid}`));
});

test("is free again after work that failed", async () => {
  await expect(withLock(() => Promise.reject(new Error("broken")), lock)).rejects.toThrow("broken");
  expect(existsSync(lock)).toBe(false);
});

test("is taken over from a process that is gone", async () => {
  await withLock(async () => {}, lock);
  writeFileSync(lock, String(spawnSync(process.execPath, ["--version"]).pid));
  expect(await withLock(async () => "done", lock)).toBe("done");
});

test("is taken over when its holder has not touched it for long, whoever has that number now", async () => {
  await withLock(async () => {}, lock);
  writeFileSync(lock, String(process.ppid));
  utimesSync(lock, new Date(0), new Date(0));
  expect(await withLock(async () => "done", lock)).toBe("done");
});

test("does not remove the lock of somebody who took over", async () => {
  await withLock(async () => writeFileSync(lock, String(process.ppid)), lock);
  expect(existsSync(lock)).toBe(true);
});
