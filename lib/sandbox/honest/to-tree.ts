import { types } from "node:util";
import type { Value } from "#lib/value";

/**
 * What the sandbox should make of a value of Node's: lib/value's tree, written from its description alone and sharing
 * nothing with the guest's serialiser, so that each judges the other. Works on values of another realm. It cuts
 * nothing, and an error's stack, which no two engines write alike, is null.
 */
export function toTree(value: unknown): Value {
  return convert(value, [], new Map());
}

type Path = (string | number)[];
type Seen = Map<object, Path>;

function convert(value: unknown, path: Path, seen: Seen): Value {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      if (Object.is(value, -0)) return { $: "number", value: "-0" };
      return Number.isFinite(value) ? value : { $: "number", value: String(value) as "NaN" };
    case "undefined":
      return { $: "undefined" };
    case "bigint":
      return { $: "bigint", value: `${value}` };
    case "symbol":
      return { $: "symbol", description: value.description ?? null };
    case "function":
      return { $: "function", name: value.name, kind: /^class\b/.test(String(value)) ? "class" : "function" };
    case "object":
      return value === null ? null : convertObject(value, path, seen);
  }
}

function convertObject(object: object, path: Path, seen: Seen): Value {
  const leaf = convertLeaf(object);
  if (leaf) return leaf;
  const before = seen.get(object);
  if (before) return { $: "ref", path: before };
  seen.set(object, path);
  const inner = (part: unknown, ...steps: Path) => convert(part, [...path, ...steps], seen);
  if (Array.isArray(object)) return convertArray(object, inner);
  if (types.isMap(object)) {
    const entries = [...object].map(([key, value], i): [Value, Value] => [
      inner(key, "entries", i, 0),
      inner(value, "entries", i, 1),
    ]);
    return { $: "map", entries, size: object.size };
  }
  if (types.isSet(object)) {
    return { $: "set", items: [...object].map((item, i) => inner(item, "items", i)), size: object.size };
  }
  if (types.isNativeError(object)) {
    const cause = "cause" in object ? inner(object.cause, "cause") : null;
    const own = ["name", "message", "stack", "cause"];
    const keys = [...new Set([...("errors" in object ? ["errors"] : []), ...Object.keys(object)])];
    const properties = keys
      .filter((key) => !own.includes(key))
      .map((key, i): [string, Value] => [key, inner(Reflect.get(object, key), "properties", i, 1)]);
    return { $: "error", name: object.name, message: object.message, stack: null, cause, properties };
  }
  return convertPlain(object, inner);
}

/** What has no identity in the tree, or nothing inside. Binary data is a container of numbers, and has one. */
function convertLeaf(object: object): Value | null {
  if (types.isDate(object)) {
    const time = object.getTime();
    return { $: "date", value: Number.isNaN(time) ? null : new Date(time).toISOString() };
  }
  if (types.isRegExp(object)) return { $: "regexp", source: object.source, flags: object.flags };
  if (types.isBoxedPrimitive(object)) return { $: "boxed", value: convert(object.valueOf(), [], new Map()) };
  const name = opaqueName(object);
  return name ? { $: "opaque", name } : null;
}

function opaqueName(object: object): string | null {
  if (types.isPromise(object)) return "Promise";
  if (types.isWeakMap(object)) return "WeakMap";
  if (types.isWeakSet(object)) return "WeakSet";
  if (types.isGeneratorObject(object))
    return Object.prototype.toString.call(object) === "[object Generator]" ? "Generator" : "AsyncGenerator";
  const tag = /^\[object (WeakRef|.* Iterator|Iterator Helper)\]$/.exec(
    Object.prototype.toString.call(object),
  )?.[1];
  return tag?.includes("Iterator") ? "Iterator" : (tag ?? null);
}

type Inner = (part: unknown, ...steps: Path) => Value;

function convertArray(array: unknown[], inner: Inner): Value {
  const items: Value[] = [];
  const indices = Object.keys(array).filter((key) => /^(0|[1-9]\d*)$/.test(key) && Number(key) < 2 ** 32 - 1);
  // A plain array's items have its own indices; one with holes is told as an object around a shorter list.
  const whole = indices.length === array.length;
  let next = 0;
  for (const index of indices.map(Number)) {
    if (index > next) items.push({ $: "hole", count: index - next });
    items.push(whole ? inner(array[index], index) : inner(array[index], "items", items.length));
    next = index + 1;
  }
  if (array.length > next) items.push({ $: "hole", count: array.length - next });
  return whole ? items : { $: "array", items, length: array.length };
}

function convertPlain(object: object, inner: Inner): Value {
  if (types.isTypedArray(object)) return binary(object[Symbol.toStringTag], [...(object as Uint8Array)]);
  if (types.isAnyArrayBuffer(object))
    return binary(types.isSharedArrayBuffer(object) ? "SharedArrayBuffer" : "ArrayBuffer", [
      ...new Uint8Array(object),
    ]);
  if (types.isDataView(object)) {
    const { buffer, byteOffset, byteLength } = object;
    return binary("DataView", [...new Uint8Array(buffer, byteOffset, byteLength)]);
  }
  const name = className(object);
  const keys = Object.keys(object);
  const read = (key: string, ...steps: Path): Value => {
    try {
      return inner((object as Record<string, unknown>)[key], ...steps);
    } catch (error) {
      return { $: "thrown", message: types.isNativeError(error) ? error.message : String(error) };
    }
  };
  if (name === null && !keys.includes("$") && !keys.includes("__proto__"))
    return Object.fromEntries(keys.map((key) => [key, read(key, key)]));
  const entries = keys.map((key, i): [string, Value] => [key, read(key, "entries", i, 1)]);
  return { $: "object", name, entries, size: keys.length };
}

function binary(name: string, items: (number | bigint)[]): Value {
  return {
    $: "binary",
    name,
    items: items.map((item) => convert(item, [], new Map())),
    length: items.length,
  };
}

/** The nearest class, by the constructor on a prototype; null when that is Object's, missing or nameless. */
function className(object: object): string | null {
  for (let proto = Object.getPrototypeOf(object); proto !== null; proto = Object.getPrototypeOf(proto)) {
    if (Object.getPrototypeOf(proto) === null && Object.hasOwn(proto, "isPrototypeOf")) return null;
    const maker: unknown = Object.getOwnPropertyDescriptor(proto, "constructor")?.value;
    if (typeof maker === "function") return maker.name || null;
  }
  return null;
}

/** The same trees without the stacks of errors, as `toTree` has none. Values are JSON, so the copy is faithful. */
export function withoutStacks(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, node) =>
    node?.$ === "error" ? { ...node, stack: null } : node,
  );
}
