/**
 * What the prelude uses of the language, taken before any program ran: a program may replace every one of these on
 * the global object and on the prototypes. What is called once programs run may call no method by name, iterate, spread, use
 * a template literal (the engine calls `concat` for those), or write an index of an array that inherits anything (a Node and
 * a list of `createList` do not), since all of these look up what a program can change.
 */
const {
  apply,
  construct,
  ownKeys,
  getPrototypeOf,
  setPrototypeOf,
  getOwnPropertyDescriptor,
  defineProperty,
} = Reflect;
const { bind, call } = Function.prototype;

/** A method as a function that takes its `this` first. */
// biome-ignore lint/suspicious/noExplicitAny: any method fits, and the result is as typed as its user needs.
export function free<Result>(method: unknown): (self: unknown, ...args: any[]) => Result {
  return apply(bind, call, [method]) as (self: unknown, ...args: unknown[]) => Result;
}

// biome-ignore lint/suspicious/noExplicitAny: a getter of a prototype is called on whatever the guest returned.
function getter<Result>(prototype: object, key: string | symbol): (self: any) => Result {
  return free((getOwnPropertyDescriptor(prototype, key) as PropertyDescriptor).get);
}

/** An array whose items may be written by index and whose length may be set: no prototype has a say in it. */
export function createList<Item>(): Item[] {
  const list: Item[] = [];
  setPrototypeOf(list, null);
  return list;
}

/** Gives an object a property of its own; no prototype is asked, not even that of the descriptor. */
export function setOwn(object: object, key: PropertyKey, value: unknown, enumerable = true): void {
  const descriptor = { __proto__: null, value, writable: true, enumerable, configurable: true };
  defineProperty(object, key, descriptor as unknown as PropertyDescriptor);
}

export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

export {
  apply,
  construct,
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  ownKeys,
  setPrototypeOf,
};
export const { keys: objectKeys, create: createObject, is: sameValue } = Object;
export const toObject: (value: unknown) => object = Object;
export const { isArray } = Array;
export const { stringify, parse } = JSON;
export const hasOwn: (object: object, key: PropertyKey) => boolean = Object.hasOwn;
export const isFiniteNumber: (value: number) => boolean = Number.isFinite;
export const isSafeInteger: (value: unknown) => value is number = Number.isSafeInteger as never;
export const toText: (value: unknown) => string = String;
export const toNumber: (value: unknown) => number = Number;
export const { floor, max, min, trunc } = Math;
export const { parseInt: readInteger, parseFloat: readNumber } = Number;
export const notANumber = Number.NaN;
export const dateNow = Date.now;
export const fromCharCode: (...units: number[]) => string = String.fromCharCode;
export const arrayFrom: (values: Iterable<unknown>) => unknown[] = apply(bind, Array.from, [Array]);
export const iteratorKey: typeof Symbol.iterator = Symbol.iterator;
export const toPrimitiveKey: typeof Symbol.toPrimitive = Symbol.toPrimitive;
export const tagKey: typeof Symbol.toStringTag = Symbol.toStringTag;
export const objectPrototype = Object.prototype;
export const arrayPrototype = Array.prototype;
export const SavedMap = Map;
export const SavedSet = Set;
export const SavedDate = Date;
export const SavedRegExp = RegExp;
export const SavedPromise = Promise;
export const SavedArrayBuffer = ArrayBuffer;
export const SavedDataView = DataView;
export const SavedBytes = Uint8Array;
export const SavedError = Error;
export const SavedEvalError = EvalError;
export const SavedRangeError = RangeError;
export const SavedReferenceError = ReferenceError;
export const SavedTypeError = TypeError;
export const SavedSyntaxError = SyntaxError;
export const SavedURIError = URIError;

export const slice = free<string>(String.prototype.slice);
export const startsWith = free<boolean>(String.prototype.startsWith);
export const charCodeAt = free<number>(String.prototype.charCodeAt);
export const indexOf = free<number>(String.prototype.indexOf);
export const wellFormed = free<string>(String.prototype.toWellFormed);
export const numberFixed = free<string>(Number.prototype.toFixed);
export const sortList = free<unknown>(Array.prototype.sort);
export const promiseThen = free<unknown>(Promise.prototype.then);
export const functionText = free<string>(Function.prototype.toString);
export const bigintText = free<string>(BigInt.prototype.toString);
export const mapGet = free<unknown>(Map.prototype.get);
export const mapSet = free<unknown>(Map.prototype.set);
export const mapDelete = free<boolean>(Map.prototype.delete);
export const mapEntries = free<object>(Map.prototype.entries);
export const mapNext = free<IteratorResult<[unknown, unknown]>>(
  Object.getPrototypeOf(new Map().entries()).next,
);
export const mapSize = getter<number>(Map.prototype, "size");
export const setAdd = free<unknown>(Set.prototype.add);
export const setValues = free<object>(Set.prototype.values);
export const setNext = free<IteratorResult<unknown>>(Object.getPrototypeOf(new Set().values()).next);
export const setHas = free<boolean>(Set.prototype.has);
export const setSize = getter<number>(Set.prototype, "size");
export const dateValue = free<number>(Date.prototype.getTime);
export const dateText = free<string>(Date.prototype.toISOString);
export const symbolDescription = getter<string | undefined>(Symbol.prototype, "description");
export const regExpSource = getter<string>(RegExp.prototype, "source");
export const regExpFlags = getter<string>(RegExp.prototype, "flags");
export const numberOf = free<number>(Number.prototype.valueOf);
export const stringOf = free<string>(String.prototype.valueOf);
export const booleanOf = free<boolean>(Boolean.prototype.valueOf);
export const bigintOf = free<bigint>(BigInt.prototype.valueOf);
export const symbolOf = free<symbol>(Symbol.prototype.valueOf);

const typedArray = getPrototypeOf(Uint8Array.prototype) as object;
export const typedArrayName = getter<string | undefined>(typedArray, Symbol.toStringTag);
export const typedArrayLength = getter<number>(typedArray, "length");
export const typedArrayBuffer = getter<ArrayBuffer>(typedArray, "buffer");
export const typedArrayOffset = getter<number>(typedArray, "byteOffset");
export const typedArrayBytes = getter<number>(typedArray, "byteLength");
export const copyInto = free<void>((typedArray as Uint8Array).set);
export const bufferDetached = getter<boolean>(ArrayBuffer.prototype, "detached");
export const transferBuffer = free<ArrayBuffer>(ArrayBuffer.prototype.transfer);
export const bufferLength = getter<number>(ArrayBuffer.prototype, "byteLength");
export const sharedBufferLength = getter<number>(SharedArrayBuffer.prototype, "byteLength");
export const viewBuffer = getter<ArrayBuffer>(DataView.prototype, "buffer");
export const viewOffset = getter<number>(DataView.prototype, "byteOffset");
export const viewLength = getter<number>(DataView.prototype, "byteLength");

/** The classes of typed arrays by their names. */
export const typedArrays = new SavedMap<unknown, unknown>();
for (const View of [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  BigInt64Array,
  BigUint64Array,
  Float16Array,
  Float32Array,
  Float64Array,
])
  mapSet(typedArrays, View.name, View);
