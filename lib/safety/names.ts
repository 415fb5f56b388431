import { type AnyNode, parse } from "acorn";
import { full } from "acorn-walk";
import { analyze } from "eslint-scope";

/** What a program takes from outside itself, and which of its words could lead out of it. Both sorted. */
export interface ProgramNames {
  /** Names that none of its scopes declares, read or assigned. */
  free: string[];
  /** The ways out that occur in it: `constructor`, `__proto__`, `eval`, `Function`, `import()`. */
  exits: string[];
}

/** Reads a program without running it. Throws when it cannot: it is none, or nested deeper than the stack. */
export function readNames(code: string): ProgramNames {
  const tree = parse(code, {
    ecmaVersion: "latest",
    sourceType: "script",
    allowAwaitOutsideFunction: true,
    allowReturnOutsideFunction: true,
    ranges: true,
  });
  const exits = new Set<string>();
  full(tree, (node) => {
    for (const exit of findExits(node as AnyNode)) exits.add(exit);
  });
  return { free: findFreeNames(tree), exits: [...exits].sort() };
}

function findFreeNames(tree: AnyNode): string[] {
  // The two packages describe the same ESTree, in types that do not know each other.
  const scopes = analyze(tree as unknown as Parameters<typeof analyze>[0], { ecmaVersion: 2025 });
  const references = scopes.globalScope?.through ?? [];
  return [...new Set(references.map(({ identifier }) => String(identifier.name)))].sort();
}

const exitWords = new Set(["constructor", "__proto__", "eval", "Function"]);

function findExits(node: AnyNode): string[] {
  // The walk goes from a pattern straight to what it binds, past the keys that it reads.
  const writers = node.type === "ObjectPattern" ? node.properties : [node];
  return writers.map(findExit).filter((exit) => exit !== null);
}

/** The way out that this node itself writes. A class may have a constructor; nothing else may name one. */
function findExit(node: AnyNode): string | null {
  switch (node.type) {
    case "ImportExpression":
      return "import()";
    case "Identifier":
      return exitWords.has(node.name) ? node.name : null;
    case "Literal":
      return typeof node.value === "string" && exitWords.has(node.value) ? node.value : null;
    case "TemplateElement":
      return exitWords.has(node.value.cooked ?? "") ? (node.value.cooked ?? null) : null;
    case "MemberExpression":
      return node.property.type === "PrivateIdentifier" ? null : findExit(node.property);
    case "Property":
    case "PropertyDefinition":
      return node.key.type === "PrivateIdentifier" ? null : findExit(node.key);
    case "MethodDefinition":
      return node.kind === "constructor" || node.key.type === "PrivateIdentifier" ? null : findExit(node.key);
    default:
      return null;
  }
}
