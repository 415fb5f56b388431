/** Bundles what the page uses of the AI SDK for browsers (components/ai-client), as a module that git ignores. */
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const folder = fileURLToPath(new URL("../../components/ai-client/", import.meta.url));

const build = await rolldown({
  input: `${folder}index.ts`,
  platform: "browser",
  // One React for the page.
  external: /^react(-dom)?(\/|$)/,
  // It only has remarks about packages that are not ours; what goes wrong it throws.
  logLevel: "silent",
});
await build.write({ file: `${folder}bundle.generated.js`, format: "esm", minify: true });
await build.close();
