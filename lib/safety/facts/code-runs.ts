import type { AnyNode, Expression, SpreadElement } from "acorn";
import type { Constants } from "./constant.ts";
import { type FunctionKind, type FunctionValues, isMethod } from "./function-value.ts";

/** A place where a text may be run as code. */
export interface CodeRun {
  kind: Extract<FunctionKind, "eval" | "Function" | "timer" | "walked" | "named" | "sister"> | "import";
  at: number;
  args: AnyNode[];
}

/** The run that this node is, called directly, through `call`, `apply` or Reflect, or as the tag of a template; else null. */
export function readCodeRun(node: AnyNode, functions: FunctionValues, constants: Constants): CodeRun | null {
  const call = readCall(node, functions, constants);
  const kind = call && (call.callee === null ? "import" : functions.kindOf(call.callee));
  switch (kind) {
    case "eval":
    case "Function":
    case "timer":
    case "walked":
    case "named":
    case "sister":
    case "import":
      return { kind, at: node.start, args: spread(call?.args ?? [], constants) };
    default:
      return null;
  }
}

interface Call {
  /** Null for `import()`. */
  callee: AnyNode | null;
  args: readonly AnyNode[];
}

function readCall(node: AnyNode, functions: FunctionValues, constants: Constants): Call | null {
  switch (node.type) {
    case "ImportExpression":
      return { callee: null, args: [node.source] };
    case "NewExpression":
      return { callee: node.callee, args: node.arguments };
    case "TaggedTemplateExpression":
      return { callee: node.tag, args: [node.quasi] };
    case "CallExpression":
      return readPlainCall(node.callee, node.arguments, functions, constants);
    default:
      return null;
  }
}

function readPlainCall(
  callee: AnyNode,
  args: readonly (Expression | SpreadElement)[],
  functions: FunctionValues,
  constants: Constants,
): Call | null {
  const [first, second, third] = args;
  if (first && isMethod(callee, "apply", "Reflect")) return { callee: first, args: items(third, constants) };
  if (first && isMethod(callee, "construct", "Reflect"))
    return { callee: first, args: items(second, constants) };
  if (callee.type === "MemberExpression" && functions.kindOf(callee.object) !== null) {
    if (isMethod(callee, "call")) return { callee: callee.object, args: args.slice(1) };
    if (isMethod(callee, "apply")) return { callee: callee.object, args: items(second, constants) };
  }
  return { callee, args };
}

function items(list: AnyNode | undefined, constants: Constants): AnyNode[] {
  const found = list && constants.behind(list);
  return found?.type === "ArrayExpression" ? found.elements.filter((item) => item !== null) : [];
}

function spread(args: readonly AnyNode[], constants: Constants): AnyNode[] {
  return args.flatMap((arg) => (arg.type === "SpreadElement" ? items(arg.argument, constants) : [arg]));
}
