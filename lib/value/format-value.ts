import { cutText } from "./cut-text.ts";
import type { Value } from "./value.ts";
import { Work } from "./work.ts";
import { isSpecial, writeTree } from "./write-tree.ts";

export interface FormatOptions {
  /** UTF-16 units of the text; what is cut off is counted at its end. Unlimited by default. */
  maxChars?: number | undefined;
}

/** UTF-16 units written for one text before the rest is `…`: in all, and for each that will be shown. */
const maxWork = 4_000_000;
const maxWorkPerChar = 64;

/** The value as a developer would expect to see it printed: much like a JavaScript literal. Bounded for any tree. */
export function formatValue(value: Value, options: FormatOptions = {}): string {
  return format(options, (work) => writeTree(value, work));
}

/** One console line: its values with a space between, strings as they are. All of them share one bound. */
export function formatConsole(values: readonly Value[], options: FormatOptions = {}): string {
  return format(options, (work) => {
    const texts: string[] = [];
    for (const value of values) {
      if (work.usedUp) break;
      work.spend(1);
      texts.push(writeBare(value, work));
    }
    const rest = values.length - texts.length;
    return (rest > 0 ? [...texts, `… ${rest} more`] : texts).join(" ");
  });
}

function format({ maxChars = Number.POSITIVE_INFINITY }: FormatOptions, build: (work: Work) => string) {
  const work = new Work(Math.min(maxWork, maxChars * maxWorkPerChar));
  const text = build(work);
  return cutText(text, maxChars, { units: work.missing, uncounted: work.usedUp });
}

function writeBare(value: Value, work: Work): string {
  if (typeof value === "string") return work.take(value);
  if (!isSpecial(value) || value.$ !== "string") return writeTree(value, work);
  return `${work.take(value.value)}… ${value.length - value.value.length} more characters`;
}
