import type { Value } from "#lib/value";

/** A number within a value: its decimal digits as JavaScript writes them, and the steps to it from the root. */
export interface FoundNumber {
  digits: string;
  path: readonly (string | number)[];
}

/** More than anybody compares with prose; what lies behind them is not looked at. */
const maxVisited = 50_000;

/** The numbers of a value, in their order, each where it first stands. */
export function* numbersOf(root: Value): Generator<FoundNumber> {
  const pending: { node: unknown; path: readonly (string | number)[] }[] = [{ node: root, path: [] }];
  for (let visited = 0; visited < maxVisited; visited += 1) {
    const next = pending.pop();
    if (!next) return;
    const { node, path } = next;
    const digits = digitsOf(node);
    if (digits !== null) yield { digits, path };
    else if (typeof node === "object" && node !== null)
      for (const [key, child] of childrenOf(node)) pending.push({ node: child, path: [...path, key] });
  }
}

function digitsOf(node: unknown): string | null {
  if (typeof node === "number") return String(node);
  const isBigInt = typeof node === "object" && node !== null && "$" in node && node.$ === "bigint";
  return isBigInt && "value" in node ? String(node.value) : null;
}

/** Last first, since what is put aside last is looked at first. */
function childrenOf(node: object): [string | number, unknown][] {
  // What a cut array's length or an error's stack says is no number that the program returned.
  if ("$" in node)
    return ["items", "entries", "value"].flatMap((name) => {
      const inner = (node as Record<string, unknown>)[name];
      return typeof inner === "object" && inner !== null ? ([[name, inner]] as [string, unknown][]) : [];
    });
  const entries = Array.isArray(node) ? [...node.entries()] : Object.entries(node);
  return entries.slice(0, maxVisited).reverse();
}
