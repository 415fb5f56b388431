import type { AnyNode, CallExpression } from "acorn";
import type { Constants } from "./constant.ts";
import { isMethod, nameOf } from "./function-value.ts";
import { childrenOf, type Source } from "./source.ts";

/** Whether this call makes a text out of one that could not be read: decodes it, makes it from codes, turns it round. */
export function isDecoder(call: CallExpression, source: Source, constants: Constants): boolean {
  const callee = constants.behind(call.callee);
  if (undoes(callee, call.arguments[0], source, constants)) return false;
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
      // What can be told without a run is turned round again for whoever reads it.
      return isTurnedRound(callee.object, constants) && constants.of(call) === null;
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

/** `atob(btoa(text))`: the text was not hidden before. */
function undoes(callee: AnyNode, arg: AnyNode | undefined, source: Source, constants: Constants): boolean {
  const inner = arg && constants.behind(arg);
  if (callee.type !== "Identifier" || inner?.type !== "CallExpression") return false;
  const encoder = inner.callee;
  if (encoder.type !== "Identifier" || source.variableOf(encoder) !== null) return false;
  return encoders.get(callee.name)?.test(encoder.name) === true;
}

const encoders = new Map([
  ["atob", /^btoa$/],
  ["unescape", /^(escape|encodeURIComponent)$/],
  ["decodeURI", /^encodeURI$/],
  ["decodeURIComponent", /^(escape|encodeURIComponent)$/],
]);

function isGlobal(node: AnyNode): boolean {
  return node.type === "Identifier" && node.name === "globalThis";
}

export function isNew(node: AnyNode, name: string): boolean {
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

/**
 * `String.fromCharCode(65 + i)` names a column or a variable, and what shifts a whole script (`c.charCodeAt(0) - 0xFEE0`)
 * only writes its digits in another one: neither hides anything.
 */
export function isAlphabet(call: CallExpression, constants: Constants): boolean {
  const [code, ...more] = call.arguments;
  if (code?.type !== "BinaryExpression" || more.length > 0) return false;
  if (Math.abs(shiftOf(code, constants) ?? 0) >= minShift) return true;
  if (code.operator !== "+") return false;
  return [code.left, code.right].some((part) => isStart(part) && !reads(code, isFirst(part)));
}

/** Less far apart are letters and signs that all belong to programs. */
const minShift = 256;

/** By how much one character's code is moved, up or down; null where it is not moved by a constant alone. */
function shiftOf(code: AnyNode, constants: Constants): number | null {
  if (code.type !== "BinaryExpression") return isMethodOfCode(code) && !isLetterCode(code) ? 0 : null;
  if (code.operator !== "+" && code.operator !== "-") return null;
  const before = shiftOf(code.left, constants);
  const by = isLetterCode(code.right) ? letterCode(code.right) : constants.of(code.right)?.value;
  if (before === null || typeof by !== "number") return null;
  return code.operator === "+" ? before + by : before - by;
}

function isStart(node: AnyNode): boolean {
  return node.type === "Identifier" || isFirst(node) || isLetterCode(node);
}

/** The code of 0, A or a, or the one before it. */
function isFirst(node: AnyNode): boolean {
  return node.type === "Literal" && [48, 64, 65, 96, 97].some((code) => code === node.value);
}

/** `"A".charCodeAt(0)` */
function isLetterCode(node: AnyNode): boolean {
  return letterCode(node) !== null;
}

function letterCode(node: AnyNode): number | null {
  if (!isMethodOfCode(node) || node.callee.type !== "MemberExpression") return null;
  const { object } = node.callee;
  const letter = object.type === "Literal" ? String(object.value) : "";
  return letter.length === 1 ? letter.charCodeAt(0) : null;
}

function isMethodOfCode(node: AnyNode): node is CallExpression {
  if (node.type !== "CallExpression") return false;
  return isMethod(node.callee, "charCodeAt") || isMethod(node.callee, "codePointAt");
}

/** Whether codes are read from somewhere: a text's characters, digits and, unless they are only counted from a first one, a list's items. */
function reads(code: AnyNode, mayHaveItems: boolean): boolean {
  const open = [code];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isLetterCode(node)) continue;
    if (node.type === "CallExpression") return true;
    if (!mayHaveItems && node.type === "MemberExpression" && node.computed) return true;
    open.push(...childrenOf(node));
  }
  return false;
}
