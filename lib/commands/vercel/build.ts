import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkOut } from "../check-out.ts";
import { runChild } from "../child.mjs";
import { neutralEnvironment } from "../environment.mjs";
import { SetupError } from "../project.mjs";

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
  checkOut(at);
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
