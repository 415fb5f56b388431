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
  | "opaque"
  | "url"
  | "searchParams";

interface Entry {
  kind: Kind;
  name: string;
}

const kinds = new SavedMap<object, Entry>();

/** Tells of a prototype. The web's are told by those who make them, before any program runs. */
export function addKind(prototype: object, kind: Kind, name: string): void {
  mapSet(kinds, prototype, { __proto__: null, kind, name });
}

addKind(Object.prototype, "object", "Object");
addKind(Array.prototype, "array", "Array");
addKind(Map.prototype, "map", "Map");
addKind(Set.prototype, "set", "Set");
addKind(Date.prototype, "date", "Date");
addKind(RegExp.prototype, "regexp", "RegExp");
addKind(Error.prototype, "error", "Error");
addKind(getPrototypeOf(Uint8Array.prototype) as object, "binary", "TypedArray");
addKind(ArrayBuffer.prototype, "binary", "ArrayBuffer");
addKind(SharedArrayBuffer.prototype, "binary", "SharedArrayBuffer");
addKind(DataView.prototype, "binary", "DataView");
addKind(Number.prototype, "boxed", "Number");
addKind(String.prototype, "boxed", "String");
addKind(Boolean.prototype, "boxed", "Boolean");
addKind(BigInt.prototype, "boxed", "BigInt");
addKind(Symbol.prototype, "boxed", "Symbol");
addKind(Promise.prototype, "opaque", "Promise");
addKind(WeakMap.prototype, "opaque", "WeakMap");
addKind(WeakSet.prototype, "opaque", "WeakSet");
addKind(WeakRef.prototype, "opaque", "WeakRef");
addKind(FinalizationRegistry.prototype, "opaque", "FinalizationRegistry");
addKind(Iterator.prototype, "opaque", "Iterator");
addKind(Object.getPrototypeOf(function* () {}.prototype), "opaque", "Generator");
addKind(Object.getPrototypeOf(async function* () {}.prototype), "opaque", "AsyncGenerator");

/** Whether this is a prototype of the language or of the prelude, not one that a program made. */
export function isOfLanguage(prototype: object): boolean {
  return mapGet(kinds, prototype) !== undefined;
}

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
