import { resolveRef, type SpecialValue, type Value } from "#lib/value";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type PlainSpec =
  /** `cut` says that the sandbox left some of it out. */
  { ok: true; spec: { [key: string]: Json }; cut: boolean } | { ok: false; why: string };

/** Entries of lists and objects, and how deep they may lie. Shared lists count each time that they stand somewhere. */
const maxEntries = 1_000_000;
const maxDepth = 60;

/** A specification as JSON: dates as text, what JSON has no word for as null, what is shared wherever it stands. */
export function toPlainSpec(value: Value): PlainSpec {
  const reading: Reading = { root: value, entries: 0, cut: false };
  const json = toJson(value, reading, 0);
  if (reading.entries > maxEntries)
    return { ok: false, why: `It has more than ${maxEntries.toLocaleString("en")} entries.` };
  if (json === null || typeof json !== "object" || Array.isArray(json))
    return { ok: false, why: "It cannot be read as a specification." };
  return { ok: true, spec: json, cut: reading.cut };
}

interface Reading {
  root: Value;
  entries: number;
  cut: boolean;
}

function toJson(value: Value | undefined, reading: Reading, depth: number): Json {
  if (value === null || value === undefined || typeof value === "boolean" || typeof value === "string")
    return value ?? null;
  if (typeof value === "number") return value;
  if (depth > maxDepth) {
    reading.cut = true;
    return null;
  }
  if (Array.isArray(value)) return toList(value, reading, depth);
  if ("$" in value) return toSpecial(value as SpecialValue, reading, depth);
  return toObject(Object.entries(value as Record<string, Value>), reading, depth);
}

function toList(items: Value[], reading: Reading, depth: number): Json[] {
  const list: Json[] = [];
  for (const item of items) {
    if (++reading.entries > maxEntries) break;
    if (isCut(item)) reading.cut = true;
    else list.push(toJson(item, reading, depth + 1));
  }
  return list;
}

function toObject(
  entries: Iterable<[string, Value]>,
  reading: Reading,
  depth: number,
): { [key: string]: Json } {
  const object: { [key: string]: Json } = {};
  for (const [key, item] of entries) {
    if (++reading.entries > maxEntries) break;
    // No field of a chart is called so, and as a key of an ordinary object it would be something else.
    if (key === "__proto__" || isUndefined(item)) continue;
    object[key] = toJson(item, reading, depth + 1);
  }
  return object;
}

function toSpecial(value: SpecialValue, reading: Reading, depth: number): Json {
  switch (value.$) {
    case "date":
    case "string":
      return value.value;
    case "bigint":
      return Number(value.value);
    case "boxed":
      return toJson(value.value, reading, depth + 1);
    case "number":
      return value.value === "-0" ? 0 : null;
    case "set":
    case "binary":
    case "array":
      if (value.items.length < ("size" in value ? value.size : value.length) && !hasHoles(value.items))
        reading.cut = true;
      return toList(value.items, reading, depth);
    case "object":
      if (value.entries.length < value.size) reading.cut = true;
      return toObject(value.entries, reading, depth);
    case "ref": {
      const shared = resolveRef(reading.root, value.path);
      return toJson(shared, reading, depth + 1);
    }
    case "cut":
      reading.cut = true;
      return null;
    default:
      return null;
  }
}

const hasHoles = (items: Value[]) => items.some((item) => kindOf(item) === "hole");
const isCut = (item: Value) => kindOf(item) === "cut";
const isUndefined = (item: Value) => kindOf(item) === "undefined";

function kindOf(item: Value): string | undefined {
  return item !== null && typeof item === "object" && !Array.isArray(item) ? item.$ : undefined;
}
