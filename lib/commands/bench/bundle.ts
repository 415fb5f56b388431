import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const project = fileURLToPath(new URL("../../../", import.meta.url));
const sandbox = join(project, "lib/sandbox");
/** Within the project, so that its packages are found from there. */
const folder = join(project, "node_modules/.cache/bench");

/**
 * Bundles lib/sandbox to plain JavaScript, one file for each thread, as the app's build does and as `run` is
 * published. Gives the URL to import it from.
 */
export async function bundleSandbox(): Promise<string> {
  const threads = await findThreads();
  const build = await rolldown({
    input: Object.fromEntries(["index.ts", ...threads].map((file) => [nameOf(file), join(sandbox, file)])),
    platform: "node",
    external: [/^node:/, /^@jitl\//],
    resolve: { alias: { "#lib/value": join(project, "lib/value/index.ts") } },
  });
  const { output } = await build.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].mjs",
    chunkFileNames: "[name].mjs",
  });
  await build.close();
  for (const { fileName } of output) await renameThreads(join(folder, fileName), threads);
  return pathToFileURL(join(folder, "index.mjs")).href;
}

/** The files that threads are started from, by the form in which a bundler finds them. */
async function findThreads(): Promise<string[]> {
  const names = (await readdir(sandbox)).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const sources = await Promise.all(names.map((name) => readFile(join(sandbox, name), "utf8")));
  return sources.flatMap((source) =>
    Array.from(source.matchAll(/new Worker\(new URL\("\.\/([^"]+)"/g), ([, file = ""]) => file),
  );
}

async function renameThreads(path: string, threads: readonly string[]): Promise<void> {
  let code = await readFile(path, "utf8");
  for (const file of threads) code = code.replaceAll(`"./${file}"`, `"./${nameOf(file)}.mjs"`);
  await writeFile(path, code);
}

function nameOf(file: string): string {
  return file.replace(/\.ts$/, "");
}
