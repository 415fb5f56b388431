// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import { writeBinary, writeBoxed, writeError, writeMap, writePairs, writeSet } from "./containers.ts";
import * as js from "./intrinsics.ts";
import { type Class, classify } from "./kinds.ts";
import {
  byteLength,
  hasRoom,
  put,
  quoteName,
  register,
  type Writer,
  wrapBytes,
  writeBigint,
  writeCut,
  writeFunction,
  writeString,
  writeThrown,
} from "./writer.ts";

/** Nesting beyond this is cut. */
const maxDepth = 100;

/** Writes one value; references count from it. */
export function writeRoot(writer: Writer, value: unknown): void {
  writer.seen = new js.SavedMap();
  writer.count = 0;
  write(writer, value, 0, 10);
}

/** `pathBytes` is what a reference to this place would cost: the keys that lead to it. */
export function write(w: Writer, value: unknown, depth: number, pathBytes: number): void {
  switch (typeof value) {
    case "string":
      writeString(w, value);
      return;
    case "number":
      if (!js.isFiniteNumber(value) || js.sameValue(value, -0)) {
        put(w, '["n","' + (js.sameValue(value, -0) ? "-0" : value) + '"]', 34);
        return;
      }
      put(w, js.toText(value));
      return;
    case "boolean":
      put(w, value ? "true" : "false");
      return;
    case "undefined":
      put(w, '["u"]', 17);
      return;
    case "bigint":
      writeBigint(w, value);
      return;
    case "symbol": {
      const description = js.symbolDescription(value);
      put(w, '["y",' + (description === undefined ? "null" : quoteName(description)) + "]", 40);
      return;
    }
    case "function":
      writeFunction(w, value);
      return;
    case "object":
      if (value === null) {
        put(w, "null");
        return;
      }
      writeReference(w, value, depth, pathBytes);
      return;
  }
}

function writeReference(w: Writer, object: object, depth: number, pathBytes: number): void {
  const before = js.mapGet(w.seen, object) as { id: number; pathBytes: number } | undefined;
  if (before) {
    if (before.pathBytes > w.left) {
      writeCut(w, "Object", null);
      return;
    }
    put(w, '["r",' + before.id + "]", before.pathBytes);
    return;
  }
  let type: Class;
  let array: boolean;
  try {
    array = js.isArray(object);
    type = classify(object);
  } catch (error) {
    writeThrown(w, error);
    return;
  }
  if (depth >= maxDepth || w.left < 8) {
    writeCut(w, array ? "Array" : (type.name ?? type.base), null);
    return;
  }
  if (array) {
    writeArray(w, object as unknown[], depth, pathBytes);
    return;
  }
  // The prototype is only a claim. A special kind reads its brand before it writes anything and throws if there is none.
  const written = w.text.length;
  try {
    if (writeSpecial(w, object, type, depth, pathBytes)) return;
  } catch (error) {
    // Not a missing brand but a full stack or memory, deep inside.
    if (w.text.length !== written) throw error;
  }
  writeObject(w, object, type, depth, pathBytes);
}

function writeSpecial(w: Writer, object: object, type: Class, depth: number, pathBytes: number): boolean {
  switch (type.kind) {
    case "object":
    case "array":
      return false;
    case "map":
      writeMap(w, object, depth, pathBytes);
      return true;
    case "set":
      writeSet(w, object, depth, pathBytes);
      return true;
    case "date": {
      const time = js.dateValue(object);
      put(w, '["d",' + (js.sameValue(time, Number.NaN) ? "null" : '"' + js.dateText(object) + '"') + "]", 20);
      return true;
    }
    case "regexp": {
      const source = js.regExpSource(object);
      const flags = js.regExpFlags(object);
      if (typeof source !== "string" || typeof flags !== "string") return false;
      put(
        w,
        '["x",' + (source.length < w.left ? js.stringify(source) : quoteName(source)) + ',"' + flags + '"]',
        30,
      );
      return true;
    }
    case "error":
      writeError(w, object, depth, pathBytes);
      return true;
    case "binary":
      writeBinary(w, object, type.base, pathBytes);
      return true;
    case "boxed":
      writeBoxed(w, object, type.base, depth);
      return true;
    case "url":
    case "searchParams":
      writePairs(w, object, type, depth, pathBytes);
      return true;
    case "opaque":
      put(w, '["q",' + quoteName(type.name ?? type.base) + "]", 24);
      return true;
  }
}

function writeArray(w: Writer, array: unknown[], depth: number, pathBytes: number): void {
  register(w, array, pathBytes);
  const length = array.length;
  put(w, '["a",' + length, wrapBytes);
  let next = 0;
  let keys: PropertyKey[] | undefined;
  let k = 0;
  while (next < length && hasRoom(w)) {
    if (!js.hasOwn(array, next)) {
      // Its keys say where the hole ends; a walk over four billion missing items would not return.
      keys ??= js.ownKeys(array);
      let index = length;
      for (; k < keys.length; k++) {
        const key = keys[k];
        if (typeof key !== "string" || !isIndex(key) || +key < next) continue;
        index = +key;
        break;
      }
      // A hole at the end is told by the length alone.
      if (index >= length) break;
      put(w, ',["h",' + (index - next) + "]", 18);
      next = index;
      continue;
    }
    w.text += ",";
    writeProperty(w, array, next, depth, pathBytes);
    next++;
  }
  w.text += "]";
  w.left += wrapBytes;
}

function isIndex(key: string): boolean {
  const index = +key;
  return index >= 0 && index < 4294967295 && js.toText(index) === key;
}

export function writeProperty(
  w: Writer,
  object: object,
  key: string | number,
  depth: number,
  pathBytes: number,
): void {
  let value: unknown;
  try {
    value = (object as Record<string | number, unknown>)[key];
  } catch (error) {
    writeThrown(w, error);
    return;
  }
  const step = typeof key === "number" ? 20 : byteLength(key) * 2 + 20;
  w.left -= 1;
  write(w, value, depth + 1, pathBytes + step);
}

function writeObject(w: Writer, object: object, type: Class, depth: number, pathBytes: number): void {
  let keys: string[];
  try {
    keys = js.objectKeys(object);
  } catch (error) {
    writeThrown(w, error);
    return;
  }
  register(w, object, pathBytes);
  const wrapped = type.name !== null;
  put(w, '["o",' + (type.name === null ? "null" : quoteName(type.name)) + "," + keys.length, wrapBytes);
  let i = 0;
  for (; i < keys.length && hasRoom(w); i++) {
    const key = keys[i] as string;
    if (key.length > w.left) {
      w.cut = true;
      break;
    }
    put(w, "," + js.stringify(key) + ",", 2);
    writeProperty(w, object, key, depth, pathBytes);
  }
  w.text += "]";
  if (!wrapped && i === keys.length) w.left += wrapBytes;
}
