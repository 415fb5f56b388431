import type { AnyNode, Identifier } from "acorn";
import { type CodeRun, readCodeRun } from "./code-runs.ts";
import type { Constants } from "./constant.ts";
import { isNew } from "./decoder.ts";
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
    if (isWalk(run, isText, constants))
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

function isWalk({ kind, args }: CodeRun, isText: TextTest, constants: Constants): boolean {
  switch (kind) {
    case "walked":
      return args.some(isText);
    // `Animal.constructor("Rex")` is a mistake that people make; what it runs is a name.
    case "named":
      return args.some((arg) => isText(arg) && !isName(arg));
    // It can be had in no other way, so a text that stands there to be read is no reason to refuse.
    case "sister":
      return args.some((arg) => isText(arg) && constants.of(arg) === null);
    default:
      return false;
  }
}

/** Words and marks that, run as code, call, assign and return nothing. */
function isName(arg: AnyNode): boolean {
  return arg.type === "Literal" && !doing.test(String(arg.value));
}

const doing = /[()`={};\\]|\b(return|this|debugger|throw|new|delete|import|await|yield)\b/;

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
    case "sister":
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
        return (
          isTextCall(constants.behind(node.callee), depth + 1) ||
          typeof constants.of(node)?.value === "string"
        );
      case "Identifier":
        return isTextName(node, depth + 1);
      default:
        return typeof constants.of(node)?.value === "string";
    }
  }

  /** Not a function or a method of the program's own that only has such a name. */
  function isTextCall(callee: AnyNode, depth: number): boolean {
    if (callee.type === "Identifier")
      return source.variableOf(callee) === null && textFunctions.test(callee.name);
    if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return false;
    const object = constants.behind(callee.object);
    switch (callee.property.name) {
      case "fromCharCode":
      case "fromCodePoint":
        return true;
      case "join":
        return isList(object);
      case "decode":
        return isNew(object, "TextDecoder");
      case "replace":
      case "replaceAll":
        if (object.type === "CallExpression") return true;
    }
    return textMethods.test(callee.property.name) && isText(object, depth);
  }

  /** By what it begins with: a text stays one, whatever is added to it. */
  function isTextName(name: Identifier, depth: number): boolean {
    const variable = source.variableOf(name);
    const [first] = variable ? source.writesOf(variable) : [];
    const place = first && source.parentOf(first.identifier as unknown as AnyNode);
    return place?.type === "VariableDeclarator" && place.init ? isText(place.init, depth) : false;
  }
}

const textFunctions = /^(atob|unescape|decodeURI|decodeURIComponent|String)$/;
const textMethods = /^(toString|concat|slice|substring|replace|replaceAll|trim|padStart|padEnd|repeat)$/;
const listMethods = /^(map|flatMap|flat|filter|reverse|toReversed|sort|toSorted|split|from|of|match)$/;

function isList(node: AnyNode): boolean {
  if (node.type === "ArrayExpression") return true;
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return false;
  const { property } = node.callee;
  return property.type === "Identifier" && listMethods.test(property.name);
}
