import { bracketBytes, wrapBytes } from "./array.ts";
import { hasRoom, open, pay, writeString } from "./budget.ts";
import * as js from "./intrinsics.ts";
import type { Class } from "./kinds.ts";
import type { Node } from "./node.ts";
import { writeName, writeThrown } from "./scalar.ts";
import { register } from "./seen.ts";
import { writeProperty } from "./serialise.ts";

/** What a key adds to the cost of a reference to its value, besides itself. */
const stepBytes = 20;

export function writeObject(object: object, type: Class, depth: number, pathBytes: number): Node {
  let keys: string[];
  try {
    keys = js.objectKeys(object);
  } catch (error) {
    return writeThrown(error);
  }
  register(object, pathBytes);
  const size = keys.length;
  const node = open("o", wrapBytes + bracketBytes);
  node[1] = type.name === null ? null : writeName(type.name);
  node[2] = size;
  let place = 3;
  let plain = type.name === null;
  let next = 0;
  for (; next < size && hasRoom(); next++) {
    const key = keys[next] as string;
    const name = writeString(key);
    // A key that was cut would be another key.
    if (typeof name !== "string") break;
    plain &&= key !== "$" && key !== "__proto__";
    // For the brackets around the pair, if it stands as one.
    pay(2);
    node[place++] = name;
    // In a path the key stands as text of JSON once more.
    node[place++] = writeProperty(object, key, depth, pathBytes + key.length * 6 + stepBytes);
  }
  if (plain && next === size) pay(-wrapBytes);
  return node;
}
