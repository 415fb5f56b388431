import { createRoom, type Room } from "#lib/access";
import { type Db, readDiskBytes, readRowBytes } from "#lib/database";
import type { Env } from "#lib/env";
import { log } from "#lib/log";

/** What everything kept may take where the environment says nothing: less than Neon has for nothing. */
const defaultStorageMb = 400;

const megabyte = 1_000_000;

/** How much may be kept, in bytes; null for as much as the database takes. */
export function readStorageLimit({ STORAGE_MB: mb = defaultStorageMb }: Env): number | null {
  return mb === null ? null : mb * megabyte;
}

/**
 * How much is kept, in bytes: what it takes on the disk, and once that is as much as may be, what is in the rows, for the rest is
 * used again by what comes.
 */
export async function readStoredBytes(db: Db, mostBytes: number): Promise<number> {
  const onDisk = await readDiskBytes(db);
  return onDisk < mostBytes ? onDisk : readRowBytes(db);
}

export function createRoomOf(env: Env, db: Db): Room | null {
  const mostBytes = readStorageLimit(env);
  if (mostBytes === null) return null;
  return createRoom({
    readBytes: () => readStoredBytes(db, mostBytes),
    mostBytes,
    onFull: () => log("warn", "storage-full"),
  });
}
