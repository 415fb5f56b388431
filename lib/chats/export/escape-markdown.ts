import { showHidden, splitLines, toOneLine } from "./hidden.ts";

/**
 * A text as it is, in a heading or a sentence of Markdown. Addresses in it become no links: a link would take the backslashes
 * after it for a part of itself, and what they are to escape would act.
 */
export function escapeInline(text: string): string {
  return toOneLine(text)
    .replace(/[\\`*_[\]>&|~$#@]|:(?=\/\/)|(?<=www)\./gi, "\\$&")
    .replaceAll("<", "&lt;");
}

/** A text as it is, in lines of Markdown that can stand in a quotation. */
export function escapePlain(text: string): string[] {
  const lines = splitLines(text);
  // Indented text is set as such, which paragraphs of Markdown cannot.
  if (lines.some((line) => /^\s+\S/.test(line))) return fence(text, "text");
  return lines.map((line, index) => {
    const escaped = escapeInline(line).replace(/^[-+=]|(?<=^\d+)[.)]/, "\\$&");
    const breaks = escaped !== "" && lines[index + 1]?.trim();
    return breaks ? `${escaped}\\` : escaped;
  });
}

/** A block of code, in a fence that nothing within it can close. */
export function fence(code: string, language: string): string[] {
  const lines = splitLines(showHidden(code));
  const longest = code.match(/`+/g)?.reduce((most, run) => Math.max(most, run.length), 0) ?? 0;
  const mark = "`".repeat(Math.max(3, longest + 1));
  return [mark + language, ...lines, mark];
}

/** Lines as a quotation: what they say stays within it. */
export function quote(lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" ? ">" : `> ${line}`));
}
