import type { AnyNode } from "acorn";
import type { Constants } from "./constant.ts";
import { type Found, quoteName } from "./finding.ts";
import type { Source } from "./source.ts";
import type { Text } from "./texts.ts";

/** Names that nobody has to declare: a function's own, and the answer's, which a program may assign at once. */
const unwritten = new Set(["arguments", "result"]);

/** The names that it uses and does not declare: those the guest has, and the first place of each other one. */
export function findNames(source: Source, known: ReadonlySet<string>): { globals: string[]; found: Found[] } {
  const firsts = new Map<string, number>();
  for (const { name, start } of source.freeNames)
    firsts.set(name, Math.min(firsts.get(name) ?? start, start));
  const free = [...firsts].filter(([name]) => !unwritten.has(name));
  return {
    globals: free
      .map(([name]) => name)
      .filter((name) => known.has(name))
      .sort(),
    found: free
      .filter(([name]) => !known.has(name))
      .map(([name, at]) => ({
        kind: "foreign-name",
        at,
        what: `names ${quoteName(name)}, which the sandbox does not have`,
      })),
  };
}

/** The first place of every word that leads out of a program. */
export function findExits(source: Source, constants: Constants, texts: readonly Text[]): Found[] {
  const { nodes, parentOf } = source;
  const firsts = new Map<string, number>();
  const ownsEval = nodes.some((node) => isOwnMethod(node, parentOf));
  for (const node of nodes) {
    if (ownsEval && (isOwnMethod(node, parentOf) || isOwnCall(node, source, constants))) continue;
    const exit = findExit(node, parentOf(node));
    if (exit !== null) firsts.set(exit, Math.min(firsts.get(exit) ?? node.start, node.start));
  }
  // Also one that was put together from pieces.
  for (const { at, value } of texts)
    if (exitWords.has(value)) firsts.set(value, Math.min(firsts.get(value) ?? at, at));
  return [...firsts].map(([exit, at]) => ({ kind: "exit", at, what: `uses ${exit}` }));
}

const exitWords = new Set(["constructor", "__proto__", "eval", "Function"]);

/** The name of a method `eval` that a class or an object of the program's has. */
function isOwnMethod(node: AnyNode, parentOf: Source["parentOf"]): boolean {
  const parent = parentOf(node);
  if (node.type !== "Identifier" || node.name !== "eval") return false;
  if (parent?.type === "MethodDefinition") return parent.key === node && !parent.computed;
  if (parent?.type !== "Property" || parent.key !== node || parent.computed || parent.shorthand) return false;
  return parentOf(parent)?.type === "ObjectExpression";
}

/** `calc.eval(…)`, of something that the program declares, or of `this` in a class, where it is no global object. */
function isOwnCall(node: AnyNode, source: Source, constants: Constants): boolean {
  const member = source.parentOf(node);
  if (node.type !== "Identifier" || node.name !== "eval") return false;
  if (member?.type !== "MemberExpression" || member.property !== node || member.computed) return false;
  let root = constants.behind(member.object);
  while (root.type === "MemberExpression") root = constants.behind(root.object);
  if (root.type === "Identifier") return source.variableOf(root) !== null;
  return (
    /^(New|Object)Expression$/.test(root.type) || (root.type === "ThisExpression" && isInClass(root, source))
  );
}

function isInClass(node: AnyNode, { parentOf }: Source): boolean {
  for (let outer = parentOf(node); outer !== null; outer = parentOf(outer)) {
    if (outer.type === "ClassBody") return true;
    if (/^Function/.test(outer.type) && parentOf(outer)?.type !== "MethodDefinition") return false;
  }
  return false;
}

/** The way out that this node itself writes. A class may have a constructor; nothing else may name one. */
function findExit(node: AnyNode, parent: AnyNode | null): string | null {
  if (parent?.type === "MethodDefinition" && parent.kind === "constructor") return null;
  switch (node.type) {
    case "ImportExpression":
      return "import()";
    case "MetaProperty":
      return node.meta.name === "import" ? "import.meta" : null;
    case "Identifier":
      return exitWords.has(node.name) ? node.name : null;
    case "Literal":
      return typeof node.value === "string" && exitWords.has(node.value) ? node.value : null;
    case "TemplateElement":
      return exitWords.has(node.value.cooked ?? "") ? (node.value.cooked ?? null) : null;
    default:
      return null;
  }
}
