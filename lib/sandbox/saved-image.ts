import { inflateRawSync } from "node:zlib";
import { saved } from "./guest/image.generated.ts";
import { createImage, type Image } from "./image.ts";
import { compileEngine, hashEngine, readEngine } from "./wasm.ts";

/** An image as JSON. */
export interface SavedImage extends Omit<Image, "compiled" | "parts"> {
  /** The hash of the engine that it is of. */
  engine: string;
  /** Where the parts start, and how many bytes each has. */
  parts: [start: number, length: number][];
  /** Their bytes one after another, deflated, in Base64. */
  bytes: string;
}

/** The image that `npm run guest` saved, since to make one takes as long as the rest of a worker's start. */
export async function loadImage(): Promise<Image> {
  const engine = await readEngine();
  // Another engine would take it for something else.
  if (saved.engine !== hashEngine(engine)) return createImage();
  const bytes = new Uint8Array(inflateRawSync(Buffer.from(saved.bytes, "base64")));
  let end = 0;
  const parts = saved.parts.map(([start, length]) => {
    end += length;
    return { start, bytes: bytes.subarray(end - length, end) };
  });
  const { growImport, layout, roots, prelude } = saved;
  return { compiled: await compileEngine(engine), growImport, layout, roots, prelude, parts };
}
