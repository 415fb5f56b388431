/** A text that is a whole HTML document, in two pieces between which a script can be put without changing its mode. */
export interface HtmlDocument {
  /** What comes before the first element, its doctype among it. */
  prolog: string;
  rest: string;
}

/** Null for anything that does not begin as a document: a piece of markup is a text. */
export function readHtmlDocument(text: string): HtmlDocument | null {
  const { at, doctype } = readProlog(text);
  const begins = doctype === "html" || (doctype === null && /^<html[\s>]/i.test(text.slice(at, at + 6)));
  return begins ? { prolog: text.slice(0, at), rest: text.slice(at) } : null;
}

export interface Prolog {
  /** Where the first element begins; the end of the text where there is none. */
  at: number;
  /** What the doctype names, in small letters; null without one. */
  doctype: string | null;
}

/** Reads what may stand before the first element of markup: spaces, comments, an XML declaration, a doctype. */
export function readProlog(text: string): Prolog {
  let doctype: string | null = null;
  let at = 0;
  for (;;) {
    at = skipSpace(text, at);
    const opening = /^<(?:!--|\?|!doctype\s+([a-z]+))/i.exec(text.slice(at, at + 40));
    // A second doctype is no part of what may stand here, and could be one of very many.
    if (!opening || (opening[1] !== undefined && doctype !== null)) return { at, doctype };
    doctype ??= opening[1]?.toLowerCase() ?? null;
    const end = findEnd(text, opening[0], at + opening[0].length);
    if (end === null) return { at: text.length, doctype };
    at = end;
  }
}

/** Past what was opened; null where it has no end. Looks through the text a fixed number of times, whatever is in it. */
function findEnd(text: string, opening: string, from: number): number | null {
  if (opening === "<!--") return findPast(text, "-->", from);
  if (opening === "<?") return findPast(text, "?>", from);
  const end = findPast(text, ">", from);
  if (end === null) return null;
  const subset = text.slice(from, end).indexOf("[");
  const closed = subset === -1 ? null : findPast(text, "]", from + subset);
  if (closed === null) return end;
  const at = skipSpace(text, closed);
  return text[at] === ">" ? at + 1 : end;
}

function findPast(text: string, sought: string, from: number): number | null {
  const at = text.indexOf(sought, from);
  return at === -1 ? null : at + sought.length;
}

function skipSpace(text: string, from: number): number {
  const visible = /[^\s\uFEFF]/g;
  visible.lastIndex = from;
  return visible.exec(text)?.index ?? text.length;
}
