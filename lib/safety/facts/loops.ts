import type { AnyNode } from "acorn";
import type { Constants } from "./constant.ts";
import type { Found } from "./finding.ts";
import { isFixed, isLoop, type Loop, listCalls, listThrowers, turnsOf } from "./loop-condition.ts";
import { countBelow, type Source } from "./source.ts";

/**
 * More turns than these do not end in the time a run has: the engine makes some 2e8 of the emptiest in ten seconds.
 * With a wide margin, so that no loop is told of that somebody might have meant.
 */
const maxTurns = 1e10;

/** Loops that do not end by their condition and have no other way out. */
export function findUnboundedLoops(source: Source, constants: Constants): Found[] {
  const left = findLoopsWithWayOut(source);
  const calls = listCalls(source);
  const breakable = listThrowers(source);
  return source.nodes.filter(isLoop).flatMap((loop): Found[] => {
    if (left.has(loop) || mayThrowOut(loop, source, breakable)) return [];
    const what = wordsFor(loop, source, constants, calls);
    return what === null ? [] : [{ kind: "unbounded-loop", at: loop.start, what }];
  });
}

/** Whether a `try` is around it, and something in it may throw without saying so. */
function mayThrowOut(loop: Loop, { parentOf }: Source, throwers: readonly number[]): boolean {
  if (!((throwers[countBelow(throwers, loop.start)] ?? Number.POSITIVE_INFINITY) < loop.end)) return false;
  for (let inner: AnyNode = loop, outer = parentOf(loop); outer; inner = outer, outer = parentOf(outer))
    if (outer.type === "TryStatement" && outer.block === inner) return true;
  return false;
}

function wordsFor(loop: Loop, source: Source, constants: Constants, calls: readonly number[]): string | null {
  const { test } = loop;
  if (!test) return "for (;;) without a way out";
  if (isAlwaysTrue(test, constants)) return `${headOf(loop)} (true) without a way out`;
  if (isFixed(loop, source, calls)) return `${headOf(loop)} loop whose condition nothing in it changes`;
  const turns = turnsOf(loop, source, constants);
  if (turns === Number.POSITIVE_INFINITY) return `${headOf(loop)} loop whose count never reaches its end`;
  if (turns !== null && turns > maxTurns)
    return `${headOf(loop)} loop of more than ${maxTurns.toExponential().replace("+", "")} turns`;
  return null;
}

function headOf(loop: Loop): string {
  switch (loop.type) {
    case "WhileStatement":
      return "while";
    case "DoWhileStatement":
      return "do … while";
    case "ForStatement":
      return "for";
  }
}

function isAlwaysTrue(test: AnyNode, constants: Constants): boolean {
  const node = constants.behind(test);
  switch (node.type) {
    case "ArrayExpression":
    case "ObjectExpression":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
    case "ClassExpression":
    case "NewExpression":
      return true;
    case "LogicalExpression":
      // Whatever the other half is.
      if (node.operator === "||" && [node.left, node.right].some((half) => isAlwaysTrue(half, constants)))
        return true;
  }
  return Boolean(constants.of(node)?.value);
}

/** The loops that something within them leaves or, in a generator, puts to sleep. What waits (`await`) comes back. */
function findLoopsWithWayOut({ nodes, parentOf }: Source): Set<AnyNode> {
  const left = new Set<AnyNode>();
  const steps = new Map<AnyNode, AnyNode | null>();
  const ways = { return: new Set<AnyNode>(), throw: new Set<AnyNode>() };
  for (const node of nodes) {
    const parent = parentOf(node);
    // A node stands before what it contains, so its parent's step is known.
    steps.set(node, parent && (onTheWay.test(parent.type) ? parent : (steps.get(parent) ?? null)));
    const way =
      node.type === "ThrowStatement" ? ways.throw : /^(Return|Yield)/.test(node.type) ? ways.return : null;
    if (way === null && !/^(Break|Continue)/.test(node.type)) continue;
    for (const loop of leftBy(node, (inner) => steps.get(inner) ?? null, parentOf)) {
      left.add(loop);
      // From here on the way is the one that another has gone already.
      if (way?.has(loop)) break;
      way?.add(loop);
    }
  }
  return left;
}

/** What can end the way from a statement out of a loop, or is left on it. */
const onTheWay =
  /Function|^StaticBlock$|^(For|ForIn|ForOf|While|DoWhile|Switch|Labeled|Try)Statement$|^BlockStatement$/;

function* leftBy(node: AnyNode, next: Step, parentOf: Step): Generator<AnyNode> {
  let inner = node;
  for (let outer = next(node); outer !== null; outer = next(outer)) {
    if (/Function|^StaticBlock$/.test(outer.type)) return;
    const caught = outer.type === "TryStatement" && outer.handler && inner === outer.block;
    if (node.type === "ThrowStatement" && caught) return;
    // To continue with a loop is to leave those within it, and not the loop itself.
    if (node.type === "ContinueStatement" && continues(node.label?.name ?? null, outer, parentOf)) return;
    yield outer;
    if (node.type === "BreakStatement" && ends(node.label?.name ?? null, outer)) return;
    inner = outer;
  }
}

/** From a node to one around it. */
type Step = (node: AnyNode) => AnyNode | null;

function ends(label: string | null, node: AnyNode): boolean {
  if (label !== null) return node.type === "LabeledStatement" && node.label.name === label;
  return anyLoop.test(node.type) || node.type === "SwitchStatement";
}

function continues(label: string | null, node: AnyNode, parentOf: Step): boolean {
  if (!anyLoop.test(node.type)) return false;
  if (label === null) return true;
  for (let outer = parentOf(node); outer?.type === "LabeledStatement"; outer = parentOf(outer))
    if (outer.label.name === label) return true;
  return false;
}

const anyLoop = /^(For|ForIn|ForOf|While|DoWhile)Statement$/;
