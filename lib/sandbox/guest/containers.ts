import * as js from "./intrinsics.ts";
import { write, writeProperty } from "./serialise.ts";
import {
  add,
  hasRoom,
  type Node,
  open,
  register,
  textOf,
  type Wire,
  type Writer,
  wrapBytes,
  writeLimited,
  writeName,
} from "./writer.ts";

/** What a place in a collection adds to the cost of a reference to what is there. */
const stepBytes = 40;

export function writeMap(w: Writer, map: object, depth: number, pathBytes: number): Node {
  const size = js.mapSize(map);
  register(w, map, pathBytes);
  const node = open(w, "m", wrapBytes);
  node[1] = size;
  const entries = js.mapEntries(map);
  for (let i = 0; i < size && hasRoom(w); i++) {
    const step = js.mapNext(entries);
    if (step.done) break;
    w.left -= 4;
    add(node, write(w, step.value[0], depth + 1, pathBytes + stepBytes));
    add(node, write(w, step.value[1], depth + 1, pathBytes + stepBytes));
  }
  return node;
}

export function writeSet(w: Writer, set: object, depth: number, pathBytes: number): Node {
  const size = js.setSize(set);
  register(w, set, pathBytes);
  const node = open(w, "s", wrapBytes);
  node[1] = size;
  const values = js.setValues(set);
  for (let i = 0; i < size && hasRoom(w); i++) {
    const step = js.setNext(values);
    if (step.done) break;
    w.left -= 1;
    add(node, write(w, step.value, depth + 1, pathBytes + stepBytes));
  }
  return node;
}

export function writeBinary(w: Writer, object: object, base: string, pathBytes: number): Node {
  const name = base === "TypedArray" ? (js.typedArrayName(object) ?? base) : base;
  const items = (base === "TypedArray" ? object : bytesOf(object, base)) as ArrayLike<number | bigint>;
  const length = js.typedArrayLength(items);
  register(w, object, pathBytes);
  const node = open(w, "b", wrapBytes);
  node[1] = name;
  node[2] = length;
  for (let i = 0; i < length && hasRoom(w); i++) {
    w.left -= 1;
    add(node, write(w, items[i], 0, 0));
  }
  return node;
}

function bytesOf(object: object, base: string): Uint8Array {
  if (base === "DataView")
    return new js.SavedBytes(js.viewBuffer(object), js.viewOffset(object), js.viewLength(object));
  if (base === "ArrayBuffer") js.bufferLength(object);
  else js.sharedBufferLength(object);
  return new js.SavedBytes(object as ArrayBuffer);
}

export function writeBoxed(w: Writer, object: object, base: string, depth: number): Node {
  const inner = primitiveOf(object, base);
  const node = open(w, "w", 30);
  node[1] = write(w, inner, depth + 1, 0);
  return node;
}

function primitiveOf(object: object, base: string): Wire | bigint | symbol {
  switch (base) {
    case "Number":
      return js.numberOf(object);
    case "String":
      return js.stringOf(object);
    case "Boolean":
      return js.booleanOf(object);
    case "BigInt":
      return js.bigintOf(object);
    default:
      return js.symbolOf(object);
  }
}

export function writeError(w: Writer, error: object, depth: number, pathBytes: number): Node {
  const name = textOf(error, "name") ?? "Error";
  const message = textOf(error, "message") ?? "";
  const stack = textOf(error, "stack");
  register(w, error, pathBytes);
  const node = open(w, "e", wrapBytes);
  node[1] = writeName(w, name);
  node[2] = writeLimited(w, message);
  node[3] = stack === null ? null : writeLimited(w, stack);
  if (js.hasOwn(error, "cause")) node[4] = writeProperty(w, error, "cause", depth, pathBytes + stepBytes);
  return node;
}
