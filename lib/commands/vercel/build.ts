import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { readlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runChild } from "../child.mjs";
import { neutralEnvironment } from "../environment.mjs";
import { folder, SetupError } from "../project.mjs";

/** Vercel's own builder. It is fetched when it is needed: it weighs more than all that Workings depends on. */
const builder = "vercel@59.12.0";

/** What `vercel link` would write, of a project that nobody has. The packages are there already. */
const project = {
  projectId: "prj_none",
  orgId: "team_none",
  settings: { framework: "nextjs", nodeVersion: "24.x", installCommand: "echo The packages are there." },
};

/**
 * Builds this project's files, as git knows them, in an empty folder as Vercel builds them for production.
 *
 * @returns the folder with Vercel's output in it
 */
export async function buildForVercel(at: string, configuration: Record<string, string>): Promise<string> {
  await checkOut(at);
  mkdirSync(join(at, ".vercel"));
  writeFileSync(join(at, ".vercel", "project.json"), JSON.stringify(project));
  const { code, output } = await runChild(
    "npx",
    // Without an account: the token is asked for and not used.
    ["--yes", builder, "build", "--prod", "--yes", "--token", "none", "--cwd", at],
    { environment: { ...neutralEnvironment(process.execPath), ...configuration } },
  );
  if (code !== 0) throw new SetupError(`Vercel's build ended with exit code ${code}; it is above.`, output);
  return join(at, ".vercel", "output");
}

/** What is committed or about to be, and the installed packages. */
async function checkOut(at: string): Promise<void> {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: folder,
    encoding: "utf8",
  });
  for (const path of listed.split("\0").filter(Boolean)) {
    mkdirSync(join(at, dirname(path)), { recursive: true });
    copyFileSync(join(folder, path), join(at, path));
  }
  await linkTree(join(folder, "node_modules"), join(at, "node_modules"));
}

/** A copy of a folder that takes no room where links can be made. A link to the folder itself would lead out of the project. */
async function linkTree(from: string, to: string): Promise<void> {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(await readlink(source), target);
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
