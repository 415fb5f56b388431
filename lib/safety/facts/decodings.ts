import type { AnyNode, CallExpression, Identifier } from "acorn";
import type { Variable } from "eslint-scope";
import type { Constants } from "./constant.ts";
import { isAlphabet, isDecoder } from "./decoder.ts";
import type { Source } from "./source.ts";

export interface Decodings {
  /** Whether this text comes, in part or whole, out of a decoder. */
  has(node: AnyNode): boolean;
}

/** How far names, calls and parts of expressions are followed. */
const maxDepth = 100;

export function createDecodings(source: Source, constants: Constants): Decodings {
  const known = new Map<AnyNode, boolean>();
  const knownNames = new Map<Variable, boolean>();
  const answers = listAnswers(source);
  let depth = 0;

  function has(node: AnyNode | null | undefined): boolean {
    if (!node) return false;
    const before = known.get(node);
    if (before !== undefined) return before;
    if (depth >= maxDepth) return false;
    known.set(node, false);
    depth++;
    const found = read(node);
    depth--;
    known.set(node, found);
    return found;
  }

  function read(node: AnyNode): boolean {
    switch (node.type) {
      case "CallExpression":
        return readCall(node);
      case "Identifier":
        return readName(node);
      case "BinaryExpression":
        return node.operator === "+" && (has(node.left) || has(node.right));
      case "TemplateLiteral":
        return node.expressions.some(has);
      case "TaggedTemplateExpression":
        return has(node.quasi);
      case "ConditionalExpression":
        return has(node.consequent) || has(node.alternate);
      case "LogicalExpression":
        return has(node.left) || has(node.right);
      case "AssignmentExpression":
        return has(node.right);
      case "SequenceExpression":
        return has(node.expressions.at(-1));
      case "ArrayExpression":
        return node.elements.some(has);
      case "AwaitExpression":
      case "SpreadElement":
        return has(node.argument);
      case "ChainExpression":
        return has(node.expression);
      case "MemberExpression":
        return has(node.object);
      default:
        return false;
    }
  }

  function readCall(call: CallExpression): boolean {
    if (isDecoder(call, source, constants)) return !isAlphabet(call, constants);
    // What is given to a call is likely to be in what comes back; a function, only in what it returns.
    if (call.arguments.some((arg) => has(arg) || returns(arg))) return true;
    return call.callee.type === "MemberExpression" ? has(call.callee.object) : returns(call.callee);
  }

  /** Whether the function behind this expression returns what it decoded. */
  function returns(node: AnyNode): boolean {
    const made = functionBehind(node);
    if (made === null) return false;
    return made.type === "ArrowFunctionExpression" && made.expression
      ? has(made.body)
      : answers.get(made)?.some(has) === true;
  }

  function functionBehind(node: AnyNode) {
    const found = constants.behind(node);
    if (found.type === "ArrowFunctionExpression" || found.type === "FunctionExpression") return found;
    if (found.type !== "Identifier") return null;
    const definition = source.variableOf(found)?.defs[0];
    if (definition?.type !== "FunctionName") return null;
    return definition.node as unknown as Extract<AnyNode, { type: "FunctionDeclaration" }>;
  }

  /** Whatever it is given, anywhere: a text is often put together in a loop. */
  function readName(name: Identifier): boolean {
    const variable = source.variableOf(name);
    if (variable === null) return false;
    const before = knownNames.get(variable);
    if (before !== undefined) return before;
    knownNames.set(variable, false);
    const found = source.writesOf(variable).some(({ writeExpr, partial, identifier }) => {
      const place = source.parentOf(identifier as unknown as AnyNode);
      const whole = place?.type === "VariableDeclarator" || place?.type === "AssignmentExpression";
      return whole && !partial && has(writeExpr as unknown as AnyNode);
    });
    knownNames.set(variable, found);
    return found;
  }

  return { has };
}

/** What each function returns, by its node. */
function listAnswers({ nodes, parentOf }: Source): Map<AnyNode, AnyNode[]> {
  const answers = new Map<AnyNode, AnyNode[]>();
  const homes = new Map<AnyNode, AnyNode | null>();
  for (const node of nodes) {
    // A node stands before what it contains, so its parent's home is known.
    const parent = parentOf(node);
    homes.set(node, parent && (/Function/.test(parent.type) ? parent : (homes.get(parent) ?? null)));
    const home = homes.get(node);
    if (node.type !== "ReturnStatement" || !node.argument || !home) continue;
    const before = answers.get(home);
    if (before) before.push(node.argument);
    else answers.set(home, [node.argument]);
  }
  return answers;
}
