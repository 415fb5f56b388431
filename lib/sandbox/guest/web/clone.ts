// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import { needArguments, typeError } from "../arguments.ts";
import { define, setLength } from "../define.ts";
import * as js from "../intrinsics.ts";
import { classify, type Kind } from "../kinds.ts";
import { textOf } from "../scalar.ts";
import { cloneBinary, readTransfer } from "./clone-binary.ts";
import { DOMException, readDOMException } from "./dom-exception.ts";

/** What is already cloned, by its original. */
export type Memory = Map<object, object>;

/** Gives the guest `structuredClone`, with the words of Node where something cannot be cloned. */
export function installClone(): void {
  const structuredClone = (...args: unknown[]): unknown => {
    needArguments(args.length, 1, '"value" argument');
    const buffers = args.length > 1 ? readTransfer(transferOf(args[1])) : null;
    const copy = clone(args[0], new js.SavedMap());
    // Copied first and detached last: no buffer is lost when something else turns out not to be cloneable.
    if (buffers) for (let i = 0; i < buffers.length; i++) js.transferBuffer(buffers[i], 0);
    return copy;
  };
  setLength(structuredClone, 2);
  define("structuredClone", structuredClone);
}

function transferOf(options: unknown): unknown {
  if (options === undefined || options === null) return undefined;
  if (typeof options !== "object" && typeof options !== "function")
    throw typeError("The options argument must be an object.", "ERR_INVALID_ARG_TYPE");
  return (options as { transfer?: unknown }).transfer;
}

export function refuse(what: string): DOMException {
  return new DOMException(what + " could not be cloned.", "DataCloneError");
}

export function clone(value: unknown, memory: Memory): unknown {
  if (typeof value === "symbol" || typeof value === "function") throw refuse(js.toText(value));
  if (typeof value !== "object" || value === null) return value;
  const before = js.mapGet(memory, value) as object | undefined;
  if (before) return before;
  if (js.isArray(value)) return cloneArray(value, memory);
  const { kind, base } = classify(value);
  let special: object | null = null;
  try {
    special = start(value, kind, base, memory);
  } catch (error) {
    // Otherwise it only claims to be of that kind, and is cloned as any object.
    if (readDOMException(error as object) || !isClaim(error)) throw error;
  }
  if (!special) return cloneProperties(value, remember(memory, value, {}), memory);
  js.mapSet(memory, value, special);
  fill(value, special, kind, memory);
  return special;
}

/** What a method of the language throws at an object that is not of its kind. */
function isClaim(error: unknown): boolean {
  return js.getPrototypeOf(error as object) === js.SavedTypeError.prototype;
}

function remember<Copy extends object>(memory: Memory, value: object, copy: Copy): Copy {
  js.mapSet(memory, value, copy);
  return copy;
}

/** The clone without what it contains; null for a plain object. Throws a TypeError of the language for a false claim. */
function start(value: object, kind: Kind, base: string, memory: Memory): object | null {
  switch (kind) {
    case "map":
      js.mapSize(value);
      return new js.SavedMap();
    case "set":
      js.setSize(value);
      return new js.SavedSet();
    case "date":
      return new js.SavedDate(js.dateValue(value));
    case "regexp":
      return new js.SavedRegExp(js.regExpSource(value), js.regExpFlags(value));
    case "error":
      return startError(value);
    case "boxed":
      return js.toObject(unbox(value, base));
    case "binary":
      return cloneBinary(value, base, memory);
    case "opaque":
      throw refuse("#<" + base + ">");
    case "url":
    case "searchParams":
      throw new DOMException("Cannot clone object of unsupported type.", "DataCloneError");
    case "object":
    case "array":
      return null;
  }
}

function unbox(value: object, base: string): unknown {
  switch (base) {
    case "Number":
      return js.numberOf(value);
    case "String":
      return js.stringOf(value);
    case "Boolean":
      return js.booleanOf(value);
    case "BigInt":
      return js.bigintOf(value);
    default:
      throw refuse("Object(Symbol())");
  }
}

function startError(value: object): object {
  const exception = readDOMException(value);
  if (exception) return new DOMException(exception.message, exception.name);
  const copy = new (errorClass(textOf(value, "name")))();
  const message = js.getOwnPropertyDescriptor(value, "message");
  if (message && js.hasOwn(message, "value")) js.setOwn(copy, "message", js.toText(message.value), false);
  const stack = textOf(value, "stack");
  if (stack !== null) js.setOwn(copy, "stack", stack, false);
  return copy;
}

function errorClass(name: string | null): ErrorConstructor {
  switch (name) {
    case "EvalError":
      return js.SavedEvalError;
    case "RangeError":
      return js.SavedRangeError;
    case "ReferenceError":
      return js.SavedReferenceError;
    case "SyntaxError":
      return js.SavedSyntaxError;
    case "TypeError":
      return js.SavedTypeError;
    case "URIError":
      return js.SavedURIError;
    default:
      return js.SavedError;
  }
}

function fill(value: object, copy: object, kind: Kind, memory: Memory): void {
  if (kind === "error" && js.hasOwn(value, "cause"))
    js.setOwn(copy, "cause", clone((value as Error).cause, memory), false);
  if (kind === "map") {
    const items = js.createList<unknown>();
    const entries = js.mapEntries(value);
    for (let step = js.mapNext(entries); !step.done; step = js.mapNext(entries)) {
      items[items.length] = step.value[0];
      items[items.length] = step.value[1];
    }
    for (let i = 0; i < items.length; i += 2)
      js.mapSet(copy, clone(items[i], memory), clone(items[i + 1], memory));
  }
  if (kind === "set") {
    const items = js.createList<unknown>();
    const values = js.setValues(value);
    for (let step = js.setNext(values); !step.done; step = js.setNext(values))
      items[items.length] = step.value;
    for (let i = 0; i < items.length; i++) js.setAdd(copy, clone(items[i], memory));
  }
}

/** Longer arrays are cloned without what they carry besides their items: a list of their keys would not fit. */
const maxKeys = 100_000;

function cloneArray(array: unknown[], memory: Memory): unknown[] {
  const copy: unknown[] = remember(memory, array, []);
  const { length } = array;
  let i = 0;
  for (; i < length && js.hasOwn(array, i); i++) assign(copy, i, clone(array[i], memory));
  copy.length = length;
  // From the first hole on its keys say where the items are; a walk over four billion holes would not return.
  if (i < length || length < maxKeys) cloneProperties(array, copy, memory);
  return copy;
}

function cloneProperties<Copy extends object>(value: object, copy: Copy, memory: Memory): Copy {
  const keys = js.objectKeys(value);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    // The first items of an array are there already; and a getter that ran before may have taken a key away.
    if (!js.hasOwn(copy, key) && js.hasOwn(value, key))
      assign(copy, key, clone((value as Record<string, unknown>)[key], memory));
  }
  return copy;
}

/** Where a prototype knows the key, an assignment would ask it. */
function assign(object: object, key: string | number, value: unknown): void {
  if (key in object) js.setOwn(object, key, value);
  else (object as Record<string | number, unknown>)[key] = value;
}
