import { writeArray } from "./array.ts";
import { writeBinary, writeBoxed, writeError, writeMap, writeSet } from "./containers.ts";
import * as js from "./intrinsics.ts";
import { type Class, classify } from "./kinds.ts";
import { writeObject } from "./object.ts";
import {
  maxPathBytes,
  type Node,
  open,
  type Wire,
  type Writer,
  writeBigint,
  writeCut,
  writeFunction,
  writeLimited,
  writeName,
  writeNumber,
  writeString,
  writeThrown,
} from "./writer.ts";

/** Nesting beyond this is cut. */
const maxDepth = 100;

/** Writes one value; references count from it. */
export function writeRoot(w: Writer, value: unknown): Wire {
  w.seen = new js.SavedMap();
  w.count = 0;
  return write(w, value, 0, 10);
}

/** `pathBytes` is what a reference to this place would cost: the keys that lead to it. */
export function write(w: Writer, value: unknown, depth: number, pathBytes: number): Wire {
  switch (typeof value) {
    case "number":
      return writeNumber(w, value);
    case "string":
      return writeString(w, value);
    case "boolean":
      w.left -= value ? 4 : 5;
      return value;
    case "undefined":
      return open(w, "u", 17);
    case "bigint":
      return writeBigint(w, value);
    case "symbol": {
      const description = js.symbolDescription(value);
      const node = open(w, "y", 40);
      node[1] = description === undefined ? null : writeName(w, description);
      return node;
    }
    case "function":
      return writeFunction(w, value);
    case "object":
      if (value !== null) return writeReference(w, value, depth, pathBytes);
      w.left -= 4;
      return null;
  }
}

/** A property, or what was thrown by the getter in its place. */
export function writeProperty(
  w: Writer,
  object: object,
  key: string | number,
  depth: number,
  pathBytes: number,
): Wire {
  let value: unknown;
  try {
    value = (object as Record<string | number, unknown>)[key];
  } catch (error) {
    return writeThrown(w, error);
  }
  return write(w, value, depth + 1, pathBytes);
}

function writeReference(w: Writer, object: object, depth: number, pathBytes: number): Wire {
  const before = js.mapGet(w.seen, object) as number | undefined;
  if (before !== undefined) return writeBack(w, before);
  let type: Class;
  let array: boolean;
  try {
    array = js.isArray(object);
    type = classify(object);
  } catch (error) {
    return writeThrown(w, error);
  }
  if (depth >= maxDepth || w.left < 8) return writeCut(w, array ? "Array" : (type.name ?? type.base), null);
  if (array) return writeArray(w, object as unknown[], depth, pathBytes);
  if (type.kind === "object") return writeObject(w, object, type, depth, pathBytes);
  // The prototype is only a claim. A special kind reads its brand before it is numbered and throws if there is none.
  const { count } = w;
  try {
    const special = writeSpecial(w, object, type, depth, pathBytes);
    if (special !== null) return special;
  } catch (error) {
    // Not a missing brand but a full stack or memory, deep inside.
    if (w.count !== count) throw error;
  }
  return writeObject(w, object, type, depth, pathBytes);
}

/** A reference to an object that was written before. */
function writeBack(w: Writer, before: number): Node {
  const bytes = before % maxPathBytes;
  if (bytes > w.left) return writeCut(w, "Object", null);
  const node = open(w, "r", bytes + 20);
  node[1] = (before - bytes) / maxPathBytes;
  return node;
}

function writeSpecial(w: Writer, object: object, type: Class, depth: number, pathBytes: number): Node | null {
  switch (type.kind) {
    case "object":
    case "array":
      return null;
    case "map":
      return writeMap(w, object, depth, pathBytes);
    case "set":
      return writeSet(w, object, depth, pathBytes);
    case "date": {
      const time = js.dateValue(object);
      const node = open(w, "d", 50);
      node[1] = time - time === 0 ? js.dateText(object) : null;
      return node;
    }
    case "regexp": {
      const source = js.regExpSource(object);
      const flags = js.regExpFlags(object);
      if (typeof source !== "string" || typeof flags !== "string") return null;
      const node = open(w, "x", 50);
      node[1] = writeLimited(w, source);
      node[2] = flags;
      return node;
    }
    case "error":
      return writeError(w, object, depth, pathBytes);
    case "binary":
      return writeBinary(w, object, type.base, pathBytes);
    case "boxed":
      return writeBoxed(w, object, type.base, depth);
    case "opaque": {
      const node = open(w, "q", 30);
      node[1] = writeName(w, type.name ?? type.base);
      return node;
    }
  }
}
