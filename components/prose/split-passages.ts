import { parseMarkdownIntoBlocks } from "streamdown";

/** Some blocks of a text that can be drawn by themselves. */
export interface Passage {
  /** Where it begins in the text, in characters. */
  at: number;
  text: string;
}

/** Characters after which the next block begins another passage: so much is parsed again with each word that comes. */
const passageChars = 4_000;

/** What comes next can still change what the last blocks are: a list goes on after an empty line, a table has one more row. */
const openBlocks = 3;

/** What a passage may name that another one defines: a link or a footnote. A label has no bracket of its own, or nothing would bound it. */
const definition = /^ {0,3}\[(?:\\[\s\S]|[^[\]\\]){1,999}\]:/m;

/**
 * Splits Markdown into passages. Of a text that grows at its end, all but the last stay as they were, and only that one is read
 * again. A text with definitions is one passage.
 */
export function createSplitter(): (text: string) => Passage[] {
  let settled: Passage[] = [];
  let end = 0;
  let isWhole = false;
  let last = "";
  return (given) => {
    const text = given.includes("\r") ? given.replaceAll(/\r\n?/g, "\n") : given;
    if (!text.startsWith(last)) [settled, end, isWhole] = [[], 0, false];
    last = text;
    const rest = text.slice(end);
    isWhole ||= definition.test(rest);
    if (isWhole) return [{ at: 0, text }];
    const more = settle(rest, end);
    if (more.length > 0) {
      settled = [...settled, ...more];
      end = more.reduce((at, passage) => at + passage.text.length, end);
    }
    return [...settled, { at: end, text: text.slice(end) }];
  };
}

/** The passages of a text that nothing that comes after it can change; `from` is where it begins. */
function settle(text: string, from: number): Passage[] {
  if (text.length < passageChars) return [];
  const blocks = parseMarkdownIntoBlocks(text);
  const passages: Passage[] = [];
  let start = 0;
  let at = 0;
  for (const block of blocks.slice(0, -openBlocks)) {
    at += block.length;
    if (at - start < passageChars) continue;
    passages.push({ at: from + start, text: text.slice(start, at) });
    start = at;
  }
  return passages;
}
