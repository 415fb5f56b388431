import { wrapBytes } from "./array.ts";
import { hasRoom, open, pay, writeString } from "./budget.ts";
import * as js from "./intrinsics.ts";
import type { Class } from "./kinds.ts";
import { type Node, push, type Wire } from "./node.ts";
import { textOf, writeLimited, writeName } from "./scalar.ts";
import { register } from "./seen.ts";
import { write, writeProperty } from "./serialise.ts";
import { pairsOf } from "./web/search-params.ts";
import { partsOf } from "./web/url.ts";
import { type UrlParts, urlParts } from "./web/url-parts.ts";

/** What a place in a collection adds to the cost of a reference to what is there. */
const stepBytes = 40;

export function writeMap(map: object, depth: number, pathBytes: number): Node {
  const size = js.mapSize(map);
  register(map, pathBytes);
  const node = open("m", wrapBytes);
  node[1] = size;
  const entries = js.mapEntries(map);
  for (let i = 0; i < size && hasRoom(); i++) {
    const step = js.mapNext(entries);
    if (step.done) break;
    // For the brackets around the pair.
    pay(2);
    push(node, write(step.value[0], depth + 1, pathBytes + stepBytes));
    push(node, write(step.value[1], depth + 1, pathBytes + stepBytes));
  }
  return node;
}

export function writeSet(set: object, depth: number, pathBytes: number): Node {
  const size = js.setSize(set);
  register(set, pathBytes);
  const node = open("s", wrapBytes);
  node[1] = size;
  const values = js.setValues(set);
  for (let i = 0; i < size && hasRoom(); i++) {
    const step = js.setNext(values);
    if (step.done) break;
    push(node, write(step.value, depth + 1, pathBytes + stepBytes));
  }
  return node;
}

export function writeBinary(object: object, base: string, pathBytes: number): Node {
  const name = base === "TypedArray" ? (js.typedArrayName(object) ?? base) : base;
  const items = (base === "TypedArray" ? object : bytesOf(object, base)) as ArrayLike<number | bigint>;
  const length = js.typedArrayLength(items);
  register(object, pathBytes);
  const node = open("b", wrapBytes);
  node[1] = name;
  node[2] = length;
  for (let i = 0; i < length && hasRoom(); i++) {
    push(node, write(items[i], 0, 0));
  }
  return node;
}

function bytesOf(object: object, base: string): Uint8Array {
  if (base === "DataView")
    return new js.SavedBytes(js.viewBuffer(object), js.viewOffset(object), js.viewLength(object));
  if (base !== "ArrayBuffer") js.sharedBufferLength(object);
  // It takes no view.
  else if (js.bufferDetached(object)) return new js.SavedBytes();
  return new js.SavedBytes(object as ArrayBuffer);
}

export function writeBoxed(object: object, base: string, depth: number): Node {
  const inner = primitiveOf(object, base);
  const node = open("w", 30);
  node[1] = write(inner, depth + 1, 0);
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

export function writeError(error: object, depth: number, pathBytes: number): Node {
  const name = textOf(error, "name") ?? "Error";
  const message = textOf(error, "message") ?? "";
  const stack = textOf(error, "stack");
  const caused = owns(error, "cause");
  const keys = propertiesOf(error);
  register(error, pathBytes);
  const node = open("e", wrapBytes);
  node[1] = writeName(name);
  node[2] = writeLimited(message);
  node[3] = stack === null ? null : writeLimited(stack);
  node[4] = caused ? writeProperty(error, "cause", depth, pathBytes + stepBytes) : null;
  for (let i = 0; i < keys.length && hasRoom(); i++) {
    const key = keys[i] as string;
    const written = writeString(key);
    if (typeof written !== "string") break;
    pay(2);
    push(node, written);
    push(node, writeProperty(error, key, depth, pathBytes + key.length * 6 + stepBytes));
  }
  return node;
}

/** What else an error was given, besides what has a place of its own. */
function propertiesOf(error: object): string[] {
  const names = js.createList<string>();
  if (owns(error, "errors")) names[0] = "errors";
  let keys: string[] = names;
  try {
    keys = js.objectKeys(error);
  } catch {
    // A proxy need not say.
  }
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    if (!js.setHas(ownPlaces, key)) names[names.length] = key;
  }
  return names;
}

const ownPlaces = new js.SavedSet(["name", "message", "stack", "cause", "errors"]);

function owns(object: object, key: string): boolean {
  try {
    return js.hasOwn(object, key);
  } catch {
    return false;
  }
}

/** A URL by its parts, a URLSearchParams by its pairs: text under names, as in an object of the class. */
export function writePairs(object: object, type: Class, depth: number, pathBytes: number): Node {
  const pairs = type.kind === "url" ? partPairs(partsOf(object)) : pairsOf(object);
  register(object, pathBytes);
  const node = open("o", wrapBytes);
  node[1] = writeName(type.name ?? type.base);
  node[2] = pairs.length;
  for (let i = 0; i < pairs.length && hasRoom(); i++) {
    const pair = pairs[i] as [string, string];
    const name = writeString(pair[0]);
    if (typeof name !== "string") break;
    pay(2);
    push(node, name);
    push(node, write(pair[1], depth + 1, pathBytes));
  }
  return node;
}

function partPairs(parts: UrlParts): [string, string][] {
  const pairs = js.createList<[string, string]>();
  for (let i = 0; i < urlParts.length; i++) {
    const part = urlParts[i] as keyof UrlParts;
    pairs[i] = [part, parts[part]];
  }
  return pairs;
}
