import type { ExpressionStatement, ModuleDeclaration, Statement } from "acorn";

/** A text to be put in at a place of another. */
export interface Insertion {
  at: number;
  text: string;
}

type Node = Statement | ModuleDeclaration;

/**
 * What makes a function return the value that a script of these statements has at its end. A script's value is that of the
 * last expression it came by, which may stand in a loop or a branch; `name` is a variable that nothing in it uses.
 */
export function returnCompletion(body: readonly Node[], end: number, name: string): Insertion[] {
  const last = body.findLastIndex(
    (node) => node.type !== "FunctionDeclaration" && node.type !== "EmptyStatement",
  );
  const final = body[last];
  if (final?.type === "ExpressionStatement") return [{ at: final.start, text: "return " }];
  const insertions: Insertion[] = [];
  for (const node of body.toReversed()) {
    insertions.push(...keep(node, `${name} = `));
    // A block may turn out to have no value; then that of what stands before it counts.
    if (insertions.length > 0 && !/^(?:Block|Labeled)/.test(node.type)) break;
  }
  if (insertions.length === 0) return [];
  return [
    { at: body[0]?.start ?? 0, text: `let ${name};\n` },
    ...insertions,
    { at: end, text: `\nreturn ${name};` },
  ];
}

/**
 * Keeps in a variable the value that a statement has. `assign` is how an assignment to it begins. Between a label and its
 * loop nothing can stand.
 */
function keep(node: Node, assign: string, labelled = false): Insertion[] {
  const within = (nodes: readonly Node[]) => nodes.flatMap((inner) => keep(inner, assign));
  const afresh = (inner: Insertion[]) => {
    if (labelled) return inner;
    return [{ at: node.start, text: `{${assign}void 0; ` }, ...inner, { at: node.end, text: "}" }];
  };
  switch (node.type) {
    case "ExpressionStatement":
      return assignValue(node, assign);
    case "BlockStatement":
      return within(node.body);
    case "IfStatement":
      return afresh(within(node.alternate ? [node.consequent, node.alternate] : [node.consequent]));
    case "ForStatement":
    case "ForInStatement":
    case "ForOfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
    case "WithStatement":
      return afresh(within([node.body]));
    case "SwitchStatement":
      return afresh(within(node.cases.flatMap(({ consequent }) => consequent)));
    case "TryStatement":
      return afresh(within(node.handler ? [node.block, node.handler.body] : [node.block]));
    case "LabeledStatement":
      return /^(?:For|While|DoWhile|Labeled)/.test(node.body.type)
        ? afresh(keep(node.body, assign, true))
        : keep(node.body, assign);
    default:
      return [];
  }
}

function assignValue({ start, expression }: ExpressionStatement, assign: string): Insertion[] {
  if (expression.type !== "SequenceExpression") return [{ at: start, text: assign }];
  return [
    { at: start, text: `${assign}(` },
    { at: expression.end, text: ")" },
  ];
}
