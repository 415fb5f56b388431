import { z } from "zod";
import type { SpecialValue, Value } from "#lib/value";
import { exactly } from "./exactly.ts";

/** Steps through the JSON from the root: some more than the sandbox goes, which cuts what is nested a hundred deep. */
const maxDepth = 450;

/** Nodes and UTF-16 units of text, together: four times what the sandbox lets a program return. */
const maxUnits = 4 * 2 ** 20;

/** What may still be looked at of one value. */
interface Left {
  units: number;
}

type Check = (json: unknown, left: Left, depth: number) => boolean;

const isAnything: Check = (json, left, depth) => {
  left.units -= 1;
  if (left.units < 0) return false;
  switch (typeof json) {
    case "string":
      return isText(json, left, depth);
    case "number":
      return Number.isFinite(json);
    case "boolean":
      return true;
    case "object":
      if (json === null) return true;
      if (depth >= maxDepth) return false;
      if (Array.isArray(json)) return json.every((item) => isAnything(item, left, depth + 1));
      return Object.hasOwn(json, "$") ? isSpecial(json, left, depth) : isPlain(json, left, depth);
    default:
      return false;
  }
};

function isPlain(json: object, left: Left, depth: number): boolean {
  return Object.entries(json).every(([key, item]) => {
    left.units -= key.length;
    return key !== "__proto__" && isAnything(item, left, depth + 1);
  });
}

function isSpecial(json: object, left: Left, depth: number): boolean {
  const { $: kind, ...fields } = json as Record<string, unknown>;
  if (typeof kind !== "string" || !Object.hasOwn(shapes, kind)) return false;
  const checks = Object.entries<Check>(shapes[kind as SpecialValue["$"]]);
  return (
    Object.keys(fields).length === checks.length &&
    checks.every(([name, check]) => Object.hasOwn(fields, name) && check(fields[name], left, depth + 1))
  );
}

const isText: Check = (json, left) => {
  if (typeof json !== "string") return false;
  left.units -= json.length;
  return left.units >= 0;
};

const isCount: Check = (json) => Number.isSafeInteger(json) && (json as number) >= 0;

const isStep: Check = (json, left, depth) => isCount(json, left, depth) || isText(json, left, depth);

function orNull(check: Check): Check {
  return (json, left, depth) => json === null || check(json, left, depth);
}

function oneOf(...texts: string[]): Check {
  return (json) => texts.some((text) => text === json);
}

function written(pattern: RegExp): Check {
  return (json, left, depth) => isText(json, left, depth) && pattern.test(json as string);
}

function listOf(check: Check): Check {
  return (json, left, depth) =>
    Array.isArray(json) &&
    json.every((item) => {
      left.units -= 1;
      return left.units >= 0 && check(item, left, depth + 1);
    });
}

function pairOf(first: Check, second: Check): Check {
  return (json, left, depth) =>
    Array.isArray(json) &&
    json.length === 2 &&
    first(json[0], left, depth + 1) &&
    second(json[1], left, depth + 1);
}

const isItems = listOf(isAnything);
const isProperties = listOf(pairOf(isText, isAnything));

/** ISO 8601 as `toISOString` writes it; years beyond four digits have six and a sign. */
const isoDate = /^(\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The fields of each kind, besides `$`. */
const shapes: { [K in SpecialValue["$"]]: Shape<Extract<SpecialValue, { $: K }>> } = {
  undefined: {},
  number: { value: oneOf("NaN", "Infinity", "-Infinity", "-0") },
  bigint: { value: written(/^-?\d+$/) },
  symbol: { description: orNull(isText) },
  function: { name: isText, kind: oneOf("function", "class") },
  date: { value: orNull(written(isoDate)) },
  regexp: { source: isText, flags: isText },
  error: {
    name: isText,
    message: isText,
    stack: orNull(isText),
    cause: isAnything,
    properties: isProperties,
  },
  map: { entries: listOf(pairOf(isAnything, isAnything)), size: isCount },
  set: { items: isItems, size: isCount },
  binary: { name: isText, items: isItems, length: isCount },
  string: { value: isText, length: isCount },
  array: { items: isItems, length: isCount },
  hole: { count: isCount },
  object: { name: orNull(isText), entries: isProperties, size: isCount },
  boxed: { value: isAnything },
  opaque: { name: isText },
  ref: { path: listOf(isStep) },
  cut: { name: isText, size: orNull(isCount) },
  thrown: { message: isText },
};

type Shape<T> = { [Field in Exclude<keyof T, "$">]: Check };

/** A tree as the sandbox hands it out. By hand, since a tree may have a million nodes. */
export const valueSchema = exactly<Value>()(
  z.custom<Value>((json) => isAnything(json, { units: maxUnits }, 0), "is nothing that a program can return"),
);
