import type { AnyNode, CallExpression } from "acorn";
import type { Constants } from "./constant.ts";
import { isMethod, nameOf } from "./function-value.ts";
import { childrenOf, type Source } from "./source.ts";

/** Whether this call makes a text out of one that could not be read: decodes it, makes it from codes, turns it round. */
export function isDecoder(call: CallExpression, source: Source, constants: Constants): boolean {
  const callee = constants.behind(call.callee);
  if (callee.type === "Identifier") return source.variableOf(callee) === null && decoders.has(callee.name);
  if (callee.type !== "MemberExpression") return false;
  const name = nameOf(callee.property, callee.computed, constants);
  switch (name) {
    case "fromCharCode":
    case "fromCodePoint":
      return true;
    case "decode":
      return isNew(constants.behind(callee.object), "TextDecoder");
    case "join":
      return isTurnedRound(callee.object, constants);
    case "call":
    case "apply": {
      const inner = constants.behind(callee.object);
      if (inner.type === "Identifier") return source.variableOf(inner) === null && decoders.has(inner.name);
      return isMethod(inner, "fromCharCode") || isMethod(inner, "fromCodePoint");
    }
    default:
      return name !== null && decoders.has(name) && isGlobal(callee.object);
  }
}

const decoders = new Set(["atob", "unescape", "decodeURI", "decodeURIComponent"]);

function isGlobal(node: AnyNode): boolean {
  return node.type === "Identifier" && node.name === "globalThis";
}

function isNew(node: AnyNode, name: string): boolean {
  return node.type === "NewExpression" && node.callee.type === "Identifier" && node.callee.name === name;
}

/** `text.split("").reverse()`, `[...text].reverse()` */
function isTurnedRound(node: AnyNode, constants: Constants): boolean {
  const call = constants.behind(node);
  if (call.type !== "CallExpression" || call.callee.type !== "MemberExpression") return false;
  if (!isMethod(call.callee, "reverse") && !isMethod(call.callee, "toReversed")) return false;
  const list = constants.behind(call.callee.object);
  if (list.type === "ArrayExpression")
    return list.elements.length === 1 && list.elements[0]?.type === "SpreadElement";
  if (list.type !== "CallExpression") return false;
  const separator = list.arguments[0] && constants.of(list.arguments[0])?.value;
  return (isMethod(list.callee, "split") && separator === "") || isMethod(list.callee, "from", "Array");
}

/** `String.fromCharCode(65 + i)` names a column or a variable; it hides nothing. */
export function isAlphabet(call: CallExpression): boolean {
  const [code, ...more] = call.arguments;
  if (code?.type !== "BinaryExpression" || code.operator !== "+" || more.length > 0) return false;
  return [code.left, code.right].some(isStart) && !reads(code);
}

function isStart(node: AnyNode): boolean {
  if (node.type === "Identifier") return true;
  if (node.type === "Literal") return node.value === 65 || node.value === 97 || node.value === 48;
  return isLetterCode(node);
}

/** `"A".charCodeAt(0)` */
function isLetterCode(node: AnyNode): boolean {
  if (node.type !== "CallExpression") return false;
  if (!isMethod(node.callee, "charCodeAt") && !isMethod(node.callee, "codePointAt")) return false;
  const { callee } = node;
  return (
    callee.type === "MemberExpression" &&
    callee.object.type === "Literal" &&
    String(callee.object.value).length === 1
  );
}

/** Whether codes are read from somewhere: a text's characters, a list's items, digits. */
function reads(code: AnyNode): boolean {
  const open = [code];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isLetterCode(node)) continue;
    if (node.type === "CallExpression") return true;
    if (node.type === "MemberExpression" && node.computed) return true;
    open.push(...childrenOf(node));
  }
  return false;
}
