import type { AnyNode, Identifier, MemberExpression } from "acorn";
import type { Constants } from "./constant.ts";
import type { Source } from "./source.ts";

/**
 * What kind of function an expression is, as far as it matters to who looks for text that is run:
 * `eval`, `Function` and the timers by their names; `walked` is `Function` or a sister of it, reached as the constructor
 * of a function; `named` the same of a function that has a name of its own, which is `declared`; `sister` the same of
 * an asynchronous function or a generator that the program writes, `async`, since it has no other name; `prototype` what
 * functions inherit from, `asyncPrototype` what those do; `function` any other one.
 */
export type FunctionKind =
  | "eval"
  | "Function"
  | "timer"
  | "walked"
  | "named"
  | "sister"
  | "async"
  | "asyncPrototype"
  | "prototype"
  | "declared"
  | "function";

export interface FunctionValues {
  kindOf(node: AnyNode): FunctionKind | null;
}

/** How far names and members are followed. */
const maxDepth = 100;

export function createFunctionValues(source: Source, constants: Constants): FunctionValues {
  const known = new Map<AnyNode, FunctionKind | null>();
  let depth = 0;

  function kindOf(node: AnyNode): FunctionKind | null {
    const before = known.get(node);
    if (before !== undefined) return before;
    if (depth >= maxDepth) return null;
    known.set(node, null);
    depth++;
    const kind = tell(node);
    depth--;
    known.set(node, kind);
    return kind;
  }

  function tell(written: AnyNode): FunctionKind | null {
    const node = constants.behind(written);
    switch (node.type) {
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        return node.async || node.generator ? "async" : "function";
      case "ClassExpression":
        return "function";
      case "Identifier":
        return tellName(node);
      case "MemberExpression":
        return tellMember(node);
      case "AwaitExpression":
        return kindOf(node.argument);
      case "AssignmentExpression":
        return kindOf(node.right);
      case "CallExpression":
        return tellCall(node.callee, node.arguments);
      default:
        return null;
    }
  }

  function tellName(name: Identifier): FunctionKind | null {
    const variable = source.variableOf(name);
    if (variable === null) return globalKind(name.name);
    const definition = variable.defs[0];
    if (definition?.type === "ClassName") return "declared";
    if (definition?.type === "FunctionName")
      return definition.node.async || definition.node.generator ? "async" : "declared";
    // `const { constructor: F } = x`
    if (definition?.type !== "Variable" || source.writesOf(variable).some((write) => !write.init))
      return null;
    const { id, init } = definition.node as unknown as { id: AnyNode; init: AnyNode | null };
    if (id.type !== "ObjectPattern" || !init) return null;
    const property = id.properties.find(
      (one) => one.type === "Property" && bindsTo(one.value, definition.name),
    );
    return property?.type === "Property"
      ? member(init, nameOf(property.key, property.computed, constants))
      : null;
  }

  function tellMember(node: MemberExpression): FunctionKind | null {
    const name = nameOf(node.property, node.computed, constants);
    // `Object.getOwnPropertyDescriptor(x, "constructor").value`
    const call = name === "value" ? constants.behind(node.object) : null;
    if (call?.type === "CallExpression" && isMethod(call.callee, "getOwnPropertyDescriptor")) {
      const [object, key] = call.arguments;
      return object && key ? member(object, constants.of(key)?.value) : null;
    }
    return member(node.object, name);
  }

  function member(object: AnyNode, name: unknown): FunctionKind | null {
    if (typeof name !== "string") return null;
    const base = constants.behind(object);
    if (isGlobalObject(base, source)) return globalKind(name);
    if (name === "constructor") return constructorOf(base);
    if (name === "prototype") return kindOf(base) === "Function" ? "prototype" : null;
    if (name === "__proto__") return prototypeOf(base);
    return isBuiltIn(base, name, source) ? "function" : null;
  }

  function constructorOf(base: AnyNode): FunctionKind {
    switch (kindOf(base)) {
      case null:
        // Of whatever: a function.
        return "function";
      case "declared":
        return "named";
      case "async":
      case "asyncPrototype":
        return "sister";
      default:
        return "walked";
    }
  }

  function prototypeOf(base: AnyNode): FunctionKind | null {
    const kind = kindOf(base);
    return kind && (kind === "async" ? "asyncPrototype" : "prototype");
  }

  function tellCall(callee: AnyNode, args: readonly AnyNode[]): FunctionKind | null {
    const [object, key] = args;
    if (isMethod(callee, "bind")) return kindOf((callee as MemberExpression).object);
    if (object && key && isMethod(callee, "get", "Reflect")) return member(object, constants.of(key)?.value);
    if (object && isMethod(callee, "getPrototypeOf")) return prototypeOf(object);
    return null;
  }

  return { kindOf };
}

function globalKind(name: string): FunctionKind | null {
  if (name === "eval" || name === "Function") return name;
  if (/^set(Timeout|Interval|Immediate)$/.test(name)) return "timer";
  return isFunction(globalThis, name) ? "declared" : null;
}

/** Whether this is `x.name(…)`'s callee, of one object or of any. */
export function isMethod(callee: AnyNode, name: string, object?: string): boolean {
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return false;
  if (callee.computed || callee.property.name !== name) return false;
  return object === undefined || (callee.object.type === "Identifier" && callee.object.name === object);
}

function isGlobalObject(node: AnyNode, source: Source): boolean {
  return node.type === "Identifier" && node.name === "globalThis" && source.variableOf(node) === null;
}

/** A method that the language itself gives to what is written out, such as `[]["filter"]` or `Math.max`. */
function isBuiltIn(base: AnyNode, name: string, source: Source): boolean {
  switch (base.type) {
    case "ArrayExpression":
      return isFunction(Array.prototype, name);
    case "ObjectExpression":
      return isFunction(Object.prototype, name);
    case "TemplateLiteral":
      return isFunction(String.prototype, name);
    case "Literal":
      return typeof base.value === "string" && isFunction(String.prototype, name);
    case "Identifier":
      if (source.variableOf(base) !== null || !namespaces.has(base.name)) return false;
      return isFunction(Reflect.get(globalThis, base.name), name);
    default:
      return false;
  }
}

const namespaces = new Set(
  "Array Date JSON Math Number Object Promise Reflect String Symbol console".split(" "),
);

function isFunction(object: object, name: string): boolean {
  return Object.hasOwn(object, name) && typeof Reflect.get(object, name) === "function";
}

/** The name of a member, also where it is put together; null where only a run would tell it. */
export function nameOf(property: AnyNode, computed: boolean, constants: Constants): string | null {
  if (!computed && property.type === "Identifier") return property.name;
  if (property.type === "PrivateIdentifier") return null;
  const name = constants.of(property)?.value;
  return typeof name === "string" ? name : null;
}

function bindsTo(pattern: AnyNode, name: unknown): boolean {
  return pattern === name || (pattern.type === "AssignmentPattern" && pattern.left === name);
}
