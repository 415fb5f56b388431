import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canaries } from "./canaries.mjs";
import { runNpm } from "./child.mjs";
import { neutralEnvironment } from "./environment.mjs";
import { withLock } from "./lock.mjs";
import { withProgress } from "./progress.mjs";
import { folder, SetupError } from "./project.mjs";
import { hashSources } from "./stamp.mjs";

const stampPath = join(folder, ".next", "workings-stamp");
const buildIdPath = join(folder, ".next", "BUILD_ID");

/**
 * Builds the app unless the build that is there came from these very sources. The build is the same whoever makes
 * it: the app reads its configuration when it runs, so while it is built there is none but canaries.
 *
 * @param {string} node
 */
export async function ensureBuilt(node) {
  if (isBuilt()) return;
  await withLock(async () => {
    if (isBuilt()) return;
    await withProgress({ doing: "Building", done: "Built" }, () => build(node));
  });
}

/** @param {string} node */
async function build(node) {
  rmSync(stampPath, { force: true });
  // Before the build: a file that changes while it runs makes the next start build again.
  const sources = hashSources(folder);
  const { code, output } = await runNpm(["run", "build"], { ...neutralEnvironment(node), ...canaries });
  if (code !== 0) {
    throw new SetupError(
      `The app could not be built (exit code ${code}); the reason is above. The packages stay installed. Mend what it names and run the same command again.`,
      output,
    );
  }
  writeFileSync(stampPath, stampFor(sources));
}

function isBuilt() {
  return (
    existsSync(stampPath) &&
    existsSync(buildIdPath) &&
    readFileSync(stampPath, "utf8") === stampFor(hashSources(folder))
  );
}

/**
 * The build's own id stands in the stamp, so a build that somebody made by hand since then is not taken for ours.
 *
 * @param {string} sources
 */
function stampFor(sources) {
  return `${sources} ${readFileSync(buildIdPath, "utf8")}`;
}
