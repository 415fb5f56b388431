import type { Value } from "#lib/value";
import type { Source } from "./program.ts";
import type { Line } from "./quickjs-guest.ts";
import type { Output } from "./run-result.ts";
import { readStack } from "./stack.ts";
import {
  asArray,
  asCount,
  asString,
  asStringOrNull,
  isPrimitive,
  readLeaf,
  readPrimitive,
  readScalar,
} from "./wire-scalar.ts";

/** More nesting than the guest's serialiser ever writes; only a corrupted guest gets here. */
const maxDepth = 150;

/** What leads from the root to a value. */
type Path = (string | number)[];

/** A value's place: the steps from another one. Whole paths are made only for those that are referred to. */
interface Place {
  from: Place | null;
  steps: Path;
  /** The number of steps from the root. */
  length: number;
}

const root: Place = { from: null, steps: [], length: 0 };

function pathOf(place: Place): Path {
  const parts: Path[] = [];
  for (let at: Place | null = place; at; at = at.from) parts.push(at.steps);
  return parts.reverse().flat();
}

/**
 * Reads the text that the guest's serialiser wrote (guest/serialise.ts) into a Value. Throws for anything else, which can
 * only come from a guest that broke out of its engine's types.
 */
export function readWire(text: string, source: Source): Value {
  return readRoot(JSON.parse(text), source);
}

/** A console line: several values, each the root of its own references. */
export function readLine({ kind, atMs, wire }: Line, source: Source): Output {
  const values = asArray(JSON.parse(wire)).map((root) => readRoot(root, source));
  if (kind === "display") {
    const [value = { $: "undefined" }] = values;
    return { kind, atMs, value };
  }
  return { kind: "console", level: kind, atMs, values };
}

interface Reader {
  /** The numbered objects. */
  seen: Place[];
  /** The program that errors among the values speak of. */
  source: Source;
}

function readRoot(wire: unknown, source: Source): Value {
  return isPrimitive(wire) ? readPrimitive(wire) : readNode(wire, root, { seen: [], source });
}

/** A value at some steps from another's place. Most are primitives, which have no place. */
function readAt(wire: unknown, from: Place, reader: Reader, ...steps: Path): Value {
  if (isPrimitive(wire)) return readPrimitive(wire);
  return readNode(wire, { from, steps, length: from.length + steps.length }, reader);
}

function readNode(wire: unknown, place: Place, reader: Reader): Value {
  if (place.length > maxDepth * 3) throw new TypeError("a value of the guest is nested too deeply");
  const node = asArray(wire);
  switch (node[0]) {
    case "a":
      return readArray(node, place, reader);
    case "o":
      return readObject(node, place, reader);
    case "m":
      return readMap(node, place, reader);
    case "s": {
      reader.seen.push(place);
      const items = node.slice(2).map((item, i) => readAt(item, place, reader, "items", i));
      return { $: "set", items, size: asCount(node[1]) };
    }
    case "b": {
      reader.seen.push(place);
      const items = node.slice(3).map(readScalar);
      return { $: "binary", name: asString(node[1]), items, length: asCount(node[2]) };
    }
    case "e":
      return readError(node, place, reader);
    case "w":
      return { $: "boxed", value: readScalar(node[1]) };
    case "r": {
      const target = reader.seen[asCount(node[1])];
      if (!target) throw new TypeError("a reference of the guest leads nowhere");
      return { $: "ref", path: pathOf(target) };
    }
    default:
      return readLeaf(node);
  }
}

function readArray(node: unknown[], place: Place, reader: Reader): Value {
  reader.seen.push(place);
  const length = asCount(node[1]);
  const wires = node.slice(2);
  const holes = wires.some((item) => Array.isArray(item) && item[0] === "h");
  if (!holes && wires.length === length) return wires.map((item, i) => readAt(item, place, reader, i));
  return { $: "array", items: wires.map((item, i) => readAt(item, place, reader, "items", i)), length };
}

function readObject(node: unknown[], place: Place, reader: Reader): Value {
  reader.seen.push(place);
  const name = asStringOrNull(node[1]);
  const size = asCount(node[2]);
  const count = asCount((node.length - 3) / 2);
  const keys = Array.from({ length: count }, (_, i) => asString(node[3 + i * 2]));
  if (name === null && size === count && !keys.includes("$") && !keys.includes("__proto__"))
    return Object.fromEntries(keys.map((key, i) => [key, readAt(node[4 + i * 2], place, reader, key)]));
  const entries = keys.map((key, i): [string, Value] => [
    key,
    readAt(node[4 + i * 2], place, reader, "entries", i, 1),
  ]);
  return { $: "object", name, entries, size };
}

function readError(node: unknown[], place: Place, reader: Reader): Value {
  reader.seen.push(place);
  const { stack } = readStack(asStringOrNull(node[3]), reader.source);
  const cause = readAt(node[4], place, reader, "cause");
  const count = asCount((node.length - 5) / 2);
  const properties = Array.from({ length: count }, (_, i): [string, Value] => [
    asString(node[5 + i * 2]),
    readAt(node[6 + i * 2], place, reader, "properties", i, 1),
  ]);
  return { $: "error", name: asString(node[1]), message: asString(node[2]), stack, cause, properties };
}

function readMap(node: unknown[], place: Place, reader: Reader): Value {
  reader.seen.push(place);
  const size = asCount(node[1]);
  const entries = Array.from({ length: asCount((node.length - 2) / 2) }, (_, i): [Value, Value] => [
    readAt(node[2 + i * 2], place, reader, "entries", i, 0),
    readAt(node[3 + i * 2], place, reader, "entries", i, 1),
  ]);
  return { $: "map", entries, size };
}
