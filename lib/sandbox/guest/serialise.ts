// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import { writeArray } from "./array.ts";
import { writeBinary, writeBoxed, writeError, writeMap, writeSet } from "./containers.ts";
import * as js from "./intrinsics.ts";
import { type Class, classify } from "./kinds.ts";
import { writeObject } from "./object.ts";
import {
  maxPathBytes,
  put,
  putText,
  quoteName,
  type Writer,
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
      putText(w, '["y",' + (description === undefined ? "null" : quoteName(description)) + "]", 40);
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
  const before = js.mapGet(w.seen, object) as number | undefined;
  if (before !== undefined) {
    const bytes = before % maxPathBytes;
    if (bytes > w.left) {
      writeCut(w, "Object", null);
      return;
    }
    put(w, '["r",' + (before - bytes) / maxPathBytes + "]", bytes);
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
  if (type.kind === "object") {
    writeObject(w, object, type, depth, pathBytes);
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
      putText(
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
    case "opaque":
      putText(w, '["q",' + quoteName(type.name ?? type.base) + "]", 24);
      return true;
  }
}

/** An item of an array or a property's value, or what was thrown in its place, after a comma. */
export function writeItem(w: Writer, value: unknown, threw: boolean, depth: number, pathBytes: number): void {
  w.text += ",";
  w.left -= 1;
  if (threw) writeThrown(w, value);
  else write(w, value, depth + 1, pathBytes);
}
