import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder for one test, in which nothing is yet. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "workings-folder-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "database");
}
