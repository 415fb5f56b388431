import * as js from "./intrinsics.ts";
import { writeProperty } from "./serialise.ts";
import { add, hasRoom, type Node, open, register, type Writer, wrapBytes } from "./writer.ts";

/** What the place of an item adds to the cost of a reference to it. */
const stepBytes = 20;

export function writeArray(w: Writer, array: unknown[], depth: number, pathBytes: number): Node {
  register(w, array, pathBytes);
  const length = array.length;
  const node = open(w, "a", wrapBytes);
  node[1] = length;
  let keys: PropertyKey[] | undefined;
  let key = 0;
  for (let next = 0; next < length && hasRoom(w); next++) {
    if (!js.hasOwn(array, next)) {
      // Its keys say where the hole ends; a walk over four billion missing items would not return.
      keys ??= js.ownKeys(array);
      while (key < keys.length && !isItemFrom(next, keys[key])) key++;
      // A hole at the end is told by the length alone.
      if (key === keys.length) break;
      const end = +(keys[key] as string);
      const hole = open(w, "h", 30);
      hole[1] = end - next;
      add(node, hole);
      next = end;
    }
    w.left -= 1;
    add(node, writeProperty(w, array, next, depth, pathBytes + stepBytes));
  }
  w.left += wrapBytes;
  return node;
}

function isItemFrom(from: number, key: PropertyKey | undefined): boolean {
  if (typeof key !== "string") return false;
  const index = +key;
  return index >= from && index < 4294967295 && js.toText(index) === key;
}
