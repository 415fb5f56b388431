/**
 * Bundles what the sandbox puts into its guest (lib/sandbox/guest) into one string that the worker can import.
 * Does nothing when the bundle is newer than its sources.
 */
import { readdir, stat, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const folder = fileURLToPath(new URL("../sandbox/guest/", import.meta.url));
const output = `${folder}prelude.generated.ts`;

async function isFresh(): Promise<boolean> {
  const written = await stat(output).catch(() => null);
  if (!written) return false;
  const names = await readdir(folder, { recursive: true });
  const sources = names.filter((name) => name.endsWith(".ts") && !name.endsWith(".generated.ts"));
  const times = await Promise.all(
    [...sources.map((name) => folder + name), fileURLToPath(import.meta.url)].map(
      async (path) => (await stat(path)).mtimeMs,
    ),
  );
  return times.every((time) => time < written.mtimeMs);
}

async function bundle(): Promise<string> {
  const build = await rolldown({ input: `${folder}prelude.ts`, platform: "neutral" });
  const { output: chunks } = await build.generate({
    format: "iife",
    name: "install",
    exports: "default",
    // Without compression, which would turn the concatenations into template literals.
    minify: { compress: false, mangle: true, codegen: true },
  });
  await build.close();
  const { code, modules } = chunks[0];
  // The engine evaluates a template literal by calling `String.prototype.concat`, which is the guest's.
  const trusting = Object.entries(modules).filter(
    ([id, module]) => id.startsWith(folder) && module.code?.includes("${"),
  );
  if (trusting.length > 0)
    throw new Error(`The guest's prelude has a template literal in ${trusting.map(([id]) => id)}.`);
  // An expression, so that evaluating it declares nothing in the guest; strict, as the modules it was made from are.
  return `(function(){"use strict";${code}\nreturn install})()`;
}

if (!(await isFresh())) {
  const source = await bundle();
  await writeFile(
    output,
    `// Written by \`npm run guest\` from the files beside it.\nexport const preludeSource = ${JSON.stringify(source)};\n`,
  );
}
