import { type Comment, type Options, type Program, parse } from "acorn";
import { analyze } from "eslint-scope";
import { type Insertion, returnCompletion } from "./completion.ts";
import { showHidden } from "./hidden.ts";

/** A program as lib/sandbox prepared it: `code` is a script, without comments, whose value is the answer. */
interface Prepared {
  written: string;
  code: string;
}

/** The body of an async function that does what a program did and returns its answer. */
export interface FunctionBody {
  text: string;
  /** False for one that only sloppy code allows, which a module has none of. */
  strict: boolean;
}

/** Null for what is no program, or none that can be read here. */
export function toFunctionBody({ written, code }: Prepared): FunctionBody | null {
  try {
    const body = returnAnswer(restoreComments(code, written)).trimEnd();
    const strict = parseFunction(body, "module");
    const text = strict ? declareNames(strict) + body : body;
    if (parseFunction(text, "module")) return { text, strict: true };
    return parseFunction(body, "script") ? { text: body, strict: false } : null;
  } catch (error) {
    // A program may be nested so deeply that only a thread with nothing else on its stack could read it.
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

const script: Options = {
  ecmaVersion: "latest",
  sourceType: "script",
  allowAwaitOutsideFunction: true,
  allowReturnOutsideFunction: true,
  allowHashBang: true,
};

/** The code with the comments that were blanked in it, where they can be told: in what was written as JavaScript. */
function restoreComments(code: string, written: string): string {
  const text = written.replace(/^\ufeff/, "");
  const comments: Comment[] = [];
  try {
    parse(text, { ...script, allowImportExportEverywhere: true, onComment: comments });
  } catch {
    return code;
  }
  const blanked = replaceComments(text, comments, blank);
  const restored = replaceComments(text, comments, restoreComment);
  const at = code.indexOf(blanked);
  return at < 0 ? code : code.slice(0, at) + restored + code.slice(at + blanked.length);
}

function blank(text: string): string {
  return text.replace(/[^\n\r\u2028\u2029]/g, " ");
}

/** A module knows neither the comments of HTML nor a first line for the shell, and tools take some comments for orders. */
function restoreComment(comment: string): string {
  if (!/^\/[/*]/.test(comment)) return blank(comment);
  return showHidden(comment).replace(/^\/[/*](?=[#@])/, "$& ");
}

function replaceComments(text: string, comments: Comment[], replace: (comment: string) => string): string {
  let replaced = "";
  let end = 0;
  for (const comment of comments) {
    replaced += text.slice(end, comment.start) + replace(text.slice(comment.start, comment.end));
    end = comment.end;
  }
  return replaced + text.slice(end);
}

/** The same statements, with a `return` of the value that they have as a script. */
function returnAnswer(code: string): string {
  const { body } = parse(code, script);
  const called = readCall(body);
  if (called) {
    const { statement, block } = called;
    const inner = code.slice(block.start + 1, block.end - 1);
    return `${code.slice(0, statement.start)}${inner.replace(/^\n/, "")}\n${code.slice(statement.end)}`;
  }
  const variable = readVariable(body, code);
  if (variable === null) return insert(code, returnCompletion(body, code.length, inventName(code)));
  const { at, declaration, name } = variable;
  const wait = isSetLater(body, code, name) ? waiting : "";
  return `${code.slice(0, at)}\n${declaration}${wait}return ${name};`;
}

type Body = Program["body"];

/** The block of an arrow function that is the whole program and is called at once: an async function can be that itself. */
function readCall(body: Body) {
  const [statement, ...rest] = body;
  if (rest.length > 0 || statement?.type !== "ExpressionStatement") return null;
  const { expression } = statement;
  const call = expression.type === "AwaitExpression" ? expression.argument : expression;
  if (call.type !== "CallExpression" || call.arguments.length > 0 || call.optional) return null;
  const { callee } = call;
  if (callee.type !== "ArrowFunctionExpression" || callee.params.length > 0) return null;
  return callee.body.type === "BlockStatement" ? { statement, block: callee.body } : null;
}

/** The variable that holds the answer: its name was put at the end of the program, and a declaration if there was none. */
function readVariable(body: Body, code: string) {
  const [end, declaration, name] = code.match(/\n;(var [^;]+;)?([\p{ID_Continue}$]+)$/u) ?? [];
  const last = body.at(-1);
  if (end === undefined || name === undefined || last?.type !== "ExpressionStatement") return null;
  if (last.expression.type !== "Identifier" || last.start !== code.length - name.length) return null;
  return { at: code.length - end.length, declaration: declaration ? `${declaration}\n` : "", name };
}

const waiting = `// Its answer may be set by what is still to come.
await new Promise((resolve) => globalThis.process.once("beforeExit", resolve));
`;

/** The sandbox reads an answer that stands in a variable once nothing more is to come. */
function isSetLater(body: Body, code: string, name: string): boolean {
  const constant = body.some(
    (node) =>
      node.type === "VariableDeclaration" &&
      node.kind === "const" &&
      node.declarations.some(({ id }) => id.type === "Identifier" && id.name === name),
  );
  return !constant && /\b(?:async|then|queueMicrotask|set(?:Timeout|Interval|Immediate))\b/.test(code);
}

function insert(code: string, insertions: Insertion[]): string {
  let text = "";
  let end = 0;
  for (const insertion of insertions.toSorted((a, b) => a.at - b.at)) {
    text += code.slice(end, insertion.at) + insertion.text;
    end = insertion.at;
  }
  return text + code.slice(end);
}

function inventName(code: string): string {
  let name = "answer";
  while (code.includes(name)) name += "_";
  return name;
}

/** A text as the body of a function; null unless it is one that stays within it. */
function parseFunction(text: string, sourceType: "module" | "script"): Program | null {
  const code = `async function run() {\n${text}\n}`;
  try {
    const tree = parse(code, { ecmaVersion: "latest", sourceType, ranges: true });
    const [first, ...rest] = tree.body;
    return rest.length === 0 && first?.type === "FunctionDeclaration" && first.end === code.length
      ? tree
      : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Declares the names that a body only assigns, which strict code does not allow. */
function declareNames(tree: Program): string {
  const { scopes } = analyze(tree as unknown as Parameters<typeof analyze>[0], {
    ecmaVersion: 2025,
    sourceType: "module",
    // With them, a call of eval would make every name around it a foreign one.
    ignoreEval: true,
  });
  const assigned = scopes
    .flatMap(({ references }) => references)
    .filter((reference) => reference.resolved === null && reference.isWrite())
    .map(({ identifier }) => identifier.name);
  const names = [...new Set(assigned)].filter((name) => !(name in globalThis));
  return names.length === 0 ? "" : `let ${names.join(", ")};\n`;
}
