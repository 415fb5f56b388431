import { hasRoom, open, pay } from "./budget.ts";
import * as js from "./intrinsics.ts";
import { inheritsItems, type Node } from "./node.ts";
import { writeThrown } from "./scalar.ts";
import { register } from "./seen.ts";
import { write } from "./serialise.ts";

/** What the words around a container that was cut, or is special, take at most; given back when it turns out plain. */
export const wrapBytes = 64;

/** What the place of an item adds to the cost of a reference to it. */
const stepBytes = 20;

export function writeArray(array: unknown[], depth: number, pathBytes: number): Node {
  register(array, pathBytes);
  const length = array.length;
  const node = open("a", wrapBytes);
  node[1] = length;
  const itemPath = pathBytes + stepBytes;
  // Then a hole may read as something.
  const inherits = js.getPrototypeOf(array) !== js.arrayPrototype || inheritsItems();
  let keys: PropertyKey[] | undefined;
  let key = 0;
  let place = 2;
  for (let next = 0; next < length && hasRoom(); next++) {
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
      const hole = open("h", 30);
      hole[1] = +(keys[key] as string) - next;
      node[place++] = hole;
      next = +(keys[key] as string) - 1;
      continue;
    }
    node[place++] = threw ? writeThrown(value) : write(value, depth + 1, itemPath);
  }
  if (place === length + 2) pay(-wrapBytes);
  return node;
}

function isItemFrom(from: number, key: PropertyKey | undefined): boolean {
  if (typeof key !== "string") return false;
  const index = +key;
  return index >= from && index < 4294967295 && js.toText(index) === key;
}
