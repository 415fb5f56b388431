/**
 * What the prelude uses of the language, taken before any program ran: a program may replace every one of these on
 * the global object and on the prototypes. Nothing else in this folder may call a method by name, iterate, spread, write
 * an index of an array, or use a template literal (the engine calls `concat` for those), since all of these look up
 * what a program can change.
 */
const { apply, ownKeys, getPrototypeOf, setPrototypeOf, getOwnPropertyDescriptor, defineProperty } = Reflect;
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

export { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, setPrototypeOf };
export const { keys: objectKeys, create: createObject, is: sameValue } = Object;
export const toObject: (value: unknown) => object = Object;
export const { isArray } = Array;
export const { stringify, parse } = JSON;
export const hasOwn: (object: object, key: PropertyKey) => boolean = Object.hasOwn;
export const isFiniteNumber: (value: number) => boolean = Number.isFinite;
export const toText: (value: unknown) => string = String;
export const { floor, max, min } = Math;
export const objectPrototype = Object.prototype;
export const arrayPrototype = Array.prototype;
export const SavedMap = Map;
export const SavedBytes = Uint8Array;
export const SavedError = Error;
export const SavedRangeError = RangeError;
export const SavedTypeError = TypeError;
export const SavedSyntaxError = SyntaxError;
export const SavedURIError = URIError;

export const slice = free<string>(String.prototype.slice);
export const startsWith = free<boolean>(String.prototype.startsWith);
export const charCodeAt = free<number>(String.prototype.charCodeAt);
export const testRegExp = free<unknown>(RegExp.prototype.exec);
export const functionText = free<string>(Function.prototype.toString);
export const bigintText = free<string>(BigInt.prototype.toString);
export const mapGet = free<unknown>(Map.prototype.get);
export const mapSet = free<unknown>(Map.prototype.set);
export const mapEntries = free<object>(Map.prototype.entries);
export const mapNext = free<IteratorResult<[unknown, unknown]>>(
  Object.getPrototypeOf(new Map().entries()).next,
);
export const mapSize = getter<number>(Map.prototype, "size");
export const setValues = free<object>(Set.prototype.values);
export const setNext = free<IteratorResult<unknown>>(Object.getPrototypeOf(new Set().values()).next);
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
export const bufferLength = getter<number>(ArrayBuffer.prototype, "byteLength");
export const sharedBufferLength = getter<number>(SharedArrayBuffer.prototype, "byteLength");
export const viewBuffer = getter<ArrayBuffer>(DataView.prototype, "buffer");
export const viewOffset = getter<number>(DataView.prototype, "byteOffset");
export const viewLength = getter<number>(DataView.prototype, "byteLength");
