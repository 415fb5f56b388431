import type { Program as Ast, ExportDefaultDeclaration, Identifier, Node, Pattern } from "acorn";
import type { Source } from "./program.ts";
import { childrenOf, isNode, walk } from "./syntax-tree.ts";

/** How a program says its answer, besides the value of its last expression. */
interface Ways {
  /** A `return` outside every function. */
  returns: boolean;
  /** An `await` outside every function. */
  awaits: boolean;
  /** `result` is declared by `var`, `let` or `const` at the top level. */
  declares: boolean;
  /** A class or function of that name stands there: an answer only once something else is assigned to it. */
  names: boolean;
  /** The program's `result`, not one that an inner scope has for itself, is assigned outside every function. */
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
  const exported = ways.exported ? replaceExport(code, ast, ways.exported) : null;
  const text = exported?.text ?? code;
  const answer = exported?.name ?? (ways.declares || ways.assigns ? "result" : null);
  // Declared where it was only assigned, so that strict mode allows it.
  const undeclared = exported ? exported.invented : !ways.declares && !ways.names;
  const declared = answer && undeclared ? `var ${answer};` : "";
  if (ways.returns) {
    const tail = answer ? `\n;${declared}return ${answer}` : "";
    const open = ways.awaits ? "await(async()=>{" : "(()=>{";
    return { code: `${open}\n${text}${tail}\n})()`, lineShift: 1, awaits, answer: null };
  }
  return { code: answer ? `${text}\n;${declared}${answer}` : text, lineShift: 0, awaits, answer };
}

function findWays(ast: Ast): Ways {
  const ways: Ways = {
    returns: false,
    awaits: false,
    declares: false,
    names: false,
    assigns: false,
    exported: null,
  };
  // By hand, since a recursive walk would follow the program's nesting into the stack.
  const open = ast.body.map((node) => ({ node: node as Node, top: true, shadowed: false }));
  for (let next = open.pop(); next; next = open.pop()) {
    const node = next.node as Syntax;
    if (node.type === "ReturnStatement") ways.returns = true;
    if (node.type === "AwaitExpression" || node.await === true || node.kind === "await using")
      ways.awaits = true;
    if (node.type === "ExportDefaultDeclaration") ways.exported = node as unknown as ExportDefaultDeclaration;
    if (next.top && namesResult(node)) ways.names = true;
    if (declaresResult(node) && (next.top || node.kind === "var")) ways.declares = true;
    const shadowed = next.shadowed || shadowsResult(node);
    if (assignsResult(node)) ways.assigns ||= !shadowed;
    for (const child of outerChildren(node)) open.push({ node: child, top: false, shadowed });
  }
  return ways;
}

type Syntax = Node & Record<string, unknown>;

/** What of a node runs where the node stands: nothing of a function, and of a class its heritage and computed keys. */
function outerChildren(node: Syntax): Node[] {
  if (/Function/.test(node.type)) return [];
  if (!/^Class(Decl|Expr)/.test(node.type)) return childrenOf(node);
  const elements = (node.body as { body: Syntax[] }).body;
  return [node.superClass, ...elements.map(({ computed, key }) => computed && key)].filter(isNode);
}

/** Whether a `result` of its own holds within this node and not around it. */
function shadowsResult(node: Syntax): boolean {
  const shadows = (inner: Syntax) => declaresResult(inner) || namesResult(inner);
  switch (node.type) {
    case "BlockStatement":
      return (node.body as Syntax[]).some(shadows);
    case "CatchClause":
      return node.param !== null && binds(node.param as Pattern, "result");
    case "ForStatement":
      return node.init !== null && shadows(node.init as Syntax);
    case "ForInStatement":
    case "ForOfStatement":
      return shadows(node.left as Syntax);
    case "SwitchStatement":
      return (node.cases as { consequent: Syntax[] }[]).some(({ consequent }) => consequent.some(shadows));
    default:
      return false;
  }
}

/** To add to what nobody set is the program's mistake, and stays one. */
function assignsResult(node: Syntax): boolean {
  const assigns = node.type === "AssignmentExpression" && node.operator === "=";
  const loops = /^For(In|Of)Statement$/.test(node.type) && (node.left as Node).type !== "VariableDeclaration";
  return (assigns || loops) && binds(node.left as Pattern, "result");
}

function declaresResult(node: Syntax): boolean {
  if (node.type !== "VariableDeclaration") return false;
  return (node.declarations as { id: Pattern }[]).some(({ id }) => binds(id, "result"));
}

function namesResult(node: Syntax): boolean {
  if (node.type !== "ClassDeclaration" && node.type !== "FunctionDeclaration") return false;
  return (node.id as Identifier | null)?.name === "result";
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

interface Exported {
  text: string;
  /** The global variable that holds what was exported. */
  name: string;
  /** Whether the name is ours, which nothing declares yet. */
  invented: boolean;
}

/** `export default X` becomes `exported=X`, or, before a declaration with a name, nothing. */
function replaceExport(code: string, ast: Ast, node: ExportDefaultDeclaration): Exported {
  const { declaration, start, end } = node;
  const before = code.slice(0, start);
  const gap = code.slice(start, declaration.start);
  const id = "id" in declaration ? declaration.id : null;
  const declares = declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration";
  if (declares && id) {
    const text = before + blank(gap) + code.slice(declaration.start);
    return { text, name: id.name, invented: false };
  }
  const name = inventName(code, ast);
  // Line breaks between the two words stay; the assignment stands in the last part of the gap that has room.
  const assignment = `;${name}=`;
  const text = before + assign(gap, assignment) + code.slice(declaration.start, end);
  return { text: `${text};${code.slice(end)}`, name, invented: true };
}

/** A name that the program does not use: not as an identifier, however written, and not within a text. */
function inventName(code: string, ast: Ast): string {
  const taken = new Set(code.match(/exported_*/g));
  for (const node of walk(ast)) if (node.type === "Identifier") taken.add((node as Identifier).name);
  let name = "exported";
  while (taken.has(name)) name += "_";
  return name;
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
