import type { AnyNode, CallExpression } from "acorn";
import { type Constant, type Constants, maxTextLength } from "./constant.ts";

/** The calls by which programs put texts together from pieces; null for all others. */
export function foldCall(call: CallExpression, constants: Constants): { value: Constant } | null {
  const { callee } = call;
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier" || callee.computed)
    return null;
  const name = callee.property.name;
  if (name === "fromCharCode" || name === "fromCodePoint") return text(codesOf(call.arguments, constants));
  if (name === "join") return join(callee.object, call.arguments[0], constants);
  const object = constants.of(callee.object);
  if (typeof object?.value !== "string") return null;
  const args = valuesOf(call.arguments, constants);
  return args && callText(object.value, name, args);
}

function callText(object: string, name: string, args: Constant[]): { value: string } | null {
  switch (name) {
    case "concat":
      return { value: object.concat(...args.map(String)) };
    case "repeat": {
      const times = Number(args[0]);
      const fits = times >= 0 && object.length * times <= maxTextLength && times <= maxTextLength;
      return fits ? { value: object.repeat(times) } : null;
    }
    case "toLowerCase":
      return { value: object.toLowerCase() };
    case "toUpperCase":
      return { value: object.toUpperCase() };
    case "trim":
      return { value: object.trim() };
    case "toString":
      return { value: object };
    default:
      return null;
  }
}

function join(
  object: AnyNode,
  separator: AnyNode | undefined,
  constants: Constants,
): { value: string } | null {
  const items = constants.listOf(object);
  const between = separator ? constants.of(separator) : { value: "," };
  if (items === null || between === null) return null;
  const length = items.reduce((sum: number, item) => sum + String(item ?? "").length, 0);
  const glue = String(between.value);
  return length + items.length * glue.length > maxTextLength ? null : { value: items.join(glue) };
}

/** The constants of a list; null where only a run would tell them. */
export function foldList(list: AnyNode, constants: Constants): Constant[] | null {
  if (list.type === "ArrayExpression") return valuesOf(list.elements, constants);
  if (list.type !== "CallExpression" || list.callee.type !== "MemberExpression") return null;
  const { object, property } = list.callee;
  if (property.type !== "Identifier") return null;
  if (property.name === "reverse") return constants.listOf(object)?.toReversed() ?? null;
  if (property.name !== "split") return null;
  const text = constants.of(object);
  const separator = list.arguments[0] && constants.of(list.arguments[0]);
  if (typeof text?.value !== "string" || typeof separator?.value !== "string") return null;
  const items = text.value.split(separator.value);
  return items.length > maxItems ? null : items;
}

/** Longer lists are not put together: one could be made of many times the one before. */
const maxItems = 1 << 15;

/** Null when one of them is not constant. Texts that are spread out count as their characters. */
function valuesOf(nodes: readonly (AnyNode | null)[], constants: Constants): Constant[] | null {
  const values: Constant[] = [];
  for (const node of nodes) {
    if (node?.type === "SpreadElement") {
      const text = constants.of(node.argument);
      const list = typeof text?.value === "string" ? [...text.value] : constants.listOf(node.argument);
      if (list === null) return null;
      if (values.length + list.length > maxItems) return null;
      for (const item of list) values.push(item);
    } else {
      const value = node ? constants.of(node) : { value: undefined };
      if (value === null) return null;
      values.push(value.value);
    }
  }
  return values;
}

function codesOf(nodes: readonly AnyNode[], constants: Constants): number[] | null {
  const codes = valuesOf(nodes, constants)?.map(Number);
  return codes?.every((code) => code >= 0 && code <= 0x10ffff && Number.isInteger(code)) ? codes : null;
}

function text(codes: number[] | null): { value: string } | null {
  return codes && { value: codes.map((code) => String.fromCodePoint(code)).join("") };
}
