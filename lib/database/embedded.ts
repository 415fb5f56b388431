import { existsSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { access, constants, open, readdir, rename } from "node:fs/promises";
import { join, resolve } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import type { Database } from "./database.ts";
import { DurableFiles } from "./durable-files.ts";
import { codeOf, DatabaseError, wordsOf } from "./errors.ts";
import { type FolderLock, lockFolder } from "./folder-lock.ts";
import * as schema from "./schema.ts";
import { vacuumRegularly } from "./vacuum.ts";

/** The PostgreSQL that PGlite is, whose folders it can read. */
const majorVersion = "18";

/** Less than this free, in bytes, and Postgres may not get the next segment of its log, of 16 MiB. */
const minFreeBytes = 32 * 1024 * 1024;

const settings = [
  // The usual 128 MB would stay resident for ever; the system keeps the same pages.
  "shared_buffers=32MB",
  // The only way to the disk that PGlite passes on to its files.
  "wal_sync_method=fsync",
];

// `-F` is `fsync=off`.
const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
  ...settings.flatMap((setting) => ["-c", setting]),
];

/** A database that ends with the process. */
export async function openMemory(): Promise<Database> {
  const client = await PGlite.create();
  return { db: drizzle(client, { schema }), close: () => client.close() };
}

/**
 * Opens the database in a folder, which nobody else may have open, and makes both where there is none. Rejects with a
 * DatabaseError.
 */
export async function openFolder(
  folder: string,
  vacuumMs: number,
  report: (error: unknown) => void,
): Promise<Database> {
  const at = resolve(folder);
  const lost = new AbortController();
  const onLost = (error: DatabaseError) => {
    report(error);
    lost.abort(error);
  };
  const lock = await lockFolder(at, { onLost, report }).catch((error) => {
    throw explainLock(error, at);
  });
  const said: string[] = [];
  try {
    const client = await openLocked(at, said);
    const endVacuuming = vacuumRegularly(client, vacuumMs, report);
    lost.signal.addEventListener("abort", () => {
      endVacuuming();
      shut(client, lost.signal.reason);
    });
    const end = () => {
      endVacuuming();
      return close(client, lock);
    };
    return { db: drizzle(client, { schema }), close: end };
  } catch (error) {
    lock.release();
    throw explain(error, at, said);
  }
}

/** Has a client refuse everything from now on. Closing it would write to its folder once more. */
function shut(client: PGlite, error: DatabaseError): void {
  const refuse = () => Promise.reject(error);
  Object.assign(client, { query: refuse, exec: refuse, transaction: refuse, close: async () => {} });
}

async function close(client: PGlite, lock: FolderLock): Promise<void> {
  try {
    await client.close();
  } finally {
    lock.release();
  }
}

async function openLocked(folder: string, said: string[]): Promise<PGlite> {
  const data = join(folder, "postgres");
  if (!existsSync(data)) await make(folder, data, said);
  await access(data, constants.R_OK | constants.W_OK);
  return start(data, said);
}

/** Made aside and then put in its place, so that what is found there is always whole. */
async function make(folder: string, data: string, said: string[]): Promise<void> {
  const aside = join(folder, "postgres.new");
  rmSync(aside, { recursive: true, force: true });
  const client = await start(aside, said);
  await client.close();
  await syncAll(aside);
  await rename(aside, data);
  await sync(folder);
}

function start(data: string, said: string[]): Promise<PGlite> {
  return PGlite.create({
    fs: new DurableFiles(data),
    startParams,
    onStderr(line) {
      said.push(line);
      // True would print it.
      return false;
    },
  });
}

/** Has the disk write down everything in a folder. */
async function syncAll(folder: string): Promise<void> {
  const entries = ["", ...(await readdir(folder, { recursive: true }))];
  const oneAfterTheOther = async () => {
    for (let entry = entries.pop(); entry !== undefined; entry = entries.pop())
      await sync(join(folder, entry));
  };
  await Promise.all(Array.from({ length: 16 }, oneAfterTheOther));
}

async function sync(path: string): Promise<void> {
  // Windows opens no folder to sync it.
  const file = await open(path, "r").catch(() => null);
  if (file === null) return;
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

const kept = "What was saved there before is untouched.";

/** Says in words why a folder could not be had. */
function explainLock(error: unknown, folder: string): DatabaseError {
  if (error instanceof DatabaseError) return error;
  if (["ENOSPC", "EDQUOT"].includes(codeOf(error) ?? "")) return fullDisk(error, folder);
  return new DatabaseError(
    "not-writable",
    `The database's folder ${folder} cannot be written to (${codeOf(error) ?? wordsOf(error)}). ${kept} Make it this user's, or choose another folder.`,
    { cause: error },
  );
}

function fullDisk(cause: unknown, folder: string): DatabaseError {
  return new DatabaseError(
    "disk-full",
    `The disk with the database's folder ${folder} is full. ${kept} Make room, at least ${minFreeBytes / 1024 / 1024} MB, and start again.`,
    { cause },
  );
}

/** Says in words why the database in a folder could not be opened. `said` is what Postgres logged. */
function explain(error: unknown, folder: string, said: string[]): DatabaseError {
  if (error instanceof DatabaseError) return error;
  if (["EACCES", "EPERM", "EROFS"].includes(codeOf(error) ?? "")) return explainLock(error, folder);
  if (readFreeBytes(folder) < minFreeBytes) return fullDisk(error, folder);
  const cause = { cause: error };
  const version = readVersion(folder);
  if (version !== null && version !== majorVersion) {
    return new DatabaseError(
      "other-version",
      `The database in ${folder} was made by PostgreSQL ${version}, and this Workings embeds PostgreSQL ${majorVersion}. ${kept} ` +
        "Start the Workings that made it, or move this folder away to begin with an empty one.",
      cause,
    );
  }
  const reason = said.findLast((line) => /\b(FATAL|PANIC):/.test(line)) ?? wordsOf(error);
  return new DatabaseError(
    "damaged",
    `The database in ${folder} cannot be opened. PostgreSQL says: ${reason}. Nothing was removed. ` +
      "Put a backup in its place, or move the folder away to begin with an empty one and keep it: much of it may be readable.",
    cause,
  );
}

/** Infinity where the system does not tell. */
function readFreeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Null where there is no database, or one whose version cannot be read. */
function readVersion(folder: string): string | null {
  try {
    return readFileSync(join(folder, "postgres", "PG_VERSION"), "utf8").trim();
  } catch {
    return null;
  }
}
