import type { AnyNode, DoWhileStatement, ForStatement, Identifier, WhileStatement } from "acorn";
import type { Variable } from "eslint-scope";
import type { Constants } from "./constant.ts";
import { countBelow, type Source } from "./source.ts";

/** The loops that only a condition ends. */
export type Loop = WhileStatement | DoWhileStatement | ForStatement;

export function isLoop(node: AnyNode): node is Loop {
  return /^(For|While|DoWhile)Statement$/.test(node.type);
}

/**
 * Whether the condition reads only variables of which nothing in the loop, and nothing that it calls, changes one.
 * `calls` are the places that may run other code, sorted.
 */
export function isFixed(loop: Loop, source: Source, calls: readonly number[]): boolean {
  const names = loop.test && namesOf(loop.test);
  if (!names || names.length === 0) return false;
  const opaque = (calls[countBelow(calls, loop.start)] ?? Number.POSITIVE_INFINITY) < loop.end;
  return names.every((name) => {
    const read = source.referenceOf(name);
    if (!read?.resolved || changesUnseen(read.resolved, source)) return false;
    const home = read.resolved.scope.variableScope;
    return source.writesOf(read.resolved).every((write) => {
      const place = write.identifier as unknown as Identifier;
      if (isWithin(place, loop) && !isWithinInit(place, loop)) return false;
      // Where all of it is in one function, that function is in the loop, and cannot write while the loop turns.
      return !opaque || (write.from.variableScope === home && read.from.variableScope === home);
    });
  });
}

/** A parameter may be written as one of `arguments`; an object may say each time something else of itself. */
function changesUnseen(variable: Variable, source: Source): boolean {
  if (variable.defs.some(({ type }) => type === "Parameter"))
    return (variable.scope.set.get("arguments")?.references.length ?? 0) > 0;
  return source.writesOf(variable).some(({ writeExpr }) => objects.test(writeExpr?.type ?? ""));
}

const objects = /^(Object|New|Class|Function|ArrowFunction)Expression$/;

/** Where code may run that stands elsewhere. */
export function listCalls({ nodes }: Source): number[] {
  return listStarts(nodes, (type) => mayRunOther.has(type));
}

/** Where something may be thrown by what stands elsewhere, or since there is no such object. */
export function listThrowers({ nodes }: Source): number[] {
  return listStarts(nodes, (type) => mayRunOther.has(type) || type === "MemberExpression");
}

function listStarts(nodes: readonly AnyNode[], is: (type: string) => boolean): number[] {
  return nodes
    .filter(({ type }) => is(type))
    .map(({ start }) => start)
    .sort((a, b) => a - b);
}

const mayRunOther = new Set([
  "CallExpression",
  "NewExpression",
  "TaggedTemplateExpression",
  "AwaitExpression",
  "ImportExpression",
  "ForOfStatement",
  "SpreadElement",
]);

/** The names in an expression of names, constants and operators; null if it holds anything else. */
function namesOf(test: AnyNode): Identifier[] | null {
  const names: Identifier[] = [];
  const open = [test];
  for (let node = open.pop(); node; node = open.pop()) {
    switch (node.type) {
      case "Identifier":
        names.push(node);
        break;
      case "Literal":
        break;
      case "UnaryExpression":
        if (node.operator === "delete") return null;
        open.push(node.argument);
        break;
      case "BinaryExpression":
      case "LogicalExpression":
        // They look into an object, which may change while its variable does not.
        if (node.operator === "in" || node.operator === "instanceof") return null;
        open.push(node.left, node.right);
        break;
      default:
        return null;
    }
  }
  return names;
}

/**
 * How often a loop turns that counts one variable in equal steps towards a constant: Infinity for one that counts away
 * from it; null for all other loops.
 */
export function turnsOf(loop: Loop, source: Source, constants: Constants): number | null {
  const { test } = loop;
  if (test?.type !== "BinaryExpression" || test.left.type !== "Identifier") return null;
  const variable = source.variableOf(test.left);
  const end = constants.of(test.right)?.value;
  if (variable === null || typeof end !== "number" || Number.isNaN(end)) return null;
  const start = startOf(variable, constants);
  const step = stepOf(variable, loop, source, constants);
  if (start === null || step === null || step === 0) return null;
  switch (test.operator) {
    case "<":
    case "<=":
      if (start >= end) return null;
      return step > 0 ? (end - start) / step : Number.POSITIVE_INFINITY;
    case ">":
    case ">=":
      if (start <= end) return null;
      return step < 0 ? (end - start) / step : Number.POSITIVE_INFINITY;
    default:
      return null;
  }
}

function startOf(variable: Variable, constants: Constants): number | null {
  const [definition, ...more] = variable.defs;
  if (definition?.type !== "Variable" || more.length > 0) return null;
  const { init } = definition.node as unknown as { init: AnyNode | null };
  const value = init && constants.of(init)?.value;
  return typeof value === "number" ? value : null;
}

/** The step of the one place that changes a variable after its declaration, if that is in the loop and in none within it. */
function stepOf(variable: Variable, loop: Loop, source: Source, constants: Constants): number | null {
  const writes = source.writesOf(variable).filter((reference) => !reference.init);
  const [write] = writes;
  if (!write || writes.length > 1) return null;
  const name = write.identifier as unknown as Identifier;
  const change = source.parentOf(name);
  if (!change || !turnsWith(change, loop, source)) return null;
  if (change.type === "UpdateExpression") return change.operator === "++" ? 1 : -1;
  if (change.type !== "AssignmentExpression" || !/^[+-]=$/.test(change.operator)) return null;
  const step = constants.of(change.right)?.value;
  if (typeof step !== "number" || !Number.isFinite(step)) return null;
  return change.operator === "+=" ? step : -step;
}

/** Whether this is done in a turn of this loop, and of none that is within it. */
function turnsWith(node: AnyNode, loop: Loop, source: Source): boolean {
  for (let outer = source.parentOf(node); outer !== null; outer = source.parentOf(outer)) {
    if (outer === loop) return !isWithinInit(node, loop);
    if (/Function|^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(outer.type)) return false;
  }
  return false;
}

function isWithinInit(node: AnyNode, loop: Loop): boolean {
  return loop.type === "ForStatement" && Boolean(loop.init && isWithin(node, loop.init));
}

function isWithin(inner: { start: number; end: number }, outer: { start: number; end: number }): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
