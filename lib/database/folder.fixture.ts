import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";
import { openDatabase } from "#lib/database";

/** The name of a folder for one test, which is not there yet. */
export function nameFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), "workings-folder-"));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  return join(parent, "database");
}

/** A folder for one test with an empty database in it, closed. Making one takes seconds, so it is a copy of one that was. */
export async function makeFolder(): Promise<string> {
  const folder = nameFolder();
  original ??= makeOriginal();
  cpSync(await original, folder, { recursive: true });
  return folder;
}

let original: Promise<string> | undefined;

afterAll(async () => {
  if (original) rmSync(await original, { recursive: true, force: true });
});

async function makeOriginal(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "workings-folder-"));
  const { close } = await openDatabase({ url: undefined, folder, report: console.error });
  await close();
  return folder;
}
