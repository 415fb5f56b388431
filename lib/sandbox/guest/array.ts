import { hasRoom, open, pay } from "./budget.ts";
import * as js from "./intrinsics.ts";
import { inheritsItems, type Node } from "./node.ts";
import { writeThrown } from "./scalar.ts";
import { register } from "./seen.ts";
import { write } from "./serialise.ts";

/** What the words around a container that was cut, or is special, take beyond its brackets; given back if it is plain. */
export const wrapBytes = 64;

/** The brackets of a container, and the separator after it. */
export const bracketBytes = 3;

/** What the place of an item adds to the cost of a reference to it. */
const stepBytes = 20;

export function writeArray(array: unknown[], depth: number, pathBytes: number): Node {
  let length: number;
  let inherits: boolean;
  try {
    length = lengthOf(array);
    // Then a hole may read as something.
    inherits = js.getPrototypeOf(array) !== js.arrayPrototype || inheritsItems();
  } catch (error) {
    return writeThrown(error);
  }
  register(array, pathBytes);
  const node = open("a", wrapBytes + bracketBytes);
  node[1] = length;
  const itemPath = pathBytes + stepBytes;
  let keys: PropertyKey[] | undefined;
  let key = 0;
  let place = 2;
  let plain = true;
  for (let next = 0; next < length && hasRoom(); next++) {
    let value: unknown;
    let threw = false;
    try {
      value = array[next];
      if ((value === undefined || inherits) && !js.hasOwn(array, next)) {
        // Its keys say where the hole ends; a walk over four billion missing items would not return.
        keys ??= js.ownKeys(array);
        while (key < keys.length && !isItemAfter(next, keys[key])) key++;
        // Also at the end, since a length beyond the items says that the rest was cut.
        const end = key < keys.length ? +(keys[key] as string) : length;
        const hole = open("h", 32);
        hole[1] = end - next;
        node[place++] = hole;
        plain = false;
        next = end - 1;
        continue;
      }
    } catch (error) {
      value = error;
      threw = true;
    }
    node[place++] = threw ? writeThrown(value) : write(value, depth + 1, itemPath);
  }
  if (plain && place === length + 2) pay(-wrapBytes);
  return node;
}

/** A proxy of an array may say anything. */
export function lengthOf(array: unknown[]): number {
  const length: unknown = array.length;
  return js.isSafeInteger(length) && length >= 0 ? length : 0;
}

function isItemAfter(from: number, key: PropertyKey | undefined): boolean {
  if (typeof key !== "string") return false;
  const index = +key;
  return index > from && index < 4294967295 && js.toText(index) === key;
}
