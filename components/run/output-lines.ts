import { drawnChars } from "#components/value";
import type { Output } from "#lib/sandbox";
import { formatConsole, formatValue } from "#lib/value";

interface Bounds {
  /** UTF-16 units of all lines together. */
  chars: number;
  /** Of one of them. */
  lineChars: number;
}

/** What is drawn at once, and what is copied: no honest program prints as much as the second. */
const drawn: Bounds = { chars: drawnChars, lineChars: 10_000 };
const copied: Bounds = { chars: 1_000_000, lineChars: 1_000_000 };

/** A line and its text, cut to what is drawn. */
export interface DrawnLine {
  line: Output;
  text: string;
}

/** As many of the lines as are drawn, from the first. */
export function drawLines(output: readonly Output[]): DrawnLine[] {
  return writeLines(output, drawn);
}

/** The lines that have a text, in whatever case, or are of the level that it names. */
export function findLines(output: readonly Output[], text: string): Output[] {
  const wanted = text.toLowerCase();
  return writeLines(output, copied)
    .filter(
      (line) =>
        line.text.toLowerCase().includes(wanted) ||
        (line.line.kind === "console" && line.line.level === wanted),
    )
    .map(({ line }) => line);
}

/** What a program printed, for other programs to read. */
export function outputText(output: readonly Output[]): string {
  const lines = writeLines(output, copied);
  const rest = output.length - lines.length;
  const texts = lines.map(({ text }) => text);
  return (rest > 0 ? [...texts, `… ${rest} more lines`] : texts).join("\n");
}

function writeLines(output: readonly Output[], { chars, lineChars }: Bounds): DrawnLine[] {
  const lines: DrawnLine[] = [];
  let left = chars;
  for (const line of output) {
    if (left <= 0) break;
    const maxChars = Math.min(left, lineChars);
    const text =
      line.kind === "console"
        ? formatConsole(line.values, { maxChars })
        : formatValue(line.value, { maxChars });
    lines.push({ line, text });
    left -= text.length + 1;
  }
  return lines;
}
