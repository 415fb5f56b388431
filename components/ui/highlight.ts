import { type Tree, TreeFragment } from "@lezer/common";
import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser } from "@lezer/javascript";
import type { CodeLine, Token } from "./code.tsx";

const typescript = parser.configure({ dialect: "ts" });

/**
 * What is written can change how the lines above it look, down from the beginning of a comment, say. While a program grows so
 * many lines before the new ones are looked at again; all of them when it is whole.
 */
const lookBackLines = 100;

interface Highlighted {
  code: string;
  tree: Tree;
  lines: CodeLine[];
  /** The tokens of each line as one string, to see which lines changed. */
  keys: string[];
  /** Whether all lines look as they do in the whole text. */
  isExact: boolean;
}

/**
 * Highlights a text that mostly grows at its end: what did not change is not parsed again, and a line that looks
 * as before is the same object as before. `onLine` is called for each line that is looked at.
 */
export function createHighlighter(onLine?: () => void): (code: string, growing: boolean) => CodeLine[] {
  let last: Highlighted | null = null;
  return (code, growing) => {
    if (last?.code !== code || !(growing || last.isExact)) last = highlightText(code, growing, last, onLine);
    return last.lines;
  };
}

function highlightText(
  code: string,
  growing: boolean,
  last: Highlighted | null,
  onLine: (() => void) | undefined,
): Highlighted {
  const grown = last !== null && code.startsWith(last.code) ? last : null;
  const tree = typescript.parse(code, grown ? keptFragments(code, grown) : []);
  const standing = growing && grown ? Math.max(0, grown.lines.length - lookBackLines) : 0;
  const lines = grown?.lines.slice(0, standing) ?? [];
  const keys = grown?.keys.slice(0, standing) ?? [];
  let tokens: Token[] = [];
  const endLine = () => {
    onLine?.();
    const index = lines.length;
    const key = tokens.map((token) => `${token.classes}\u0000${token.text}`).join("\u0001");
    const before = last?.keys[index] === key ? last.lines[index] : undefined;
    lines.push(before ?? { number: index + 1, tokens });
    keys.push(key);
    tokens = [];
  };
  const from = startOfLine(code, lines);
  highlightCode(
    code,
    tree,
    classHighlighter,
    (text, classes) => tokens.push({ text, classes }),
    endLine,
    from,
  );
  endLine();
  return { code, tree, lines, keys, isExact: standing === 0 };
}

/** Where the line after those begins. */
function startOfLine(code: string, lines: readonly CodeLine[]): number {
  let at = 0;
  for (let line = 0; line < lines.length; line++) at = code.indexOf("\n", at) + 1;
  return at;
}

function keptFragments(code: string, last: Highlighted): readonly TreeFragment[] {
  const end = last.code.length;
  return TreeFragment.applyChanges(TreeFragment.addTree(last.tree), [
    { fromA: end, toA: end, fromB: end, toB: code.length },
  ]);
}
