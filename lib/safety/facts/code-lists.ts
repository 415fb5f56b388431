import type { AnyNode, ArrayExpression, Identifier } from "acorn";
import type { Constants } from "./constant.ts";
import { isMethod } from "./function-value.ts";
import { childrenOf, type Source } from "./source.ts";

/** Shorter ones are examples of what the functions do. */
const minCodes = 100;

/** Long lists of written numbers that are given to `fromCharCode` or `fromCodePoint`, each once. */
export function findCodeLists(source: Source, constants: Constants): { at: number; length: number }[] {
  const found = new Map<number, number>();
  const lists = source.nodes.some(isLongList);
  for (const node of source.nodes) {
    if (node.type !== "MemberExpression" || node.property.type !== "Identifier") continue;
    if (!/^from(CharCode|CodePoint)$/.test(node.property.name)) continue;
    const args = argumentsOf(node, source);
    const numbers = args.filter(isNumber).length;
    if (numbers >= minCodes) found.set(node.start, numbers);
    for (const list of lists ? args.flatMap((arg) => listsIn(arg, source, constants)) : [])
      found.set(list.start, list.elements.length);
  }
  return [...found].map(([at, length]) => ({ at, length }));
}

/** What the function is given: called, applied, or itself given to a method of a list. */
function argumentsOf(maker: AnyNode, { parentOf }: Source): AnyNode[] {
  const parent = parentOf(maker);
  if (parent?.type === "CallExpression")
    return parent.callee === maker ? parent.arguments : [...listedBy(parent)];
  const call = parent?.type === "MemberExpression" ? parentOf(parent) : null;
  return call?.type === "CallExpression" && call.callee === parent ? call.arguments : [];
}

function* listedBy(call: AnyNode): Generator<AnyNode> {
  if (call.type === "CallExpression" && call.callee.type === "MemberExpression") yield call.callee.object;
}

function listsIn(arg: AnyNode, source: Source, constants: Constants): ArrayExpression[] {
  const lists: ArrayExpression[] = [];
  const open = [arg];
  for (let node = open.pop(); node; node = open.pop()) {
    const list = node.type === "Identifier" ? listBehind(node, source, constants) : node;
    if (list && isLongList(list)) lists.push(list);
    else open.push(...childrenOf(node));
  }
  return lists;
}

/** The list that a name stands for, or of whose items it is one. */
function listBehind(name: Identifier, source: Source, constants: Constants): AnyNode | null {
  const itself = constants.behind(name);
  if (itself.type === "ArrayExpression") return itself;
  const definition = source.variableOf(name)?.defs[0];
  if (!definition) return null;
  if (definition.type === "Parameter") {
    const parent = source.parentOf(definition.node as unknown as AnyNode);
    // The first one of `reduce` is what it has made so far; the next one of all others is an index.
    const reduces = parent?.type === "CallExpression" && isMethod(parent.callee, "reduce");
    if (definition.index !== (reduces ? 1 : 0)) return null;
    const [list] = parent ? listedBy(parent) : [];
    return list ? constants.behind(list) : null;
  }
  const declaration = source.parentOf(definition.node as unknown as AnyNode);
  const loop = declaration && source.parentOf(declaration);
  return loop?.type === "ForOfStatement" && loop.left === declaration ? constants.behind(loop.right) : null;
}

function isLongList(node: AnyNode): node is ArrayExpression {
  return node.type === "ArrayExpression" && node.elements.length >= minCodes && node.elements.every(isNumber);
}

function isNumber(node: AnyNode | null): boolean {
  return node?.type === "Literal" && typeof node.value === "number";
}
