import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Folders that no build reads. A folder that is not named here belongs to the build: better built once too often. */
const outsideFolders = new Set([
  "node_modules",
  "e2e",
  "docs",
  "test-results",
  "playwright-report",
  "coverage",
]);
/** At the root only what a tool reads; a log or a note left there is no reason to build. */
const rootFile =
  /^(?!.*\.test\.)(?!next-env\.d\.ts$)(?!(biome|playwright|vitest)\b).*\.(ts|mjs|cjs|js|json|css)$/;
/** Tests are not built, and what `npm run guest` and `npm run client` write follows from the sources. */
const notBuilt = /\.(test\.tsx?|generated\.(ts|js))$|^\.DS_Store$/;

/**
 * Names everything that the production build depends on by its content.
 *
 * @param {string} folder
 */
export function hashSources(folder) {
  const hash = createHash("sha256");
  for (const path of listSources(folder)) {
    const content = readFileSync(join(folder, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * The files that the build depends on, sorted, with forward slashes.
 *
 * @param {string} folder
 * @returns {string[]}
 */
export function listSources(folder) {
  /** @type {string[]} */
  const found = [];
  const walk = (/** @type {string} */ inside) => {
    for (const entry of readdirSync(join(folder, inside), { withFileTypes: true })) {
      const path = inside ? `${inside}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        if (!entry.name.startsWith(".") && !outsideFolders.has(path)) walk(path);
      } else if (inside ? !notBuilt.test(entry.name) : rootFile.test(entry.name)) {
        found.push(path);
      }
    }
  };
  walk("");
  return found.sort();
}

/**
 * Names what `npm ci` would install here. A folder carried to another system needs other binaries.
 *
 * @param {string} folder
 */
export function hashDependencies(folder) {
  const { dependencies, devDependencies, optionalDependencies, overrides, allowScripts } = readJson(
    join(folder, "package.json"),
  );
  return createHash("sha256")
    .update(JSON.stringify([dependencies, devDependencies, optionalDependencies, overrides, allowScripts]))
    .update(readFileSync(join(folder, "package-lock.json")))
    .update(`${process.platform} ${process.arch}`)
    .digest("hex");
}

/**
 * Whether npm's own record of node_modules, which it writes last, holds every package of the lockfile. Optional
 * packages may be missing: most of them are for other systems.
 *
 * @param {string} folder
 */
export function isInstalledAsLocked(folder) {
  const record = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = readJson(record).packages ?? {};
  return Object.entries(readJson(join(folder, "package-lock.json")).packages ?? {}).every(
    ([path, locked]) => {
      const found = installed[path];
      if (path === "" || (locked.optional && !found)) return true;
      return found?.version === locked.version && found?.integrity === locked.integrity;
    },
  );
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}
