// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "./intrinsics.ts";

/**
 * What a value is written as, for `lib/sandbox/wire.ts` to read: plain primitives as themselves, everything else
 * as an array that starts with a one-letter tag. It is not yet a Value, because whether an object was cut, and so how it
 * is written, is known only at its end.
 */
export type Wire = null | boolean | number | string | Node;

/** An array that inherits nothing: adding to it asks no prototype of the guest. */
export class Node extends Array<Wire> {}
js.setPrototypeOf(Node.prototype, null);

export function createNode(tag: string): Node {
  const node = new Node();
  node[0] = tag;
  return node;
}

/** What the host is asked, as a list. */
export function createQuestion(...parts: Wire[]): Node {
  const node = new Node();
  for (let i = 0; i < parts.length; i++) node[i] = parts[i] as Wire;
  return node;
}

export function push(node: Node, wire: Wire): void {
  node[node.length] = wire;
}

/** The text of JSON, by the engine's own function where that can be trusted. */
export function toJson(wire: Wire): string {
  // It keeps the objects it is in the middle of in an array of its own, which asks the prototypes after all.
  return typeof wire === "object" && inheritsItems() ? join(wire) : js.stringify(wire);
}

function join(wire: Wire): string {
  if (typeof wire !== "object" || wire === null) return js.stringify(wire);
  let text = "[";
  for (let i = 0; i < wire.length; i++) text += (i > 0 ? "," : "") + join(wire[i] as Wire);
  return text + "]";
}

/** Whether an item that an array does not have may be found, or caught, by what it inherits. */
export function inheritsItems(): boolean {
  return (
    js.arrayPrototype.length > 0 ||
    js.getPrototypeOf(js.arrayPrototype) !== js.objectPrototype ||
    js.ownKeys(js.objectPrototype)[0] !== firstKey ||
    js.getPrototypeOf(js.objectPrototype) !== null
  );
}

/** Indexes come before all other keys. */
const firstKey = js.ownKeys(js.objectPrototype)[0];
