// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "./intrinsics.ts";
import { maxBatch, readItems, writeBatch } from "./plain.ts";
import { writeItem } from "./serialise.ts";
import { hasRoom, put, register, type Writer, wrapBytes } from "./writer.ts";

/** What the place of an item adds to the cost of a reference to it. */
const stepBytes = 20;

export function writeArray(w: Writer, array: unknown[], depth: number, pathBytes: number): void {
  register(w, array, pathBytes);
  const length = array.length;
  put(w, '["a",' + length, wrapBytes);
  const itemPath = pathBytes + stepBytes;
  const most = length > 1 && inheritsNoItem(array) ? maxBatch : 1;
  let keys: PropertyKey[] | undefined;
  let key = 0;
  let next = 0;
  while (next < length && hasRoom(w)) {
    if (js.hasOwn(array, next)) {
      next = writeItems(w, array, next, js.min(most, length - next), depth, itemPath);
      continue;
    }
    // Its keys say where the hole ends; a walk over four billion missing items would not return.
    keys ??= js.ownKeys(array);
    while (key < keys.length && !isItemFrom(next, keys[key])) key++;
    // A hole at the end is told by the length alone.
    if (key === keys.length) break;
    const end = +(keys[key] as string);
    put(w, ',["h",' + (end - next) + "]", 18);
    next = end;
  }
  w.text += "]";
  w.left += wrapBytes;
}

/** Writes items, at least one, until one is a hole or is no plain value. Gives where to go on. */
export function writeItems(
  w: Writer,
  items: unknown[],
  from: number,
  most: number,
  depth: number,
  pathBytes: number,
): number {
  const { values, count, full, other, threw } = readItems(items, from, most);
  const next = from + count;
  if (!full || !writeBatch(w, values))
    for (let i = 0; i < count && hasRoom(w); i++) writeItem(w, values[i], false, depth, pathBytes);
  // A hole reads as undefined too.
  if (full || !hasRoom(w) || (other === undefined && !js.hasOwn(items, next))) return next;
  writeItem(w, other, threw, depth, pathBytes);
  return next + 1;
}

/** Whether a hole surely reads as undefined: no prototype holds an item that would show in its place. */
function inheritsNoItem(array: unknown[]): boolean {
  return (
    js.getPrototypeOf(array) === js.arrayPrototype &&
    js.arrayPrototype.length === 0 &&
    js.getPrototypeOf(js.arrayPrototype) === js.objectPrototype &&
    js.ownKeys(js.objectPrototype).length === objectKeyCount
  );
}

const objectKeyCount = js.ownKeys(js.objectPrototype).length;

function isItemFrom(from: number, key: PropertyKey | undefined): boolean {
  if (typeof key !== "string") return false;
  const index = +key;
  return index >= from && index < 4294967295 && js.toText(index) === key;
}
