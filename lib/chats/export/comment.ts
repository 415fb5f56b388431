import { showHidden, splitLines } from "./hidden.ts";

/** Any text as a comment of JavaScript, each of its lines by itself, so that nothing in it can end the comment. */
export function toComment(text: string, margin = " "): string[] {
  return splitLines(text).map((line) => `//${margin}${showHidden(line)}`.trimEnd());
}

/** A text as a literal of JavaScript, the same to the letter, in characters that can be seen. */
export function toLiteral(text: string): string {
  return showHidden(JSON.stringify(text)).replace(
    /[\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  );
}
