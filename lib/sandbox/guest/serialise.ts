import { lengthOf, writeArray } from "./array.ts";
import { fits, open, pay, writeNumber, writeString } from "./budget.ts";
import { writeBinary, writeBoxed, writeError, writeMap, writePairs, writeSet } from "./containers.ts";
import * as js from "./intrinsics.ts";
import { type Class, classify } from "./kinds.ts";
import type { Node, Wire } from "./node.ts";
import { writeObject } from "./object.ts";
import {
  writeBigint,
  writeCut,
  writeFunction,
  writeLimited,
  writeName,
  writeSymbol,
  writeThrown,
} from "./scalar.ts";
import { countSeen, withNumbers, writeBack } from "./seen.ts";

/** Nesting beyond this is cut. */
const maxDepth = 100;

/** Writes one value; references count from it. */
export function writeRoot(value: unknown): Wire {
  return withNumbers(() => write(value, 0, 10));
}

/** `pathBytes` is what a reference to this place would cost: the keys that lead to it. */
export function write(value: unknown, depth: number, pathBytes: number): Wire {
  switch (typeof value) {
    case "number":
      return writeNumber(value);
    case "string":
      return writeString(value);
    case "boolean":
      pay(value ? 5 : 6);
      return value;
    case "undefined":
      return open("u", 18);
    case "bigint":
      return writeBigint(value);
    case "symbol":
      return writeSymbol(value);
    case "function":
      return writeFunction(value);
    case "object":
      if (value !== null) return writeReference(value, depth, pathBytes);
      pay(5);
      return null;
  }
}

/** A property, or what was thrown by the getter in its place. */
export function writeProperty(object: object, key: string | number, depth: number, pathBytes: number): Wire {
  let value: unknown;
  try {
    value = (object as Record<string | number, unknown>)[key];
  } catch (error) {
    return writeThrown(error);
  }
  return write(value, depth + 1, pathBytes);
}

function writeReference(object: object, depth: number, pathBytes: number): Wire {
  const back = writeBack(object);
  if (back !== null) return back;
  let type: Class;
  let array: boolean;
  try {
    array = js.isArray(object);
    type = classify(object);
  } catch (error) {
    return writeThrown(error);
  }
  if (depth >= maxDepth || !fits(8))
    return writeCut(array ? "Array" : (type.name ?? type.base), sizeOf(object, array, type));
  if (array) return writeArray(object as unknown[], depth, pathBytes);
  if (type.kind === "object") return writeObject(object, type, depth, pathBytes);
  // The prototype is only a claim. A special kind reads its brand before it is numbered and throws if there is none.
  const count = countSeen();
  try {
    const special = writeSpecial(object, type, depth, pathBytes);
    if (special !== null) return special;
  } catch (error) {
    // Not a missing brand but a full stack or memory, deep inside.
    if (countSeen() !== count) throw error;
  }
  return writeObject(object, type, depth, pathBytes);
}

/** How many entries it has; null for what has none, or will not say. */
function sizeOf(object: object, array: boolean, type: Class): number | null {
  try {
    if (array) return lengthOf(object as unknown[]);
    if (type.kind === "map") return js.mapSize(object);
    if (type.kind === "set") return js.setSize(object);
    return type.kind === "object" ? js.objectKeys(object).length : null;
  } catch {
    return null;
  }
}

function writeSpecial(object: object, type: Class, depth: number, pathBytes: number): Node | null {
  switch (type.kind) {
    case "object":
    case "array":
      return null;
    case "map":
      return writeMap(object, depth, pathBytes);
    case "set":
      return writeSet(object, depth, pathBytes);
    case "date": {
      const time = js.dateValue(object);
      const node = open("d", 52);
      node[1] = time - time === 0 ? js.dateText(object) : null;
      return node;
    }
    case "regexp": {
      const source = js.regExpSource(object);
      const flags = js.regExpFlags(object);
      if (typeof source !== "string" || typeof flags !== "string") return null;
      const node = open("x", 50);
      node[1] = writeLimited(source);
      node[2] = flags;
      return node;
    }
    case "error":
      return writeError(object, depth, pathBytes);
    case "binary":
      return writeBinary(object, type.base, pathBytes);
    case "boxed":
      return writeBoxed(object, type.base, depth);
    case "url":
    case "searchParams":
      return writePairs(object, type, depth, pathBytes);
    case "opaque": {
      const node = open("q", 30);
      node[1] = writeName(type.name ?? type.base);
      return node;
    }
  }
}
