// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "./intrinsics.ts";
import type { Class } from "./kinds.ts";
import { maxBatch, readProperties, writeBatch } from "./plain.ts";
import { writeItem } from "./serialise.ts";
import {
  fits,
  hasRoom,
  putText,
  quoteName,
  register,
  type Writer,
  wrapBytes,
  writeThrown,
} from "./writer.ts";

export function writeObject(w: Writer, object: object, type: Class, depth: number, pathBytes: number): void {
  let keys: string[];
  try {
    keys = js.objectKeys(object);
  } catch (error) {
    writeThrown(w, error);
    return;
  }
  register(w, object, pathBytes);
  const size = keys.length;
  let read = readProperties(object, keys, 0, js.min(maxBatch / 2, size));
  if (type.name === null && read.count === size && writeRecord(w, read.values)) return;
  putText(w, '["o",' + (type.name === null ? "null" : quoteName(type.name)) + "," + size, wrapBytes);
  let next = 0;
  while (next < size && hasRoom(w)) {
    if (next > 0) read = readProperties(object, keys, next, js.min(maxBatch / 2, size - next));
    const { values, count, full, other, threw } = read;
    if (!full || !writeBatch(w, values))
      for (let i = 0; i < count * 2 && hasRoom(w); i += 2)
        writeProperty(w, values[i] as string, values[i + 1], false, depth, pathBytes);
    next += count;
    if (full || !hasRoom(w)) continue;
    writeProperty(w, keys[next] as string, other, threw, depth, pathBytes);
    next++;
  }
  w.text += "]";
  if (type.name === null && next === size) w.left += wrapBytes;
}

/** Writes an object whose properties are all plain. False, and nothing is written, when it does not fit. */
function writeRecord(w: Writer, values: unknown[]): boolean {
  const text = js.stringify(values);
  if (!fits(w, text)) return false;
  const size = values.length / 2;
  w.text += '["o",null,' + size + (size > 0 ? "," : "");
  putText(w, js.slice(text, 1), 2);
  return true;
}

function writeProperty(
  w: Writer,
  key: string,
  value: unknown,
  threw: boolean,
  depth: number,
  pathBytes: number,
): void {
  const name = key.length > w.left ? null : js.stringify(key);
  if (name === null || !fits(w, name)) {
    w.cut = true;
    w.left = 0;
    return;
  }
  w.text += ",";
  putText(w, name, 3);
  // In a path the key stands as text of JSON once more, and no unit takes more than three bytes.
  writeItem(w, value, threw, depth, pathBytes + name.length * 3 + 20);
}
