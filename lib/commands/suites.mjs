import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBrowser } from "./browser.mjs";
import { ensureBuilt } from "./build.mjs";
import { runChild } from "./child.mjs";
import { folder, SetupError } from "./project.mjs";

/**
 * @typedef {object} SuiteContext
 * @property {string} node
 * @property {import("./child.mjs").Environment} environment
 *
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 *
 * @typedef {Count & { output: string, figure?: string }} SuiteResult what it counted, what to show when something
 *   failed, and a figure worth showing in any case
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {string[]} needs suites without which this one cannot run
 * @property {(context: SuiteContext) => Promise<SuiteResult>} run
 */

const bin = (/** @type {string} */ name) => join(folder, "node_modules", ...name.split("/"));
const biome = bin("@biomejs/biome/bin/biome");
const tsc = bin("typescript/bin/tsc");
const next = bin("next/dist/bin/next");
const vitest = bin("vitest/vitest.mjs");
const playwright = bin("@playwright/test/cli.js");
const reports = join(folder, "test-results");

/** @type {Suite[]} */
export const suites = [
  { name: "lint", needs: [], run: (context) => check(context, [[biome, "ci", "."]]) },
  {
    name: "types",
    needs: [],
    run: (context) => check(context, [["lib/commands/guest.ts"], [next, "typegen"], [tsc, "--noEmit"]]),
  },
  { name: "unit", needs: [], run: runUnit },
  { name: "build", needs: [], run: runBuild },
  { name: "weight", needs: ["build"], run: runWeight },
  { name: "e2e", needs: ["build"], run: runBrowserTests },
];

/**
 * Programs that count as one test together: they all end well, or it has failed.
 *
 * @param {SuiteContext} context
 * @param {string[][]} programs
 * @returns {Promise<SuiteResult>}
 */
async function check({ node, environment }, programs) {
  let output = "";
  for (const args of programs) {
    const ended = await runChild(node, args, { environment });
    output += ended.output;
    if (ended.code !== 0) return { passed: 0, failed: 1, output };
  }
  return { passed: 1, failed: 0, output };
}

/** @param {SuiteContext} context */
async function runUnit(context) {
  const report = join(reports, "unit.json");
  const args = [vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const guest = await check(context, [["lib/commands/guest.ts"]]);
  if (guest.failed > 0) return guest;
  return runCounted(context, args, report, readVitestCount);
}

/**
 * @param {SuiteContext} context
 * @returns {Promise<SuiteResult>}
 */
async function runBuild({ node }) {
  try {
    await ensureBuilt(node);
    return { passed: 1, failed: 0, output: "" };
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return { passed: 0, failed: 1, output: `${error.output}\n${error.message}` };
  }
}

/** @param {SuiteContext} context */
async function runWeight(context) {
  await ensureBrowser(context.environment);
  const result = await check(context, [["lib/commands/weigh.mjs"]]);
  return { ...result, figure: result.output.trim() };
}

/** @param {SuiteContext} context */
async function runBrowserTests(context) {
  await ensureBrowser(context.environment);
  const report = join(reports, "e2e.json");
  const environment = { ...context.environment, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const args = [playwright, "test", "--reporter=list,json"];
  return runCounted({ ...context, environment }, args, report, readPlaywrightCount);
}

/**
 * Runs a test runner and counts by its report. One that ran nothing, or ended badly although every test passed, has
 * failed.
 *
 * @param {SuiteContext} context
 * @param {string[]} args
 * @param {string} report
 * @param {(report: unknown) => Count} readCount
 * @returns {Promise<SuiteResult>}
 */
async function runCounted({ node, environment }, args, report, readCount) {
  rmSync(report, { force: true });
  const { code, output } = await runChild(node, args, { environment });
  const count = existsSync(report)
    ? readCount(JSON.parse(readFileSync(report, "utf8")))
    : { passed: 0, failed: 0 };
  if (count.failed === 0 && (code !== 0 || count.passed === 0)) return { ...count, failed: 1, output };
  return { ...count, output };
}

/**
 * @param {any} report as `vitest --reporter=json` writes it; a test left out counts as failed
 * @returns {Count}
 */
export function readVitestCount(report) {
  const { numPassedTests: passed, numTotalTests: total } = report;
  return { passed, failed: total - passed };
}

/**
 * @param {any} report as `playwright test --reporter=json` writes it; one that needed a second try counts as failed
 * @returns {Count}
 */
export function readPlaywrightCount(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + skipped };
}
