import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { endChildrenWithUs } from "./child.mjs";
import { neutralEnvironment } from "./environment.mjs";
import { ensureInstalled } from "./install.mjs";
import { withProgress } from "./progress.mjs";
import { folder, runCommand, SetupError } from "./project.mjs";

// `npm test`, or `npm test -- --only unit` for one suite: everything, and one line over all of it at the end.

endChildrenWithUs((signal) => (signal === "SIGINT" ? 130 : 143));

await runCommand(async () => {
  const node = await ensureInstalled();
  const environment = neutralEnvironment(node);
  mkdirSync(join(folder, "test-results"), { recursive: true });
  // Only now: it imports what was just installed.
  const { suites } = await import("./suites.mjs");
  const chosen = chooseSuites(suites);

  let passed = 0;
  let failed = 0;
  /** @type {Set<string>} */
  const broken = new Set();
  for (const { name, needs, run } of chosen) {
    const missing = needs.filter((need) => broken.has(need));
    if (missing.length > 0) {
      console.log(`${name}: not run, because ${missing.join(" and ")} failed`);
      failed += 1;
      continue;
    }
    const result = await withProgress({ doing: name, done: name }, () => run({ node, environment }));
    passed += result.passed;
    failed += result.failed;
    if (result.failed > 0) {
      broken.add(name);
      console.log(result.output.trimEnd());
    } else if (result.figure) console.log(`  ${result.figure}`);
    console.log(`  ${result.passed} passed, ${result.failed} failed in ${name}`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
});

/** @param {import("./suites.mjs").Suite[]} suites */
function chooseSuites(suites) {
  const [flag, only] = process.argv.slice(2);
  if (flag === undefined) return suites;
  const found = suites.filter(({ name }) => name === only);
  if (flag === "--only" && found.length > 0) return found;
  const names = suites.map(({ name }) => name).join(", ");
  throw new SetupError(`Use \`npm test\`, or \`npm test -- --only NAME\` with one of: ${names}.`);
}
