// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "./intrinsics.ts";

/** The frames of the program that is running, one a line; those of the prelude are ours. */
export function programStack(): string {
  const stack = new js.SavedError().stack;
  let frames = "";
  if (typeof stack !== "string") return frames;
  let start = 0;
  while (start < stack.length) {
    const found = js.indexOf(stack, "\n", start);
    const end = found < 0 ? stack.length : found;
    const frame = js.slice(stack, start, end);
    if (js.indexOf(frame, "(prelude:") < 0) frames += frame + "\n";
    start = end + 1;
  }
  return frames;
}
