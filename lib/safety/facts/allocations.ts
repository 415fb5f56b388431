import type { AnyNode, CallExpression, NewExpression } from "acorn";
import type { Constants } from "./constant.ts";
import type { Found } from "./finding.ts";
import type { Source } from "./source.ts";

/**
 * Elements of a list, characters of a text or bytes of a buffer that make an allocation a large one. The guest's whole
 * memory is 64 MiB, so what asks for so many in one go can only mean to fill it, or does not know of it.
 */
const largeSize = 50_000_000;

/** Allocations whose size the program's text tells, and that are very large. */
export function findLargeAllocations(source: Source, constants: Constants): Found[] {
  return source.nodes.flatMap((node): Found[] => {
    const allocation = allocationOf(node, source, constants);
    if (allocation === null || !(allocation.size >= largeSize)) return [];
    const what = `asks for ${allocation.size.toExponential(1).replace("+", "")} ${allocation.what}`;
    return [{ kind: "large-allocation", at: node.start, what }];
  });
}

interface Allocation {
  size: number;
  what: string;
}

function allocationOf(node: AnyNode, source: Source, constants: Constants): Allocation | null {
  switch (node.type) {
    case "CallExpression":
    case "NewExpression":
      if (node.callee.type === "Identifier")
        return source.variableOf(node.callee) === null ? byName(node.callee.name, node, constants) : null;
      return node.type === "CallExpression" ? byMethod(node, source, constants) : null;
    case "AssignmentExpression": {
      if (node.operator !== "=" || node.left.type !== "MemberExpression" || node.left.computed) return null;
      const { property } = node.left;
      if (property.type !== "Identifier" || property.name !== "length") return null;
      if (!isList(constants.behind(node.left.object), source)) return null;
      return sized(node.right, "elements of a list", constants);
    }
    default:
      return null;
  }
}

function byName(name: string, node: CallExpression | NewExpression, constants: Constants): Allocation | null {
  const [size, options] = node.arguments;
  if (!size) return null;
  if (name === "Array")
    return node.arguments.length === 1 ? sized(size, "elements of a list", constants) : null;
  if (/^(Shared)?ArrayBuffer$/.test(name)) {
    const most = options && propertyOf(options, "maxByteLength", constants);
    return sized(most ?? size, "bytes of a buffer", constants);
  }
  const bytes = bytesOf.get(name);
  const count = bytes === undefined ? null : sized(size, "bytes of a typed array", constants);
  return count && { ...count, size: count.size * (bytes ?? 1) };
}

const bytesOf = new Map([
  ["Int8Array", 1],
  ["Uint8Array", 1],
  ["Uint8ClampedArray", 1],
  ["Int16Array", 2],
  ["Uint16Array", 2],
  ["Float16Array", 2],
  ["Int32Array", 4],
  ["Uint32Array", 4],
  ["Float32Array", 4],
  ["Float64Array", 8],
  ["BigInt64Array", 8],
  ["BigUint64Array", 8],
]);

function isList(node: AnyNode, source: Source): boolean {
  if (node.type === "ArrayExpression") return true;
  if (node.type !== "NewExpression" && node.type !== "CallExpression") return false;
  return isArray(node.callee, source);
}

function isArray(node: AnyNode, source: Source): boolean {
  return node.type === "Identifier" && node.name === "Array" && source.variableOf(node) === null;
}

function byMethod(call: CallExpression, source: Source, constants: Constants): Allocation | null {
  const { callee, arguments: args } = call;
  const [first] = args;
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier" || !first) return null;
  switch (callee.property.name) {
    case "repeat": {
      const times = sized(first, "characters of a text", constants);
      // Other things than texts can be repeated too: loans, weeks.
      const isTemplate = constants.behind(callee.object).type === "TemplateLiteral";
      const length = lengthOf(callee.object, constants, 0) ?? (isTemplate ? 1 : null);
      return times && length !== null ? { ...times, size: times.size * length } : null;
    }
    case "padStart":
    case "padEnd":
      return sized(first, "characters of a text", constants);
    case "from": {
      const length = isArray(callee.object, source) ? propertyOf(first, "length", constants) : null;
      return length && sized(length, "elements of a list", constants);
    }
    default:
      return null;
  }
}

/** Repetitions of repetitions that are followed. */
const maxDepth = 20;

/** How long a text is, also one that would be too long to be put together here. */
function lengthOf(node: AnyNode, constants: Constants, depth: number): number | null {
  const text = constants.of(node)?.value;
  if (typeof text === "string") return text.length;
  const call = constants.behind(node);
  if (depth > maxDepth || call.type !== "CallExpression" || call.callee.type !== "MemberExpression")
    return null;
  const { object, property } = call.callee;
  const times = call.arguments[0] && constants.of(call.arguments[0])?.value;
  if (property.type !== "Identifier" || property.name !== "repeat" || typeof times !== "number") return null;
  const length = lengthOf(object, constants, depth + 1);
  return length === null ? null : length * times;
}

function sized(node: AnyNode, what: string, constants: Constants): Allocation | null {
  const size = constants.of(node)?.value;
  return typeof size === "number" ? { size, what } : null;
}

function propertyOf(node: AnyNode, name: string, constants: Constants): AnyNode | null {
  const object = constants.behind(node);
  if (object.type !== "ObjectExpression") return null;
  const property = object.properties.find(
    (one) => one.type === "Property" && one.key.type === "Identifier" && one.key.name === name,
  );
  return property?.type === "Property" ? property.value : null;
}
