// A program that takes each folder it is sent, and answers whether it got it.
import { FolderInUseError } from "#lib/database";
import { type FolderLock, lockFolder } from "./folder-lock.ts";

let held: FolderLock | null = null;

process.on("message", async (folder: string) => {
  held?.release();
  held = null;
  try {
    held = await lockFolder(folder, { onLost: console.error, report: console.error });
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error;
  }
  process.send?.(held !== null);
});
