/**
 * What a program returned or printed, as plain JSON. Plain values stand for themselves; everything JSON has no
 * word for is an object whose `$` says what it is. A guest's own object with a key `$` or `__proto__` arrives as
 * `$: "object"`, so a `$` key is never the guest's.
 */
export type Value = null | boolean | number | string | Value[] | PlainValue | SpecialValue;

/** An ordinary object: own enumerable string keys, in order. */
export interface PlainValue {
  $?: never;
  [key: string]: Value | undefined;
}

export type SpecialValue =
  | { $: "undefined" }
  /** The numbers JSON cannot write. */
  | { $: "number"; value: "NaN" | "Infinity" | "-Infinity" | "-0" }
  /** Decimal digits, with a sign if negative. */
  | { $: "bigint"; value: string }
  /** `description` is null for `Symbol()`. */
  | { $: "symbol"; description: string | null }
  | { $: "function"; name: string; kind: "function" | "class" }
  /** ISO 8601 in UTC; null for an invalid date. */
  | { $: "date"; value: string | null }
  | { $: "regexp"; source: string; flags: string }
  /** `properties` are its own besides those that have a place of their own, such as the `errors` of an AggregateError. */
  | {
      $: "error";
      name: string;
      message: string;
      stack: string | null;
      cause: Value | null;
      properties: [string, Value][];
    }
  | { $: "map"; entries: [Value, Value][]; size: number }
  | { $: "set"; items: Value[]; size: number }
  /** Typed arrays, `ArrayBuffer` and `DataView` (the last two as bytes). `length` counts elements, kept or not. */
  | { $: "binary"; name: string; items: Value[]; length: number }
  /** A string that was cut: the first part of it, and how many UTF-16 units it had. */
  | { $: "string"; value: string; length: number }
  /** An array that was cut, or has holes. Where the items count fewer than `length`, the rest was cut. */
  | { $: "array"; items: Value[]; length: number }
  /** A run of `count` missing array elements; stands only among the items of an array. */
  | { $: "hole"; count: number }
  /**
   * An object that cannot stand as plain JSON: an instance of a class (`name`), one with a key `$` or
   * `__proto__`, or one that was cut. `size` counts its own enumerable string keys, kept or not.
   */
  | { $: "object"; name: string | null; entries: [string, Value][]; size: number }
  /** A number, string, boolean, bigint or symbol in an object wrapper. */
  | { $: "boxed"; value: Value }
  /** Something with no contents to show: a promise, generator, WeakMap, … by the name of its kind. */
  | { $: "opaque"; name: string }
  /** Seen before in this tree (a cycle, or the same object twice): the steps from the root, through the JSON. */
  | { $: "ref"; path: (string | number)[] }
  /** Left out because it lay too deep or the budget was spent: what it was, and how many entries it had. */
  | { $: "cut"; name: string; size: number | null }
  /** Reading this property threw; the guest's own words. */
  | { $: "thrown"; message: string };
