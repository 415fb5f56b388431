/** Turns what stands beside it about, or shows nothing of itself. What joins letters and emoji, and the ends of lines, stay. */
const hidden = /\p{Bidi_Control}|\r(?!\n)|(?![\t\n\r])\p{Cc}/gu;

const words = /^(?:null|undefined|true|false|NaN|-?Infinity|Invalid Date)$/;

/** As a program writes it, or as its reader groups it. */
const number = /^[+-]?\d+(?:[.,'’\s]\d+)*(?:e[+-]?\d+)?n?$/i;

/** UTF-16 units; no literal that is read at a glance has more. */
const literalChars = 60;

/** A text as it is, in quotes where it would be taken for another value, and with what moves or hides in it as its code. */
export function showText(text: string): string {
  const shown = text.trim() === "" || isLiteral(text) ? JSON.stringify(text) : text;
  return shown.replace(hidden, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}

/** Or one in quotes, which is how a text that reads like one is shown. */
function isLiteral(text: string): boolean {
  if (text.length > literalChars) return false;
  const bare = text.replace(/^"+|"+$/g, "").trim();
  return words.test(bare) || number.test(bare);
}
