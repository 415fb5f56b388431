import * as js from "./intrinsics.ts";
import type { Class } from "./kinds.ts";
import { writeProperty } from "./serialise.ts";
import {
  hasRoom,
  type Node,
  open,
  register,
  type Writer,
  wrapBytes,
  writeName,
  writeString,
  writeThrown,
} from "./writer.ts";

/** What a key adds to the cost of a reference to its value, besides itself. */
const stepBytes = 20;

export function writeObject(w: Writer, object: object, type: Class, depth: number, pathBytes: number): Node {
  let keys: string[];
  try {
    keys = js.objectKeys(object);
  } catch (error) {
    return writeThrown(w, error);
  }
  register(w, object, pathBytes);
  const size = keys.length;
  const node = open(w, "o", wrapBytes);
  node[1] = type.name === null ? null : writeName(w, type.name);
  node[2] = size;
  let place = 3;
  let next = 0;
  for (; next < size && hasRoom(w); next++) {
    const key = keys[next] as string;
    const name = writeString(w, key);
    // A key that was cut would be another key.
    if (typeof name !== "string") break;
    w.left -= 3;
    node[place++] = name;
    // In a path the key stands as text of JSON once more.
    node[place++] = writeProperty(w, object, key, depth, pathBytes + key.length * 6 + stepBytes);
  }
  if (type.name === null && next === size) w.left += wrapBytes;
  return node;
}
