import type { Value } from "#lib/value";
import type { Line } from "./engine.ts";
import type { Output } from "./run-result.ts";

/** More nesting than the guest's serialiser ever writes; only a corrupted guest gets here. */
const maxDepth = 150;

/** What the numbered objects are found by: their path from the root. */
type Path = (string | number)[];

/**
 * Reads the text that the guest's serialiser wrote (guest/serialise.ts) into a Value. Throws for anything else, which can
 * only come from a guest that broke out of its engine's types.
 */
export function readWire(text: string): Value {
  return readRoot(JSON.parse(text));
}

/** A console line: several values, each the root of its own references. */
export function readLine({ kind, atMs, wire }: Line): Output {
  const values = asArray(JSON.parse(wire)).map(readRoot);
  if (kind === "display") return { kind, atMs, value: values[0] ?? { $: "undefined" } };
  return { kind: "console", level: kind, atMs, values };
}

function readRoot(wire: unknown): Value {
  return readNode(wire, [], []);
}

/** A value at some steps from another's place. Most are primitives, for which no path is made. */
function readAt(wire: unknown, path: Path, seen: Path[], ...steps: Path): Value {
  if (wire === null || typeof wire !== "object") return wire as Value;
  return readNode(wire, [...path, ...steps], seen);
}

function readNode(wire: unknown, path: Path, seen: Path[]): Value {
  if (wire === null || typeof wire !== "object") return wire as Value;
  if (path.length > maxDepth * 3) throw new TypeError("a value of the guest is nested too deeply");
  const node = asArray(wire);
  switch (node[0]) {
    case "a":
      return readArray(node, path, seen);
    case "o":
      return readObject(node, path, seen);
    case "m":
      return readMap(node, path, seen);
    case "s": {
      seen.push(path);
      const items = node.slice(2).map((item, i) => readAt(item, path, seen, "items", i));
      return { $: "set", items, size: asNumber(node[1]) };
    }
    case "b": {
      seen.push(path);
      const items = node.slice(3).map((item) => readNode(item, path, seen));
      return { $: "binary", name: asString(node[1]), items, length: asNumber(node[2]) };
    }
    case "e": {
      seen.push(path);
      const cause = node.length > 4 ? readAt(node[4], path, seen, "cause") : null;
      const stack = asStringOrNull(node[3]);
      return { $: "error", name: asString(node[1]), message: asString(node[2]), stack, cause };
    }
    case "w":
      return { $: "boxed", value: readAt(node[1], path, seen, "value") };
    case "r": {
      const target = seen[asNumber(node[1])];
      if (!target) throw new TypeError("a reference of the guest leads nowhere");
      return { $: "ref", path: target };
    }
    default:
      return readLeaf(node);
  }
}

function readLeaf(node: unknown[]): Value {
  switch (node[0]) {
    case "u":
      return { $: "undefined" };
    case "n":
      return { $: "number", value: asString(node[1]) as "NaN" };
    case "i":
      return { $: "bigint", value: asString(node[1]) };
    case "y":
      return { $: "symbol", description: asStringOrNull(node[1]) };
    case "f":
      return { $: "function", name: asString(node[1]), kind: node[2] === "class" ? "class" : "function" };
    case "d":
      return { $: "date", value: asStringOrNull(node[1]) };
    case "x":
      return { $: "regexp", source: asString(node[1]), flags: asString(node[2]) };
    case "q":
      return { $: "opaque", name: asString(node[1]) };
    case "c":
      return { $: "string", value: asString(node[1]), length: asNumber(node[2]) };
    case "h":
      return { $: "hole", count: asNumber(node[1]) };
    case "z":
      return { $: "cut", name: asString(node[1]), size: node[2] === null ? null : asNumber(node[2]) };
    case "t":
      return { $: "thrown", message: asString(node[1]) };
    default:
      throw new TypeError("a value of the guest has an unknown kind");
  }
}

function readArray(node: unknown[], path: Path, seen: Path[]): Value {
  seen.push(path);
  const length = asNumber(node[1]);
  const wires = node.slice(2);
  const holes = wires.some((item) => Array.isArray(item) && item[0] === "h");
  if (!holes && wires.length === length) return wires.map((item, i) => readAt(item, path, seen, i));
  return { $: "array", items: wires.map((item, i) => readAt(item, path, seen, "items", i)), length };
}

function readObject(node: unknown[], path: Path, seen: Path[]): Value {
  seen.push(path);
  const name = asStringOrNull(node[1]);
  const size = asNumber(node[2]);
  const count = (node.length - 3) / 2;
  const keys = Array.from({ length: count }, (_, i) => asString(node[3 + i * 2]));
  if (name === null && size === count && !keys.includes("$") && !keys.includes("__proto__"))
    return Object.fromEntries(keys.map((key, i) => [key, readAt(node[4 + i * 2], path, seen, key)]));
  const entries = keys.map((key, i): [string, Value] => [
    key,
    readAt(node[4 + i * 2], path, seen, "entries", i, 1),
  ]);
  return { $: "object", name, entries, size };
}

function readMap(node: unknown[], path: Path, seen: Path[]): Value {
  seen.push(path);
  const size = asNumber(node[1]);
  const entries = Array.from({ length: (node.length - 2) / 2 }, (_, i): [Value, Value] => [
    readAt(node[2 + i * 2], path, seen, "entries", i, 0),
    readAt(node[3 + i * 2], path, seen, "entries", i, 1),
  ]);
  return { $: "map", entries, size };
}

function asArray(wire: unknown): unknown[] {
  if (!Array.isArray(wire)) throw new TypeError("a value of the guest is malformed");
  return wire;
}

function asString(wire: unknown): string {
  if (typeof wire !== "string") throw new TypeError("a value of the guest is malformed");
  return wire;
}

function asStringOrNull(wire: unknown): string | null {
  return wire === null ? null : asString(wire);
}

function asNumber(wire: unknown): number {
  if (typeof wire !== "number") throw new TypeError("a value of the guest is malformed");
  return wire;
}
