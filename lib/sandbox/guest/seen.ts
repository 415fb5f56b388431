import { fits, open } from "./budget.ts";
import * as js from "./intrinsics.ts";
import type { Node } from "./node.ts";
import { writeCut } from "./scalar.ts";

/** Objects already written: the number `wire.ts` counts them by times `maxPathBytes`, plus what a reference to them costs. */
let seen = new js.SavedMap<object, number>();
let count = 0;

/** More than any budget. */
const maxPathBytes = 2 ** 24;

/** Numbers from the beginning for one value; references do not lead out of it. */
export function withNumbers<Result>(write: () => Result): Result {
  const outerSeen = seen;
  const outerCount = count;
  seen = new js.SavedMap();
  count = 0;
  try {
    return write();
  } finally {
    seen = outerSeen;
    count = outerCount;
  }
}

/** Gives the object its number. Only what may contain others, or be large, is numbered; `wire.ts` does the same. */
export function register(object: object, pathBytes: number): void {
  js.mapSet(seen, object, count++ * maxPathBytes + (pathBytes < maxPathBytes ? pathBytes : maxPathBytes - 1));
}

/** How many were numbered so far. */
export function countSeen(): number {
  return count;
}

/** A reference to an object that was written before; null when it was not. */
export function writeBack(object: object): Node | null {
  const before = js.mapGet(seen, object) as number | undefined;
  if (before === undefined) return null;
  const bytes = before % maxPathBytes;
  if (!fits(bytes)) return writeCut("Object");
  const node = open("r", bytes + 20);
  node[1] = (before - bytes) / maxPathBytes;
  return node;
}
