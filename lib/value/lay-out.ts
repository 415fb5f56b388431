/** Columns a line may fill before its value is broken over several. */
const lineWidth = 76;

/** A value as text, and whether it stands on several lines. */
export interface Written {
  text: string;
  broken: boolean;
}

export function onOneLine(text: string): Written {
  return { text, broken: false };
}

/** Puts the parts on one line if they fit, else one to a line; a list of short parts fills its lines. */
export function layOut(open: Written, parts: Written[], close: string, depth: number): Written {
  if (parts.length === 0) return { text: open.text + close, broken: open.broken };
  const space = close === "]" ? "" : " ";
  const width = lineWidth - depth * 2;
  const oneLine = parts.reduce((sum, { text }) => sum + text.length + 2, open.text.length + 2);
  const texts = parts.map(({ text }) => text);
  if (oneLine <= width && !parts.some(({ broken }) => broken))
    return { text: open.text + space + texts.join(", ") + space + close, broken: open.broken };
  const short = close === "]" && parts.length > 6 && parts.every(({ text }) => text.length <= 16);
  const lines = short ? fill(texts, width - 3) : texts;
  // Whatever is inside stands under its own margin already.
  const margin = indent(depth + 1);
  // Added rather than joined: the engine copies what is joined, at each level that stands around it.
  let text = open.text;
  let separator = "\n";
  for (const line of lines) {
    text += separator + margin + line;
    separator = ",\n";
  }
  return { text: `${text}\n${indent(depth)}${close}`, broken: true };
}

export function indent(depth: number): string {
  return "  ".repeat(depth);
}

function fill(parts: string[], width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    if (line && line.length + part.length + 2 > width) {
      lines.push(line);
      line = "";
    }
    line += line ? `, ${part}` : part;
  }
  return [...lines, line];
}
