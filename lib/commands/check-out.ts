import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, linkSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { folder } from "./project.mjs";

/** Puts this project's files, as git knows them, and its installed packages into an empty folder. */
export function checkOut(at: string): void {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: folder,
    encoding: "utf8",
  });
  for (const path of listed.split("\0").filter(Boolean)) {
    mkdirSync(join(at, dirname(path)), { recursive: true });
    copyFileSync(join(folder, path), join(at, path));
  }
  linkTree(join(folder, "node_modules"), join(at, "node_modules"));
}

/** A copy of a folder that takes no room where links can be made. A link to the folder itself would lead out of the project. */
function linkTree(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch (error) {
    // Another disk.
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    cpSync(source, target);
  }
}
