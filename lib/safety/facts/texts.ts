import type { AnyNode } from "acorn";
import { type Constants, maxTextLength } from "./constant.ts";
import type { Source } from "./source.ts";

/** A text that a program writes, or puts together from pieces it writes. */
export interface Text {
  at: number;
  /** With `unknown` in the place of what only a run would tell. */
  value: string;
  /** As it is written, with its escapes; null for one that was put together. */
  raw: string | null;
}

/** No text that a person would read holds it. */
export const unknown = "\ufffc";

/** What all texts together may hold, in characters: from a name, a program of 64 KiB can make the same long text a thousand times. */
const maxTotal = 1 << 20;

/** Each text once, as long as it can be told: not the parts of a sum, but the sum. */
export function listTexts(source: Source, constants: Constants): Text[] {
  const texts: Text[] = [];
  const parts = new Set<AnyNode>();
  let room = maxTotal;
  // A node stands before what it contains.
  for (const node of source.nodes) {
    if (parts.has(node)) continue;
    const value = room > 0 ? readText(node, constants, parts) : plainText(node);
    if (value === null || value === "") continue;
    room -= value.length;
    texts.push({ at: node.start, value, raw: rawOf(node, source.code) });
  }
  return texts;
}

function rawOf(node: AnyNode, code: string): string | null {
  return node.type === "Literal" || node.type === "TemplateLiteral" ? code.slice(node.start, node.end) : null;
}

function plainText(node: AnyNode): string | null {
  if (node.type === "TemplateElement") return node.value.cooked ?? node.value.raw;
  if (node.type !== "Literal") return null;
  return node.regex ? node.regex.pattern : typeof node.value === "string" ? node.value : null;
}

/** Adds to `parts` what was read with it, so that it is no text of its own. */
function readText(node: AnyNode, constants: Constants, parts: Set<AnyNode>): string | null {
  switch (node.type) {
    case "TemplateLiteral":
      return readTemplate(node, constants, parts);
    case "BinaryExpression":
      return node.operator === "+" ? readSum(node, constants, parts) : null;
    case "CallExpression": {
      const value = constants.of(node)?.value;
      return typeof value === "string" ? value : null;
    }
    default:
      return plainText(node);
  }
}

function readTemplate(node: AnyNode, constants: Constants, parts: Set<AnyNode>): string | null {
  if (node.type !== "TemplateLiteral") return null;
  const pieces = node.quasis.flatMap((quasi, i) => {
    parts.add(quasi);
    const expression = node.expressions[i];
    return [plainText(quasi) ?? unknown, ...(expression ? [readPart(expression, constants, parts)] : [])];
  });
  return pieces.join("");
}

function readSum(sum: AnyNode, constants: Constants, parts: Set<AnyNode>): string | null {
  const rights: AnyNode[] = [];
  let first = sum;
  while (first.type === "BinaryExpression" && first.operator === "+") {
    parts.add(first);
    rights.push(first.right);
    first = first.left;
  }
  const pieces = [first, ...rights.reverse()];
  const read = pieces.map((piece) => readPart(piece, constants, parts));
  // A sum of numbers is no text.
  const isText = read.some((piece, i) => piece !== unknown && !isNumber(pieces[i], constants));
  return isText ? read.join("") : null;
}

function readPart(node: AnyNode, constants: Constants, parts: Set<AnyNode>): string {
  const value = constants.of(node)?.value;
  if (value === undefined || String(value).length > maxTextLength) return unknown;
  if (node.type === "Literal" || node.type === "TemplateLiteral") parts.add(node);
  if (node.type === "TemplateLiteral") for (const quasi of node.quasis) parts.add(quasi);
  return String(value);
}

function isNumber(node: AnyNode | undefined, constants: Constants): boolean {
  return node !== undefined && typeof constants.of(node)?.value !== "string";
}
