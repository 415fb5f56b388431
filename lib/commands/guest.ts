/**
 * Bundles what the sandbox puts into its guest (lib/sandbox/guest) into one string, and saves the image that every
 * guest begins as, both as modules that git ignores. Does nothing when they are newer than their sources.
 */
import { execFile } from "node:child_process";
import { readdir, rename, stat, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { rolldown } from "rolldown";

const sandbox = fileURLToPath(new URL("../sandbox/", import.meta.url));
const folder = `${sandbox}guest/`;
const prelude = `${folder}prelude.generated.ts`;
const image = `${folder}image.generated.ts`;

async function isFresh(): Promise<boolean> {
  const written = await Promise.all([prelude, image].map((path) => stat(path).catch(() => null)));
  const oldest = Math.min(...written.map((file) => file?.mtimeMs ?? 0));
  const names = await readdir(sandbox, { recursive: true });
  const sources = names.filter((name) => name.endsWith(".ts") && !/\.(generated|test)\.ts$/.test(name));
  const times = await Promise.all(
    [...sources.map((name) => sandbox + name), fileURLToPath(import.meta.url)].map(
      async (path) => (await stat(path)).mtimeMs,
    ),
  );
  return times.every((time) => time < oldest);
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

/** Whole or not at all, for whoever reads it meanwhile. */
async function replace(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, text);
  await rename(draft, path);
}

if (!(await isFresh())) {
  const source = await bundle();
  await replace(
    prelude,
    `// Written by \`npm run guest\` from the files beside it.\nexport const preludeSource = ${JSON.stringify(source)};\n`,
  );
  const saved = await promisify(execFile)(process.execPath, [`${sandbox}save-image.ts`], {
    maxBuffer: 16 * 1024 * 1024,
  });
  await replace(image, saved.stdout);
}
