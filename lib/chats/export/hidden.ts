/**
 * Characters that nobody sees and that make the text around them read as what it is not: controls and what turns its
 * direction. Those that scripts and emoji are written with are not among them.
 */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be shown.
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** The same text with such characters written out, and no half of a surrogate pair. Line breaks and tabs stay. */
export function showHidden(text: string): string {
  return text
    .toWellFormed()
    .replace(hidden, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Everything that ends a line somewhere. */
const lineBreak = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

export function splitLines(text: string): string[] {
  return text.split(lineBreak);
}

/** A text on one line, for a heading or a sentence. */
export function toOneLine(text: string): string {
  return showHidden(text).replace(/\s+/g, " ").trim();
}
