import type { SpecialValue, Value } from "#lib/value";
import { showName } from "../show-name.ts";
import { briefly, headOf, previewOf } from "./preview.ts";

/** One thing in another, and what it stands under. */
export interface Entry {
  name: string;
  value: Value;
  /** Of a Map, where the key has contents of its own. */
  key?: Value;
}

/** What a container holds, one by one as asked for: there may be a million. */
export interface Entries {
  count: number;
  at: (index: number) => Entry;
  /** How many more there were before the sandbox cut it. */
  cut: number;
}

/** Null for what has no contents of its own. */
export function readEntries(value: Value): Entries | null {
  if (value === null || typeof value !== "object") return null;
  if (Array.isArray(value)) return listEntries(value, value.length);
  if (value.$ === undefined) {
    const plain = value as Record<string, Value>;
    const keys = Object.keys(plain);
    return pairEntries(keys.length, keys.length, (index) => {
      const key = keys[index] ?? "";
      return [key, plain[key] ?? null];
    });
  }
  return readSpecial(value as SpecialValue);
}

function readSpecial(value: SpecialValue): Entries | null {
  switch (value.$) {
    case "array":
    case "binary":
      return listEntries(value.items, value.length);
    case "set":
      return listEntries(value.items, value.size);
    case "map":
      return {
        count: value.entries.length,
        cut: Math.max(0, value.size - value.entries.length),
        at: (index) => mapEntry(value.entries[index] ?? [null, null]),
      };
    case "object":
      return pairEntries(value.entries.length, value.size, (index) => value.entries[index] ?? ["", null]);
    case "error":
      return errorEntries(value);
    default:
      return null;
  }
}

function pairEntries(count: number, size: number, pairAt: (index: number) => [string, Value]): Entries {
  return {
    count,
    cut: Math.max(0, size - count),
    at(index) {
      const [key, value] = pairAt(index);
      return { name: showName(key), value };
    },
  };
}

/** Each under its index; what is missing takes as many as it counts. */
function listEntries(items: readonly Value[], length: number): Entries {
  const holes: { after: number; skipped: number }[] = [];
  let skipped = 0;
  items.forEach((item, index) => {
    const count = holeCount(item);
    if (count <= 1) return;
    skipped += count - 1;
    holes.push({ after: index, skipped });
  });
  const indexOf = (index: number) => index + (holes.findLast(({ after }) => after < index)?.skipped ?? 0);
  return {
    count: items.length,
    cut: Math.max(0, length - items.length - skipped),
    at: (index) => ({ name: String(indexOf(index)), value: items[index] ?? null }),
  };
}

function holeCount(item: Value): number {
  const isHole = typeof item === "object" && item !== null && !Array.isArray(item) && item.$ === "hole";
  return isHole ? Number(item.count) : 0;
}

function mapEntry([key, value]: [Value, Value]): Entry {
  if (readEntries(key) === null) return { name: briefly(key), value };
  return { name: `${headOf(key)} ${previewOf(key)}`.trim(), value, key };
}

function errorEntries({ stack, cause, properties }: Extract<SpecialValue, { $: "error" }>): Entries {
  const own: [string, Value][] = [];
  if (stack !== null) own.push(["stack", stack]);
  if (cause !== null) own.push(["cause", cause]);
  const pairs = [...own, ...properties];
  return pairEntries(pairs.length, pairs.length, (index) => pairs[index] ?? ["", null]);
}
