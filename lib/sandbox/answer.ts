import type { Program as Ast, ExportDefaultDeclaration, Node, Pattern } from "acorn";
import type { Source } from "./program.ts";

/** How a program says its answer, besides the value of its last expression. */
interface Ways {
  /** A `return` outside every function. */
  returns: boolean;
  /** An `await` outside every function. */
  awaits: boolean;
  /** `result` is declared by `var`, `let` or `const` at the top level. */
  declares: boolean;
  /** The program's `result`, not one that a block declares for itself, is assigned outside every function. */
  assigns: boolean;
  exported: ExportDefaultDeclaration | null;
}

/**
 * Makes every way in which a program gives its answer the value of its last expression. What was written stays
 * where it was, but for `export default`, which is replaced by as many characters, and a first line before a program with a
 * top-level `return`, which `lineShift` counts.
 */
export function normaliseAnswer(code: string, ast: Ast): Source {
  const ways = findWays(ast);
  const { awaits } = ways;
  const { text, name } = ways.exported ? replaceExport(code, ways.exported) : { text: code, name: null };
  const answer = name ?? (ways.declares || ways.assigns ? "result" : null);
  // Declared where it was only assigned, so that strict mode allows it.
  const declared =
    answer && (name?.startsWith("exported") || (!name && !ways.declares)) ? `var ${answer};` : "";
  if (ways.returns) {
    const tail = answer ? `\n;${declared}return ${answer}` : "";
    const open = ways.awaits ? "await(async()=>{" : "(()=>{";
    return { code: `${open}\n${text}${tail}\n})()`, lineShift: 1, awaits, answer: null };
  }
  return { code: answer ? `${text}\n;${declared}${answer}` : text, lineShift: 0, awaits, answer };
}

function findWays(ast: Ast): Ways {
  const ways: Ways = { returns: false, awaits: false, declares: false, assigns: false, exported: null };
  // By hand, since a recursive walk would follow the program's nesting into the host's stack.
  const open = ast.body.map((node) => ({ node: node as Node, top: true, shadowed: false }));
  for (let next = open.pop(); next; next = open.pop()) {
    const node = next.node as Syntax;
    if (/Function|^Class/.test(node.type)) continue;
    if (node.type === "ReturnStatement") ways.returns = true;
    if (node.type === "AwaitExpression" || node.await === true || node.kind === "await using")
      ways.awaits = true;
    if (node.type === "ExportDefaultDeclaration") ways.exported = node as unknown as ExportDefaultDeclaration;
    if (declaresResult(node) && (next.top || node.kind === "var")) ways.declares = true;
    const shadowed = next.shadowed || ownScope(node).some(declaresResult);
    if (node.type === "AssignmentExpression" && (node.left as Node & { name?: string }).name === "result")
      ways.assigns ||= !shadowed;
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? value : [value])
        if (isNode(child)) open.push({ node: child, top: false, shadowed });
  }
  return ways;
}

type Syntax = Node & Record<string, unknown>;

/** The nodes whose `let` and `const` hold within this node and not around it. */
function ownScope(node: Syntax): Syntax[] {
  switch (node.type) {
    case "BlockStatement":
      return node.body as Syntax[];
    case "ForStatement":
      return node.init ? [node.init as Syntax] : [];
    case "ForInStatement":
    case "ForOfStatement":
      return [node.left as Syntax];
    case "SwitchStatement":
      return (node.cases as { consequent: Syntax[] }[]).flatMap(({ consequent }) => consequent);
    default:
      return [];
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function declaresResult(node: Syntax): boolean {
  if (node.type !== "VariableDeclaration") return false;
  return (node.declarations as { id: Pattern }[]).some(({ id }) => binds(id, "result"));
}

function binds(root: Pattern, name: string): boolean {
  const open: (Pattern | null)[] = [root];
  for (let pattern = open.pop(); pattern !== undefined; pattern = open.pop()) {
    if (pattern === null) continue;
    switch (pattern.type) {
      case "Identifier":
        if (pattern.name === name) return true;
        break;
      case "ObjectPattern":
        open.push(
          ...pattern.properties.map((property) =>
            property.type === "RestElement" ? property.argument : property.value,
          ),
        );
        break;
      case "ArrayPattern":
        open.push(...pattern.elements);
        break;
      case "RestElement":
        open.push(pattern.argument);
        break;
      case "AssignmentPattern":
        open.push(pattern.left);
        break;
      case "MemberExpression":
        break;
    }
  }
  return false;
}

/** `export default X` becomes `exported=X`, or, before a declaration with a name, nothing. */
function replaceExport(code: string, node: ExportDefaultDeclaration): { text: string; name: string } {
  const { declaration, start, end } = node;
  const before = code.slice(0, start);
  const gap = code.slice(start, declaration.start);
  const id = "id" in declaration ? declaration.id : null;
  const declares = declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration";
  if (declares && id) return { text: before + blank(gap) + code.slice(declaration.start), name: id.name };
  let name = "exported";
  while (code.includes(name)) name += "_";
  // Line breaks between the two words stay; the assignment stands in the last part of the gap that has room.
  const assignment = `;${name}=`;
  const text = before + assign(gap, assignment) + code.slice(declaration.start, end);
  return { text: `${text};${code.slice(end)}`, name };
}

function blank(gap: string): string {
  return gap.replace(/[^\n\r\u2028\u2029]/g, " ");
}

function assign(gap: string, assignment: string): string {
  const blanked = blank(gap);
  return blanked.length > assignment.length && !/[\n\r\u2028\u2029]/.test(gap)
    ? blanked.slice(assignment.length) + assignment
    : assignment + blanked;
}
