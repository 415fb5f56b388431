import { type Tree, TreeFragment } from "@lezer/common";
import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser } from "@lezer/javascript";
import { type ReactNode, useState } from "react";
import type { CodeLine, Token } from "./code.tsx";

const typescript = parser.configure({ dialect: "ts" });

interface Highlighted {
  code: string;
  tree: Tree;
  lines: CodeLine[];
  /** The tokens of each line as one string, to see which lines changed. */
  keys: string[];
}

/** Loaded when the first program is shown. */
export default function HighlightedLines({
  code,
  children,
}: {
  code: string;
  children: (lines: CodeLine[]) => ReactNode;
}) {
  const [highlight] = useState(createHighlighter);
  return children(highlight(code));
}

/**
 * Highlights a text that mostly grows at its end: what did not change is not parsed again, and a line that looks
 * as before is the same object as before.
 */
function createHighlighter(): (code: string) => CodeLine[] {
  let last: Highlighted | null = null;
  return (code) => {
    if (last?.code !== code) last = highlightText(code, last);
    return last.lines;
  };
}

function highlightText(code: string, last: Highlighted | null): Highlighted {
  const tree = typescript.parse(code, last ? keptFragments(code, last) : []);
  const lines: CodeLine[] = [];
  const keys: string[] = [];
  let tokens: Token[] = [];
  const endLine = () => {
    const index = lines.length;
    const key = tokens.map((token) => `${token.classes}\u0000${token.text}`).join("\u0001");
    const before = last?.keys[index] === key ? last.lines[index] : undefined;
    lines.push(before ?? { number: index + 1, tokens });
    keys.push(key);
    tokens = [];
  };
  highlightCode(code, tree, classHighlighter, (text, classes) => tokens.push({ text, classes }), endLine);
  endLine();
  return { code, tree, lines, keys };
}

function keptFragments(code: string, last: Highlighted): readonly TreeFragment[] {
  if (!code.startsWith(last.code)) return [];
  const end = last.code.length;
  return TreeFragment.applyChanges(TreeFragment.addTree(last.tree), [
    { fromA: end, toA: end, fromB: end, toB: code.length },
  ]);
}
