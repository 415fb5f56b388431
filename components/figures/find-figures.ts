import { maskOthers } from "./mask-others.ts";

/** A figure as it is written in a text. */
export interface Figure {
  /** UTF-16 units from the beginning of the text. */
  at: number;
  /** With its sign and its currency. */
  text: string;
}

/** Between digits in groups of three, or of two as in India. A plain space is one too: `1 234` is neither 1 nor 234. */
const grouped = String.raw`\d{1,3}(?:([,.'’ \u202f\u00a0])\d{3}(?!\d))(?:\1\d{3}(?!\d))*(?:(?!\1)[.,]\d+)?`;
const indian = String.raw`\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?`;
const plain = String.raw`\d+(?:[.,]\d+)?`;

/** What a figure is no part of: a word, a variable, a fraction, a range, a power, a version, a formula without spaces. */
const before = String.raw`(?<![\p{L}\p{N}\p{M}_.,:/#$€£¥₹^~@&*=+×\\'’−–—-]|\ufffc)`;
const after = String.raw`(?![\p{L}\p{N}\p{M}_^$\\\ufffc]|[.,:/*+=×'’−–—-][\p{L}\p{N}\ufffc]| \d{3}(?!\d))`;

const written = new RegExp(
  `${before}[-−–+]?(?:[A-Z]{0,2}[$€£¥₹] ?)?(?:${indian}|${grouped}|${plain})${after}`,
  "gu",
);

/**
 * The figures of a text: numbers that are neither part of something else nor a date, a time, a step or what counts a list.
 * What stands in the text for something that is none, such as a piece of code, is U+FFFC.
 */
export function findFigures(text: string): Figure[] {
  // Most texts have no digits, and need no reading.
  if (!/\d/.test(text)) return [];
  return [...maskOthers(text).matchAll(written)].map(({ 0: shown, index }) => ({ at: index, text: shown }));
}
