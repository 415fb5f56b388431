import type { SpecialValue, Value } from "#lib/value";

const specialNumbers = ["NaN", "Infinity", "-Infinity", "-0"] as const;

/** ISO 8601 as `toISOString` writes it; years beyond four digits have six and a sign. */
const isoDate = /^(\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What stands in an array of bytes or in a wrapper: no object. */
export function readScalar(wire: unknown): Value {
  return isPrimitive(wire) ? readPrimitive(wire) : readLeaf(asArray(wire));
}

/** JSON can write a number that is too large for one. */
export function readPrimitive(wire: null | boolean | number | string): Value {
  if (typeof wire === "number" && !Number.isFinite(wire)) throw new Malformed();
  return wire;
}

/** A node without contents of its own. */
export function readLeaf(node: unknown[]): SpecialValue {
  switch (node[0]) {
    case "u":
      return { $: "undefined" };
    case "n":
      return { $: "number", value: asOneOf(node[1], specialNumbers) };
    case "i":
      return { $: "bigint", value: asMatch(node[1], /^-?\d+$/) };
    case "y":
      return { $: "symbol", description: asStringOrNull(node[1]) };
    case "f":
      return { $: "function", name: asString(node[1]), kind: node[2] === "class" ? "class" : "function" };
    case "d":
      return { $: "date", value: node[1] === null ? null : asMatch(node[1], isoDate) };
    case "x":
      return { $: "regexp", source: asString(node[1]), flags: asString(node[2]) };
    case "q":
      return { $: "opaque", name: asString(node[1]) };
    case "c":
      return { $: "string", value: asString(node[1]), length: asCount(node[2]) };
    case "h":
      return { $: "hole", count: asCount(node[1]) };
    case "z":
      return { $: "cut", name: asString(node[1]), size: node[2] === null ? null : asCount(node[2]) };
    case "t":
      return { $: "thrown", message: asString(node[1]) };
    default:
      throw new TypeError("a value of the guest has an unknown kind");
  }
}

/** Not what a guest's prelude writes. */
class Malformed extends TypeError {
  constructor() {
    super("a value of the guest is malformed");
  }
}

export function isPrimitive(wire: unknown): wire is null | boolean | number | string {
  return wire === null || (typeof wire !== "object" && wire !== undefined);
}

export function asArray(wire: unknown): unknown[] {
  if (!Array.isArray(wire)) throw new Malformed();
  return wire;
}

export function asString(wire: unknown): string {
  if (typeof wire !== "string") throw new Malformed();
  return wire;
}

export function asStringOrNull(wire: unknown): string | null {
  return wire === null ? null : asString(wire);
}

export function asCount(wire: unknown): number {
  if (typeof wire !== "number" || !Number.isSafeInteger(wire) || wire < 0) throw new Malformed();
  return wire;
}

function asMatch(wire: unknown, pattern: RegExp): string {
  const text = asString(wire);
  if (!pattern.test(text)) throw new Malformed();
  return text;
}

function asOneOf<Text extends string>(wire: unknown, texts: readonly Text[]): Text {
  const text = texts.find((known) => known === wire);
  if (text === undefined) throw new Malformed();
  return text;
}
