import { fence } from "./escape-markdown.ts";
import { showHidden, splitLines } from "./hidden.ts";

/**
 * A model's Markdown, still Markdown, with nothing in it that could act where the file is shown: no HTML, no images, no
 * links but to the web. What is code to one reader of Markdown and text to another is made text for all: each code span is on
 * one line, and each block of code is fenced anew at the margin.
 */
export function tameMarkdown(text: string): string[] {
  const lines = splitLines(showHidden(text));
  const tamed: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const open = readFence(line);
    if (open === null) {
      tamed.push(tameLine(line));
      continue;
    }
    const code: string[] = [];
    for (at++; at < lines.length && !open.isClosedBy(lines[at] ?? ""); at++)
      code.push(open.dedent(lines[at] ?? ""));
    if (open.prefix.trim() !== "") tamed.push(tameLine(open.prefix.trimEnd()));
    tamed.push("", ...fence(code.join("\n"), open.language), "");
  }
  return tamed;
}

interface OpenFence {
  /** What stands before it: the margin of a list or a quotation. */
  prefix: string;
  language: string;
  isClosedBy: (line: string) => boolean;
  dedent: (line: string) => string;
}

/** Longer lines are nobody's prose: they are shown as they are, and no code is looked for in them. */
const maxLineChars = 10_000;

function readFence(line: string): OpenFence | null {
  if (line.length > maxLineChars) return null;
  const [, prefix, mark, info] =
    line.match(/^((?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*)(`{3,}|~{3,})(.*)$/) ?? [];
  if (prefix === undefined || mark === undefined || info === undefined) return null;
  if (mark.startsWith("`") && info.includes("`")) return null;
  const margin = new RegExp(`^[ \\t>]{0,${prefix.length}}`);
  const close = new RegExp(`^[ \\t>]{0,${prefix.length + 3}}${mark.charAt(0)}{${mark.length},}[ \\t]*$`);
  return {
    prefix,
    language: info.match(/^\s*([\w+#.-]*)/)?.[1] ?? "",
    isClosedBy: (later) => close.test(later),
    dedent: (later) => later.replace(margin, ""),
  };
}

/** A backslash with what it escapes, a code span, text, or a character of the first two that stands alone. */
const pieces = /\\[^a-zA-Z0-9\s]|(?<!`)(`+)(?!`)(?:[^`]|[^`].*?[^`])\1(?!`)|[^\\`]+|[\\`]/g;

/** What acts outside of code. */
const acting = /<|!\[|\]\(|\]:/;

const address = /https?:|ftp:|www\.|@/i;

/** An address goes on to the next space, also over what looks like code. */
function hasCodeInAddress(line: string): boolean {
  return line.split(/\s/).some((word) => {
    const at = word.search(address);
    return at >= 0 && word.includes("`", at);
  });
}

function tameLine(line: string): string {
  if (line.length > maxLineChars) return tameText(escapeCode(line));
  const found = [...line.matchAll(pieces)];
  // In a table each cell is read by itself, so that the two ends of a span may belong to others.
  const parted = found.some(([piece, mark]) => mark !== undefined && piece.includes("|"));
  const unsure = parted || hasCodeInAddress(line);
  return found
    .map(([piece, mark]) => {
      if (mark !== undefined) return unsure && acting.test(piece) ? tameText(escapeCode(piece)) : piece;
      if (piece.length === 2 && piece.startsWith("\\")) return piece === "\\<" ? "&lt;" : piece;
      return tameText(piece === "`" ? "\\`" : piece);
    })
    .join("");
}

function escapeCode(text: string): string {
  return text.replace(/[\\`]/g, "\\$&");
}

function tameText(text: string): string {
  return text
    .replaceAll("<", "&lt;")
    .replace(/~{3,}/g, (run) => "\\~".repeat(run.length))
    .replaceAll("![", "!\\[")
    .replace(/\]\((?!(?:https?:\/\/|mailto:))/gi, "]\\(")
    .replace(/\]:(?!\s*https?:\/\/)/gi, "]\\:");
}
