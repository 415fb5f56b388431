// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "./intrinsics.ts";
import type { Class } from "./kinds.ts";
import { maxBatch, readProperties, writeBatch } from "./plain.ts";
import { writeItem } from "./serialise.ts";
import {
  byteLength,
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
  putText(w, '["o",' + (type.name === null ? "null" : quoteName(type.name)) + "," + size, wrapBytes);
  let next = 0;
  while (next < size && hasRoom(w)) {
    const read = readProperties(object, keys, next, js.min(maxBatch / 2, size - next));
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
  if (type.name === null && !w.cut) w.left += wrapBytes;
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
  const bytes = name === null ? 0 : byteLength(name);
  if (name === null || bytes > w.left) {
    w.cut = true;
    w.left = 0;
    return;
  }
  w.text += "," + name;
  w.left -= bytes + 3;
  writeItem(w, value, threw, depth, pathBytes + bytes * 2 + 20);
}
