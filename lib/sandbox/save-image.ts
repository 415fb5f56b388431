/** Run by `npm run guest` when the prelude is bundled: prints the module that saved-image.ts loads. */
import { deflateRawSync } from "node:zlib";
import { createImage } from "./image.ts";
import type { SavedImage } from "./saved-image.ts";
import { hashEngine, readEngine } from "./wasm.ts";

const { growImport, layout, roots, prelude, parts } = await createImage();
const image: SavedImage = {
  engine: hashEngine(await readEngine()),
  growImport,
  layout,
  roots,
  prelude,
  parts: parts.map(({ start, bytes }) => [start, bytes.length]),
  bytes: deflateRawSync(Buffer.concat(parts.map(({ bytes }) => bytes))).toString("base64"),
};
process.stdout.write(`import type { SavedImage } from "../saved-image.ts";

// Written by \`npm run guest\`.
export const saved: SavedImage = ${JSON.stringify(image)};
`);
