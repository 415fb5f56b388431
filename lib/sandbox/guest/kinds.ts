import {
  createObject,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  mapGet,
  mapSet,
  objectPrototype,
  SavedMap,
} from "./intrinsics.ts";

/** What an object is, by the first prototype of the language in its chain. A claim: the brand is checked by use. */
export type Kind =
  | "object"
  | "array"
  | "map"
  | "set"
  | "date"
  | "regexp"
  | "error"
  | "binary"
  | "boxed"
  | "opaque";

interface Entry {
  kind: Kind;
  name: string;
}

const kinds = new SavedMap<object, Entry>();

function add(prototype: object, kind: Kind, name: string): void {
  mapSet(kinds, prototype, { __proto__: null, kind, name });
}

add(Object.prototype, "object", "Object");
add(Array.prototype, "array", "Array");
add(Map.prototype, "map", "Map");
add(Set.prototype, "set", "Set");
add(Date.prototype, "date", "Date");
add(RegExp.prototype, "regexp", "RegExp");
add(Error.prototype, "error", "Error");
add(getPrototypeOf(Uint8Array.prototype) as object, "binary", "TypedArray");
add(ArrayBuffer.prototype, "binary", "ArrayBuffer");
add(SharedArrayBuffer.prototype, "binary", "SharedArrayBuffer");
add(DataView.prototype, "binary", "DataView");
add(Number.prototype, "boxed", "Number");
add(String.prototype, "boxed", "String");
add(Boolean.prototype, "boxed", "Boolean");
add(BigInt.prototype, "boxed", "BigInt");
add(Symbol.prototype, "boxed", "Symbol");
add(Promise.prototype, "opaque", "Promise");
add(WeakMap.prototype, "opaque", "WeakMap");
add(WeakSet.prototype, "opaque", "WeakSet");
add(WeakRef.prototype, "opaque", "WeakRef");
add(FinalizationRegistry.prototype, "opaque", "FinalizationRegistry");
add(Iterator.prototype, "opaque", "Iterator");
add(Object.getPrototypeOf(function* () {}.prototype), "opaque", "Generator");
add(Object.getPrototypeOf(async function* () {}.prototype), "opaque", "AsyncGenerator");

/** Deeper chains of prototypes are not followed: a proxy can answer with a new one for ever. */
const maxPrototypes = 100;

export interface Class {
  kind: Kind;
  /** The name of the language's own kind, such as `Map`. */
  base: string;
  /** The name of the guest's class; null for a literal, an object without a prototype, and a nameless class. */
  name: string | null;
}

/** What most objects are. */
const plain: Class = createObject(null);
plain.kind = "object";
plain.base = "Object";
plain.name = null;

export function classify(object: object): Class {
  const found: Class = createObject(null);
  found.kind = "object";
  found.base = "Object";
  found.name = null;
  let named = false;
  let prototype = getPrototypeOf(object);
  if (prototype === objectPrototype) return plain;
  for (let i = 0; prototype !== null && i < maxPrototypes; i++) {
    const entry = mapGet(kinds, prototype) as Entry | undefined;
    if (entry) {
      found.kind = entry.kind;
      found.base = entry.name;
      return found;
    }
    if (!named) {
      const maker = getOwnPropertyDescriptor(prototype, "constructor")?.value;
      if (typeof maker === "function") {
        named = true;
        found.name = functionName(maker) || null;
      }
    }
    prototype = getPrototypeOf(prototype);
  }
  return found;
}

/** The function's own `name` if it is a plain string; a getter there is not run. */
export function functionName(fn: object): string {
  const name = getOwnPropertyDescriptor(fn, "name")?.value;
  return typeof name === "string" ? name : "";
}
