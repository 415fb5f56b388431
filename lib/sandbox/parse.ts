import { stripTypeScriptTypes } from "node:module";
import { type Program as Ast, type Comment, type Node, type Options, parse } from "acorn";
import { fenced, foreignLanguage, isFenced } from "./foreign-language.ts";
import type { GuestError } from "./run-result.ts";
import { walk } from "./syntax-tree.ts";

export type Parsed =
  | { ok: true; code: string; ast: Ast; comments: Comment[] }
  | { ok: false; error: GuestError };

/**
 * Reads a text as JavaScript, or as TypeScript whose types can be blanked. Positions stay those of the text.
 * Throws only when a parser broke on it, after which none may be trusted to read another text.
 */
export function parseProgram(written: string): Parsed {
  // A byte order mark is no part of the first line.
  const text = written.replace(/^\ufeff/, "");
  const half = text.search(/\p{Surrogate}/u);
  if (half >= 0) return { ok: false, error: syntaxError(text, half, noCharacter) };
  if (isFenced(text)) return { ok: false, error: syntaxError(text, text.indexOf("`"), fenced) };
  const plain = parseJavaScript(text);
  // What is nested too deeply stays so, whatever language it is in.
  if (plain.ok || plain.error.message.startsWith(tooDeep)) return plain;
  const stripped = stripTypes(text);
  if (stripped.ok) {
    const typed = parseJavaScript(stripped.code);
    if (typed.ok) return typed;
  } else if (stripped.unsupported)
    return { ok: false, error: { ...plain.error, message: noTypeScript, line: null, column: null } };
  const hint = foreignLanguage(text);
  return hint ? { ok: false, error: { ...plain.error, message: `${hint} ${plain.error.message}` } } : plain;
}

/** The parser's own words for source whose nesting its stack cannot follow. */
const tooDeep = "Not enough stack space";

// It has no UTF-8 of its own, so the SHA-256 of two texts that differ in it alone would be the same.
const noCharacter =
  "Half of a surrogate pair stands here, which is no character; write it as an escape, such as \\ud83d.";

const options: Options = {
  ecmaVersion: "latest",
  sourceType: "script",
  allowAwaitOutsideFunction: true,
  allowReturnOutsideFunction: true,
  // Read here so that answer.ts can turn `export default` into an answer; all others are refused below.
  allowImportExportEverywhere: true,
  allowHashBang: true,
};

function parseJavaScript(code: string): Parsed {
  const comments: Comment[] = [];
  try {
    const ast = parse(code, { ...options, onComment: comments });
    const module = findModule(code, ast);
    if (module !== null) return { ok: false, error: syntaxError(code, module, noModules) };
    return { ok: true, code, ast, comments };
  } catch (error) {
    if (error instanceof SyntaxError && "pos" in error)
      return { ok: false, error: syntaxError(code, Number(error.pos), error.message) };
    throw error;
  }
}

const noModules =
  "Modules are not available: there is no import, and export only as `export default` of the answer.";

/** Where the first import or export stands that is no `export default` at the top level; null if there is none. */
function findModule(code: string, ast: Ast): number | null {
  if (!/\b(im|ex)port\b/.test(code)) return null;
  const answers = new Set<Node>(ast.body.filter(({ type }) => type === "ExportDefaultDeclaration"));
  let first: number | null = null;
  for (const node of walk(ast))
    if (/^(Im|Ex)port\w*Declaration$/.test(node.type) && !answers.has(node))
      first = Math.min(first ?? node.start, node.start);
  return first;
}

function syntaxError(code: string, position: number, message: string): GuestError {
  const before = code.slice(0, position).split(/\r\n|[\n\r\u2028\u2029]/);
  return {
    name: "SyntaxError",
    message: message.replace(/ \(\d+:\d+\)$/, ""),
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    stack: null,
  };
}

const wrapOpen = "async()=>{";

const noTypeScript =
  "TypeScript that is more than types (enum, namespace, parameter properties, decorators) cannot run; write it in JavaScript.";

type Stripped = { ok: true; code: string } | { ok: false; unsupported: boolean };

/** The same text with its types blanked. `unsupported` when it is TypeScript of which more than types would be lost. */
function stripTypes(text: string): Stripped {
  const stripped = stripWithin("", text, "");
  // A top-level `return` is read only inside a function.
  if (stripped.ok || !/\breturn\b/.test(text)) return stripped;
  const wrapped = stripWithin(wrapOpen, text, "\n}");
  return wrapped.ok ? wrapped : { ok: false, unsupported: stripped.unsupported || wrapped.unsupported };
}

function stripWithin(open: string, text: string, close: string): Stripped {
  try {
    const stripped = stripTypeScriptTypes(open + text + close, { mode: "strip" });
    return { ok: true, code: stripped.slice(open.length, stripped.length - close.length) };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") return { ok: false, unsupported: true };
    // No TypeScript in this form: the parser's own error about the JavaScript is told.
    if (code === "ERR_INVALID_TYPESCRIPT_SYNTAX") return { ok: false, unsupported: false };
    throw error;
  }
}

/** Spaces in the place of comments: what nobody executes, nobody has to review. Lines and columns stay. */
export function blankComments(code: string, comments: Comment[]): string {
  let text = "";
  let end = 0;
  for (const comment of comments) {
    text += code.slice(end, comment.start);
    text += code.slice(comment.start, comment.end).replace(/[^\n\r\u2028\u2029]/g, " ");
    end = comment.end;
  }
  return text + code.slice(end);
}
