import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join, relative } from "node:path";
import { folder } from "./project.mjs";

/** @typedef {import("./child.mjs").Environment} Environment */

/**
 * The environment of every program these commands start: our Node first on the PATH, nothing sent to anyone, and
 * no NODE_ENV, because Next, Vitest and npm each know their own.
 *
 * @param {string} [node] the Node that runs the project; without it, the PATH holds nothing of this project
 * @param {Environment} [environment]
 * @returns {Environment}
 */
export function childEnvironment(node, environment = process.env) {
  const { NODE_ENV: _, ...rest } = environment;
  const pathName = Object.keys(rest).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const outside = (rest[pathName] ?? "").split(delimiter).filter((entry) => !isInside(entry));
  const ours = node ? [join(folder, "node_modules", ".bin"), dirname(node)] : [];
  return { ...rest, [pathName]: [...ours, ...outside].join(delimiter), NEXT_TELEMETRY_DISABLED: "1" };
}

/**
 * The environment of builds and tests: the same for everyone. What the developer has configured for the app, in
 * the environment or in .env files, stays out of it.
 *
 * @param {string} node
 * @param {Environment} [environment]
 * @returns {Environment}
 */
export function neutralEnvironment(node, environment = process.env) {
  const example = join(folder, ".env.example");
  const configured = new Set(existsSync(example) ? variableNames(readFileSync(example, "utf8")) : []);
  const neutral = Object.entries(childEnvironment(node, environment)).filter(
    ([name]) => !configured.has(name) && !/^(OPENAI|OLLAMA)_/.test(name),
  );
  // Next reads .env files unless it believes that its parent already has.
  return { ...Object.fromEntries(neutral), __NEXT_PROCESSED_ENV: "true" };
}

/**
 * The variables that an example file names, also those it has commented out.
 *
 * @param {string} text
 */
export function variableNames(text) {
  return [...text.matchAll(/^[ \t]*#?[ \t]*(?:export[ \t]+)?([A-Z][A-Z0-9_]*)=/gm)].map(
    (match) => match[1] ?? "",
  );
}

/** @param {string} path */
function isInside(path) {
  const between = relative(folder, path);
  return path !== "" && !between.startsWith("..") && between !== path;
}
