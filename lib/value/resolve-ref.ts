import type { Value } from "./value.ts";

/** Follows the steps of a `ref` from the root of its tree; undefined when they lead nowhere. */
export function resolveRef(root: Value, path: readonly (string | number)[]): Value | undefined {
  let node: unknown = root;
  for (const step of path) {
    // Own properties only: a path must not lead to what every object inherits.
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, step)) return undefined;
    node = (node as Record<string | number, unknown>)[step];
  }
  return node as Value | undefined;
}
