// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "./intrinsics.ts";
import type { Class } from "./kinds.ts";
import { write, writeProperty } from "./serialise.ts";
import { pairsOf } from "./web/search-params.ts";
import { partsOf, type UrlParts, urlParts } from "./web/url.ts";
import { hasRoom, put, quoteName, register, textOf, type Writer, wrapBytes, writeLimited } from "./writer.ts";

export function writeMap(w: Writer, map: object, depth: number, pathBytes: number): void {
  const size = js.mapSize(map);
  register(w, map, pathBytes);
  put(w, '["m",' + size, 40);
  const entries = js.mapEntries(map);
  for (let i = 0; i < size && hasRoom(w); i++) {
    const step = js.mapNext(entries);
    if (step.done) break;
    put(w, ",", 3);
    write(w, step.value[0], depth + 1, pathBytes + 40);
    w.text += ",";
    write(w, step.value[1], depth + 1, pathBytes + 40);
  }
  w.text += "]";
}

export function writeSet(w: Writer, set: object, depth: number, pathBytes: number): void {
  const size = js.setSize(set);
  register(w, set, pathBytes);
  put(w, '["s",' + size, 40);
  const values = js.setValues(set);
  for (let i = 0; i < size && hasRoom(w); i++) {
    const step = js.setNext(values);
    if (step.done) break;
    put(w, ",");
    write(w, step.value, depth + 1, pathBytes + 40);
  }
  w.text += "]";
}

export function writeBinary(w: Writer, object: object, base: string, pathBytes: number): void {
  const name = base === "TypedArray" ? (js.typedArrayName(object) ?? base) : base;
  const items = (base === "TypedArray" ? object : bytesOf(object, base)) as ArrayLike<number | bigint>;
  const length = js.typedArrayLength(items);
  register(w, object, pathBytes);
  put(w, '["b","' + name + '",' + length, wrapBytes);
  for (let i = 0; i < length && hasRoom(w); i++) {
    w.text += ",";
    w.left -= 1;
    write(w, items[i], 0, 0);
  }
  w.text += "]";
}

function bytesOf(object: object, base: string): Uint8Array {
  if (base === "DataView")
    return new js.SavedBytes(js.viewBuffer(object), js.viewOffset(object), js.viewLength(object));
  if (base === "ArrayBuffer") js.bufferLength(object);
  else js.sharedBufferLength(object);
  return new js.SavedBytes(object as ArrayBuffer);
}

export function writeBoxed(w: Writer, object: object, base: string, depth: number): void {
  const inner =
    base === "Number"
      ? js.numberOf(object)
      : base === "String"
        ? js.stringOf(object)
        : base === "Boolean"
          ? js.booleanOf(object)
          : base === "BigInt"
            ? js.bigintOf(object)
            : js.symbolOf(object);
  put(w, '["w",', 20);
  write(w, inner, depth + 1, 0);
  w.text += "]";
}

export function writeError(w: Writer, error: object, depth: number, pathBytes: number): void {
  const name = textOf(error, "name") ?? "Error";
  const message = textOf(error, "message") ?? "";
  const stack = textOf(error, "stack");
  register(w, error, pathBytes);
  put(w, '["e",' + quoteName(name) + ",", 60);
  writeLimited(w, message);
  w.text += ",";
  if (stack === null) w.text += "null";
  else writeLimited(w, stack);
  if (js.hasOwn(error, "cause")) {
    w.text += ",";
    writeProperty(w, error, "cause", depth, pathBytes);
  }
  w.text += "]";
}

/** A URL by its parts, a URLSearchParams by its pairs: text under names, as in an object of the class. */
export function writePairs(w: Writer, object: object, type: Class, depth: number, pathBytes: number): void {
  const pairs = type.kind === "url" ? partPairs(partsOf(object)) : pairsOf(object);
  register(w, object, pathBytes);
  put(w, '["o",' + quoteName(type.name ?? type.base) + "," + pairs.length, wrapBytes);
  for (let i = 0; i < pairs.length && hasRoom(w); i++) {
    const pair = pairs[i] as [string, string];
    if (pair[0].length > w.left) {
      w.cut = true;
      break;
    }
    put(w, "," + js.stringify(pair[0]) + ",", 2);
    write(w, pair[1], depth + 1, pathBytes);
  }
  w.text += "]";
}

function partPairs(parts: UrlParts): [string, string][] {
  const pairs = js.createList<[string, string]>();
  for (let i = 0; i < urlParts.length; i++) {
    const part = urlParts[i] as keyof UrlParts;
    pairs[i] = [part, parts[part]];
  }
  return pairs;
}
