import { parseArgs } from "node:util";
import { endChildrenWithUs } from "./child.mjs";
import { sumCounts } from "./counts.mjs";
import { neutralEnvironment } from "./environment.mjs";
import { ensureInstalled } from "./install.mjs";
import { seconds } from "./progress.mjs";
import { runCommand, SetupError } from "./project.mjs";
import { suites } from "./suites.mjs";

/** @typedef {import("./counts.mjs").Counts} Counts */

endChildrenWithUs((signal) => (signal === "SIGINT" ? 130 : 143));

await runCommand(async () => {
  const { chosen, long } = readArguments();
  const node = await ensureInstalled();
  const tools = { node, environment: neutralEnvironment(node), long };
  /** @type {Counts[]} */
  const counts = [];
  for (const suite of chosen) counts.push(await runSuite(suite, tools));
  const { passed, failed, skipped } = sumCounts(counts);
  if (skipped > 0) console.log(`${skipped} skipped, which counts as neither`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
});

/** `npm test -- --only unit,lint` runs these alone, in the usual order; `--long` runs fuzz and soak tests at length. */
function readArguments() {
  const names = suites.map((suite) => suite.name);
  const usage = `\`npm test -- --only NAME\` takes one of ${names.join(", ")}, or several with commas; \`--long\` takes nothing.`;
  /** @type {string[]} */
  let only;
  let long = false;
  try {
    const { values } = parseArgs({
      options: { only: { type: "string", multiple: true }, long: { type: "boolean", default: false } },
    });
    only = (values.only ?? names).flatMap((list) => list.split(","));
    long = values.long;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}. ${usage}`);
  }
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new SetupError(`There is no suite "${unknown.join(", ")}". ${usage}`);
  return { chosen: suites.filter((suite) => only.includes(suite.name)), long };
}

/**
 * Runs one suite and tells how it went. A suite that cannot even begin is one failure; the next ones still run.
 *
 * @param {import("./suites.mjs").Suite} suite
 * @param {import("./suites.mjs").Tools} tools
 * @returns {Promise<Counts>}
 */
async function runSuite({ name, run }, tools) {
  const since = performance.now();
  const { counts, output, say } = await run(tools).catch((error) => {
    if (!(error instanceof SetupError)) throw error;
    const told = [error.output.trimEnd(), error.message].filter(Boolean).join("\n\n");
    return { counts: { passed: 0, failed: 1, skipped: 0 }, output: told, say: undefined };
  });
  if (counts.failed > 0) console.log(`\n${output.trimEnd()}\n`);
  const words = [`${counts.passed} passed`, `${counts.failed} failed`];
  if (counts.skipped > 0) words.push(`${counts.skipped} skipped`);
  console.log(`${name.padEnd(7)}${words.join(", ")} in ${seconds(since)}`);
  if (counts.failed === 0 && say) console.log(`       ${say}`);
  return counts;
}
