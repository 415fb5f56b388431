import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { runChild, runNpm } from "./child.mjs";
import { countPlaywright, countVitest } from "./counts.mjs";
import { ensureBrowser } from "./ensure-browser.mjs";
import { folder, SetupError } from "./project.mjs";
import { tellMissing } from "./test-servers.mjs";

/**
 * @typedef {object} Tools
 * @property {string} node
 * @property {import("./child.mjs").Environment} environment
 * @property {boolean} long whether fuzz and soak tests take their time
 *
 * @typedef {object} Outcome
 * @property {import("./counts.mjs").Counts} counts
 * @property {string} output shown when something failed
 * @property {string} [say] shown when nothing did
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {(tools: Tools) => Promise<Outcome>} run throws a SetupError when it cannot even begin
 */

/** Biome and Vitest colour their output in CI too, where it ends up in a file. */
const colors = process.stdout.isTTY ? "--colors=force" : "--colors=off";
const vitestColors = process.stdout.isTTY ? "--color" : "--no-color";

const buildOnce = once("the build", ({ node }) => ensureBuilt(node));
const browserOnce = once("a browser", ({ node, environment }) => ensureBrowser(node, environment));

/** @type {Suite[]} */
export const suites = [
  { name: "lint", run: (tools) => runSteps(tools, [["@biomejs/biome/bin/biome", "ci", colors, "."]]) },
  { name: "types", run: runTypes },
  { name: "unit", run: runUnit },
  { name: "build", run: runBuild },
  { name: "weight", run: runWeight },
  { name: "e2e", run: runBrowserTests },
];

/** @param {Tools} tools */
async function runTypes(tools) {
  const guest = await runNpm(["run", "guest"], tools.environment);
  if (guest.code !== 0) return countOnce(guest);
  return await runSteps(tools, [
    ["next/dist/bin/next", "typegen"],
    ["typescript/bin/tsc", "--noEmit"],
  ]);
}

/** @param {Tools} tools */
async function runUnit(tools) {
  const { node, environment, long } = tools;
  const guest = await runNpm(["run", "guest"], environment);
  if (guest.code !== 0) return countOnce(guest);
  const reportPath = join(folder, "test-results", "vitest.json");
  rmSync(reportPath, { force: true });
  const reporters = [
    vitestColors,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reportPath}`,
  ];
  const mode = long ? ["--mode", "long"] : [];
  const { code, output } = await runChild(
    node,
    [program("vitest/vitest.mjs"), "run", ...mode, ...reporters],
    { environment },
  );
  return { counts: countVitest(readReport(reportPath), code), output, ...tellUntested(tools) };
}

/**
 * What could not be tested for want of a server.
 *
 * @param {Tools} tools
 */
function tellUntested({ environment }) {
  const missing = tellMissing(environment).join("\n       ");
  return missing === "" ? {} : { say: missing };
}

/** @param {Tools} tools */
async function runBuild(tools) {
  await buildOnce(tools);
  return countOnce({ code: 0, output: "" });
}

/** @param {Tools} tools */
async function runWeight(tools) {
  const { node, environment } = tools;
  await buildOnce(tools);
  const browser = { ...environment, CHROME_PATH: await browserOnce(tools) };
  const weigh = join(folder, "lib", "commands", "weigh.mjs");
  return countOnce(await runChild(node, [weigh], { environment: browser }));
}

/** @param {Tools} tools */
async function runBrowserTests(tools) {
  const { node, environment } = tools;
  await buildOnce(tools);
  const browser = { ...environment, CHROME_PATH: await browserOnce(tools) };
  const reportPath = join(folder, "test-results", "playwright.json");
  rmSync(reportPath, { force: true });
  const { code, output } = await runChild(node, [program("@playwright/test/cli.js"), "test"], {
    environment: browser,
  });
  return { counts: countPlaywright(readReport(reportPath), code), output, ...tellUntested(tools) };
}

/**
 * What several suites need is made once; what failed is neither tried nor told again.
 *
 * @template T
 * @param {string} what
 * @param {(tools: Tools) => Promise<T>} make
 * @returns {(tools: Tools) => Promise<T>}
 */
function once(what, make) {
  /** @type {Promise<T> | undefined} */
  let made;
  return async (tools) => {
    if (!made) {
      made = make(tools);
      return await made;
    }
    return await made.catch(() => {
      throw new SetupError(`This suite needs ${what}, and that failed above.`);
    });
  };
}

/**
 * Runs programs of our packages one after the other, up to the first that fails; together they count as one test.
 *
 * @param {Tools} tools
 * @param {[string, ...string[]][]} steps a file below node_modules and its arguments
 */
async function runSteps({ node, environment }, steps) {
  let output = "";
  for (const [file, ...args] of steps) {
    const step = await runChild(node, [program(file), ...args], { environment });
    output += step.output;
    if (step.code !== 0) return countOnce({ code: step.code, output });
  }
  return countOnce({ code: 0, output: "" });
}

/**
 * @param {{ code: number, output: string }} ended
 * @returns {Outcome}
 */
function countOnce({ code, output }) {
  const passed = code === 0;
  return {
    counts: { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 },
    output,
    ...(passed && output && { say: output.trim() }),
  };
}

/** @param {string} file */
function program(file) {
  return join(folder, "node_modules", ...file.split("/"));
}

/** @param {string} path */
function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}
