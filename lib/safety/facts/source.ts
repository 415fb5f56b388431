import { type AnyNode, type Identifier, type Program, parse } from "acorn";
import { analyze, type Reference, type Variable } from "eslint-scope";

/** A program, read once for everybody who looks for something in it. */
export interface Source {
  code: string;
  /** Every node, each before what it contains. */
  nodes: readonly AnyNode[];
  parentOf(node: AnyNode): AnyNode | null;
  /** From 1. */
  lineOf(position: number): number;
  /** The variable that this name reads or writes; null for one that the program does not declare. */
  variableOf(name: Identifier): Variable | null;
  /** How a name stands to its variable; null for a name that is no variable's. */
  referenceOf(name: Identifier): Reference | null;
  /** Every place that gives a variable a value, its declaration among them. */
  writesOf(variable: Variable): readonly Reference[];
  /** The names that no scope declares, wherever they are read or written. */
  freeNames: readonly Identifier[];
}

/** Throws a SyntaxError for what is no program, and whatever the parser's stack has to say about very deep ones. */
export function readSource(code: string): Source {
  const tree = parse(code, {
    ecmaVersion: "latest",
    sourceType: "script",
    allowAwaitOutsideFunction: true,
    allowReturnOutsideFunction: true,
    // For `import.meta`, which a script cannot have and which has to be told.
    allowImportExportEverywhere: true,
    ranges: true,
  });
  const parents = new Map<AnyNode, AnyNode>();
  const nodes = listNodes(tree, parents);
  if (nodes.some(({ type }) => /^(Im|Ex)port\w*Declaration$/.test(type)))
    throw new SyntaxError("A script has no import and no export.");
  const references = listReferences(tree);
  // The two packages describe the same nodes, in types that do not know each other.
  const byName = new Map<unknown, Reference>(
    references.map((reference) => [reference.identifier, reference]),
  );
  const writes = new Map<Variable, Reference[]>();
  for (const reference of references)
    if (reference.resolved && reference.isWrite()) {
      const before = writes.get(reference.resolved);
      if (before) before.push(reference);
      else writes.set(reference.resolved, [reference]);
    }
  const breaks = [...code.matchAll(/\r\n|[\n\r\u2028\u2029]/g)].map(({ index }) => index);
  return {
    code,
    nodes,
    parentOf: (node) => parents.get(node) ?? null,
    lineOf: (position) => countBelow(breaks, position) + 1,
    variableOf: (name) => byName.get(name)?.resolved ?? null,
    referenceOf: (name) => byName.get(name) ?? null,
    writesOf: (variable) => writes.get(variable) ?? [],
    freeNames: references
      .filter(({ resolved }) => resolved === null)
      .map(({ identifier }) => identifier as unknown as Identifier),
  };
}

/** Without recursion, which would follow the program's nesting into the stack. */
function listNodes(root: Program, parents: Map<AnyNode, AnyNode>): AnyNode[] {
  const nodes: AnyNode[] = [];
  const open: AnyNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    nodes.push(node);
    for (const child of childrenOf(node)) {
      parents.set(child, node);
      open.push(child);
    }
  }
  return nodes;
}

export function childrenOf(node: AnyNode): AnyNode[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function listReferences(tree: Program): Reference[] {
  const scopes = analyze(tree as unknown as Parameters<typeof analyze>[0], {
    ecmaVersion: 2025,
    // With them, a call of eval would make every name around it a foreign one.
    ignoreEval: true,
  });
  return scopes.scopes.flatMap((scope) => scope.references);
}

/** How many of a sorted list are less than a limit. */
export function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
