import * as js from "./intrinsics.ts";
import { write } from "./serialise.ts";
import { hasRoom, type Node, open, register, type Writer, wrapBytes, writeThrown } from "./writer.ts";

/** What the place of an item adds to the cost of a reference to it. */
const stepBytes = 20;

export function writeArray(w: Writer, array: unknown[], depth: number, pathBytes: number): Node {
  register(w, array, pathBytes);
  const length = array.length;
  const node = open(w, "a", wrapBytes);
  node[1] = length;
  const itemPath = pathBytes + stepBytes;
  const inherits = inheritsItems(array);
  let keys: PropertyKey[] | undefined;
  let key = 0;
  let place = 2;
  for (let next = 0; next < length && hasRoom(w); next++) {
    let value: unknown;
    let threw = false;
    try {
      value = array[next];
    } catch (error) {
      value = error;
      threw = true;
    }
    if ((value === undefined || inherits) && !js.hasOwn(array, next)) {
      // Its keys say where the hole ends; a walk over four billion missing items would not return.
      keys ??= js.ownKeys(array);
      while (key < keys.length && !isItemFrom(next, keys[key])) key++;
      // A hole at the end is told by the length alone.
      if (key === keys.length) break;
      const hole = open(w, "h", 30);
      hole[1] = +(keys[key] as string) - next;
      node[place++] = hole;
      next = +(keys[key] as string) - 1;
      continue;
    }
    w.left -= 1;
    node[place++] = threw ? writeThrown(w, value) : write(w, value, depth + 1, itemPath);
  }
  w.left += wrapBytes;
  return node;
}

/** Whether a hole may read as something: a prototype that is not the language's, or was given an item. */
function inheritsItems(array: unknown[]): boolean {
  return (
    js.getPrototypeOf(array) !== js.arrayPrototype ||
    js.arrayPrototype.length > 0 ||
    js.getPrototypeOf(js.arrayPrototype) !== js.objectPrototype ||
    js.ownKeys(js.objectPrototype).length !== objectKeys
  );
}

const objectKeys = js.ownKeys(js.objectPrototype).length;

function isItemFrom(from: number, key: PropertyKey | undefined): boolean {
  if (typeof key !== "string") return false;
  const index = +key;
  return index >= from && index < 4294967295 && js.toText(index) === key;
}
