import * as js from "./intrinsics.ts";
import { type Class, classify, functionName } from "./kinds.ts";

/**
 * Writes a value as the JSON text that `lib/sandbox/wire.ts` reads: plain values as themselves, everything else
 * as an array that starts with a one-letter tag. It is not yet a Value, because whether an object was cut, and so how it
 * is written, is known only at its end.
 */
export interface Writer {
  text: string;
  /** Bytes of the finished Value's JSON that may still be spent. */
  left: number;
  /** Whether anything was left out. */
  cut: boolean;
  /** Objects already written, with the number `wire.ts` counts them by and what a reference to them costs. */
  seen: Map<unknown, { id: number; pathBytes: number }>;
  count: number;
}

/** Nesting beyond this is cut. */
const maxDepth = 100;
/** What the words around a cut or special value take at most; paid when it opens and given back if it stays plain. */
const wrapBytes = 64;
/** Names and messages that no budget should be spent on whole. */
const maxNameChars = 200;

export function createWriter(maxBytes: number): Writer {
  const writer: Writer = js.createObject(null);
  writer.text = "";
  writer.left = maxBytes;
  writer.cut = false;
  writer.count = 0;
  return writer;
}

/** Writes one value; references count from it. */
export function writeRoot(writer: Writer, value: unknown): void {
  writer.seen = new js.SavedMap();
  writer.count = 0;
  write(writer, value, 0, 10);
}

/** `pathBytes` is what a reference to this place would cost: the keys that lead to it. */
function write(w: Writer, value: unknown, depth: number, pathBytes: number): void {
  switch (typeof value) {
    case "string":
      writeString(w, value);
      return;
    case "number":
      if (!js.isFiniteNumber(value) || js.sameValue(value, -0)) {
        put(w, `["n","${js.sameValue(value, -0) ? "-0" : value}"]`, 34);
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
      put(w, `["y",${description === undefined ? "null" : quoteName(description)}]`, 40);
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

function put(w: Writer, text: string, extra = 0): void {
  w.text += text;
  w.left -= byteLength(text) + extra;
}

const notAscii = /[^\0-\x7f]/;

function byteLength(text: string): number {
  if (js.testRegExp(notAscii, text) === null) return text.length;
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = js.charCodeAt(text, i);
    // A surrogate pair takes four bytes, two for each half.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

function quoteName(name: string): string {
  return js.stringify(name.length > maxNameChars ? `${js.slice(name, 0, maxNameChars)}…` : name);
}

function writeString(w: Writer, value: string): void {
  // No unit takes fewer bytes than one, so a longer string cannot fit and is not even quoted whole.
  if (value.length + 2 <= w.left) {
    const text = js.stringify(value);
    const bytes = byteLength(text);
    if (bytes <= w.left) {
      w.text += text;
      w.left -= bytes;
      return;
    }
  }
  w.cut = true;
  let kept = js.max(0, js.min(value.length, w.left));
  let text = js.stringify(js.slice(value, 0, kept));
  while (kept > 0 && byteLength(text) > w.left) {
    kept = js.floor((kept * w.left) / (byteLength(text) + 1));
    text = js.stringify(js.slice(value, 0, js.max(0, kept)));
  }
  put(w, `["c",${text},${value.length}]`, 30);
}

function writeBigint(w: Writer, value: bigint): void {
  // Sixteen hexadecimal digits are written in no time; a million decimal ones take seconds.
  const digits = js.bigintText(value, 16).length * 1.25;
  if (digits > w.left) {
    writeCut(w, "BigInt", null);
    return;
  }
  put(w, `["i","${js.bigintText(value)}"]`, 16);
}

function writeFunction(w: Writer, fn: object): void {
  const kind = js.startsWith(js.functionText(fn), "class") ? "class" : "function";
  put(w, `["f",${quoteName(functionName(fn))},"${kind}"]`, 30);
}

function writeCut(w: Writer, name: string, size: number | null): void {
  w.cut = true;
  put(w, `["z",${quoteName(name)},${size === null ? "null" : js.toText(size)}]`, 24);
}

/** Whether another entry may be begun. */
function hasRoom(w: Writer): boolean {
  if (w.left > 0) return true;
  w.cut = true;
  return false;
}

function writeReference(w: Writer, object: object, depth: number, pathBytes: number): void {
  const before = js.mapGet(w.seen, object) as { id: number; pathBytes: number } | undefined;
  if (before) {
    if (before.pathBytes > w.left) {
      writeCut(w, "Object", null);
      return;
    }
    put(w, `["r",${before.id}]`, before.pathBytes);
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

/** Gives the object its number. Only what may contain others, or be large, is numbered; `wire.ts` does the same. */
function register(w: Writer, object: object, pathBytes: number): void {
  js.mapSet(w.seen, object, { __proto__: null, id: w.count++, pathBytes });
}

function writeThrown(w: Writer, error: unknown): void {
  let message = "unreadable";
  try {
    const own = typeof error === "object" && error !== null ? (error as Error).message : error;
    if (typeof own !== "object" && typeof own !== "function") message = js.toText(own);
  } catch {}
  put(w, `["t",${quoteName(message)}]`, 26);
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
      put(w, `["d",${js.sameValue(time, Number.NaN) ? "null" : `"${js.dateText(object)}"`}]`, 20);
      return true;
    }
    case "regexp": {
      const source = js.regExpSource(object);
      const flags = js.regExpFlags(object);
      if (typeof source !== "string" || typeof flags !== "string") return false;
      put(w, `["x",${source.length < w.left ? js.stringify(source) : quoteName(source)},"${flags}"]`, 30);
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
      put(w, `["q",${quoteName(type.name ?? type.base)}]`, 24);
      return true;
  }
}

function writeArray(w: Writer, array: unknown[], depth: number, pathBytes: number): void {
  register(w, array, pathBytes);
  const length = array.length;
  put(w, `["a",${length}`, wrapBytes);
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
      put(w, `,["h",${index - next}]`, 18);
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

function writeProperty(
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
  put(w, `["o",${type.name === null ? "null" : quoteName(type.name)},${keys.length}`, wrapBytes);
  let i = 0;
  for (; i < keys.length && hasRoom(w); i++) {
    const key = keys[i] as string;
    if (key.length > w.left) {
      w.cut = true;
      break;
    }
    put(w, `,${js.stringify(key)},`, 2);
    writeProperty(w, object, key, depth, pathBytes);
  }
  w.text += "]";
  if (!wrapped && i === keys.length) w.left += wrapBytes;
}

function writeMap(w: Writer, map: object, depth: number, pathBytes: number): void {
  const size = js.mapSize(map);
  register(w, map, pathBytes);
  put(w, `["m",${size}`, 40);
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

function writeSet(w: Writer, set: object, depth: number, pathBytes: number): void {
  const size = js.setSize(set);
  register(w, set, pathBytes);
  put(w, `["s",${size}`, 40);
  const values = js.setValues(set);
  for (let i = 0; i < size && hasRoom(w); i++) {
    const step = js.setNext(values);
    if (step.done) break;
    put(w, ",");
    write(w, step.value, depth + 1, pathBytes + 40);
  }
  w.text += "]";
}

function writeBinary(w: Writer, object: object, base: string, pathBytes: number): void {
  const name = base === "TypedArray" ? (js.typedArrayName(object) ?? base) : base;
  const items = (base === "TypedArray" ? object : bytesOf(object, base)) as ArrayLike<number | bigint>;
  const length = js.typedArrayLength(items);
  register(w, object, pathBytes);
  put(w, `["b","${name}",${length}`, wrapBytes);
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

function writeBoxed(w: Writer, object: object, base: string, depth: number): void {
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

function writeError(w: Writer, error: object, depth: number, pathBytes: number): void {
  const name = textOf(error, "name") ?? "Error";
  const message = textOf(error, "message") ?? "";
  const stack = textOf(error, "stack");
  register(w, error, pathBytes);
  put(w, `["e",${quoteName(name)},`, 60);
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

/** A string that stands where the tree has no room for a cut one: what does not fit goes without a mark. */
function writeLimited(w: Writer, text: string): void {
  const fits = text.length * 2 < w.left;
  if (!fits) w.cut = true;
  put(w, fits ? js.stringify(text) : quoteName(text));
}

/** A property of an error, if it is text; reading it may run a getter, which may throw. */
export function textOf(object: object, key: string): string | null {
  try {
    const value = (object as Record<string, unknown>)[key];
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}
