import type { AnyNode, Identifier } from "acorn";
import { type CodeRun, readCodeRun } from "./code-runs.ts";
import type { Constants } from "./constant.ts";
import { createDecodings, type Decodings } from "./decodings.ts";
import type { Found } from "./finding.ts";
import { createFunctionValues } from "./function-value.ts";
import type { Source } from "./source.ts";

/**
 * Texts that are run as code and were hidden before, and `Function` reached without its name. Both are no way to
 * write an honest program, so what is told here has to be so: where it is not certain, nothing is told.
 */
export function findRunTexts(source: Source, constants: Constants): Found[] {
  const functions = createFunctionValues(source, constants);
  const decodings = createDecodings(source, constants);
  const isText = createTextTest(source, constants);
  return source.nodes.flatMap((node): Found[] => {
    const run = readCodeRun(node, functions, constants);
    if (run === null) return [];
    const found: Found[] = [];
    const walked = (run.kind === "walked" || run.kind === "named") && isWalk(run, isText);
    if (walked)
      found.push({
        kind: "constructor-walk",
        at: run.at,
        what: "reaches Function through a constructor and calls it with a text",
      });
    if (runsDecoded(run, isText, decodings))
      found.push({ kind: "decoded-code", at: run.at, what: "runs text as code that it decodes first" });
    return found;
  });
}

function isWalk({ kind, args }: CodeRun, isText: TextTest): boolean {
  if (kind === "walked") return args.some(isText);
  // `Animal.constructor("Rex")` is a mistake that people make; what it runs is a name.
  return args.some((arg) => isText(arg) && !isName(arg));
}

function isName(arg: AnyNode): boolean {
  return (
    arg.type === "Literal" &&
    /^[\p{L}\p{M}\p{N}\s'’-]*$/u.test(String(arg.value)) &&
    !words.test(String(arg.value))
  );
}

const words = /\b(return|this|debugger|throw)\b/;

function runsDecoded({ kind, args }: CodeRun, isText: TextTest, decodings: Decodings): boolean {
  switch (kind) {
    case "eval":
    case "import":
      return args.slice(0, 1).some(decodings.has);
    // A timer is given a function, which may be made by a call: only what is a text counts.
    case "timer":
      return args.slice(0, 1).some((arg) => isText(arg) && decodings.has(arg));
    // Before the last one stand the names of its parameters.
    case "Function":
    case "walked":
    case "named":
      return args.slice(-1).some((arg) => isText(arg) && decodings.has(arg));
  }
}

/** Whether an expression can only be a text, as far as can be told. */
type TextTest = (node: AnyNode) => boolean;

/** How far names and parts of expressions are followed. */
const maxDepth = 50;

function createTextTest(source: Source, constants: Constants): TextTest {
  return (node) => isText(node, 0);

  function isText(written: AnyNode, depth: number): boolean {
    if (depth > maxDepth) return false;
    const node = constants.behind(written);
    switch (node.type) {
      case "TemplateLiteral":
        return true;
      case "BinaryExpression":
        return node.operator === "+" && (isText(node.left, depth + 1) || isText(node.right, depth + 1));
      case "ConditionalExpression":
        return isText(node.consequent, depth + 1) || isText(node.alternate, depth + 1);
      case "CallExpression":
        return isTextCall(node.callee) || typeof constants.of(node)?.value === "string";
      case "Identifier":
        return isTextName(node, depth + 1);
      default:
        return typeof constants.of(node)?.value === "string";
    }
  }

  /** By what it begins with: a text stays one, whatever is added to it. */
  function isTextName(name: Identifier, depth: number): boolean {
    const variable = source.variableOf(name);
    const [first] = variable ? source.writesOf(variable) : [];
    const place = first && source.parentOf(first.identifier as unknown as AnyNode);
    return place?.type === "VariableDeclarator" && place.init ? isText(place.init, depth) : false;
  }
}

const textFunctions =
  /^(atob|unescape|decodeURI|decodeURIComponent|String|fromCharCode|fromCodePoint|join|decode|toString|concat|slice|substring|replace|replaceAll|trim|padStart|padEnd|repeat)$/;

function isTextCall(callee: AnyNode): boolean {
  if (callee.type === "Identifier") return textFunctions.test(callee.name);
  return (
    callee.type === "MemberExpression" &&
    callee.property.type === "Identifier" &&
    textFunctions.test(callee.property.name)
  );
}
