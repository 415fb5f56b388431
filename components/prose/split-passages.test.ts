import { parseMarkdownIntoBlocks } from "streamdown";
import { expect, test } from "vitest";
import { createSplitter } from "./split-passages.ts";

const section = (at: number) =>
  `## Part ${at}\n\nA paragraph of ${"some words ".repeat(30)}.\n\n- one\n- two\n\n  still two\n\n\`\`\`js\nlet a = ${at};\n\nlet b;\n\`\`\`\n\n| a | b |\n| - | - |\n| ${at} | 2 |\n\n`;
const long = Array.from({ length: 200 }, (_, at) => section(at)).join("");

const textOf = (passages: { text: string }[]) => passages.map(({ text }) => text).join("");

test("splits a long text into passages, each of which says where it begins", () => {
  const passages = createSplitter()(long);
  expect(passages.length).toBeGreaterThan(10);
  expect(textOf(passages)).toBe(long);
  let at = 0;
  for (const passage of passages) {
    expect(passage.at).toBe(at);
    at += passage.text.length;
  }
});

test("tears no block apart", () => {
  const blocks = createSplitter()(long).flatMap(({ text }) => parseMarkdownIntoBlocks(text));
  expect(blocks).toEqual(parseMarkdownIntoBlocks(long));
});

test("splits a text that grows as it splits it whole, and lets all but the last stand", () => {
  const split = createSplitter();
  let before = split("");
  for (let end = 0; end < long.length; end += 37) {
    const now = split(long.slice(0, end));
    const standing = before.slice(0, -1);
    expect(now.slice(0, standing.length)).toEqual(standing);
    before = now;
  }
  expect(split(long)).toEqual(createSplitter()(long));
});

test("leaves no more than a few blocks to be read again with each word", () => {
  const passages = createSplitter()(long);
  for (const { text } of passages) expect(text.length).toBeLessThan(8_000);
});

test("keeps a text whole that defines what its links or notes lead to, from then on", () => {
  for (const [use, definition] of [
    ["[this][1]", "[1]: https://example.com"],
    ["this[^1]", "[^1]: A note."],
  ] as const) {
    const text = `${long}See ${use}.\n\n${definition}\n\n`;
    const split = createSplitter();
    split(text.slice(0, -definition.length - 2));
    expect(split(text)).toEqual([{ at: 0, text }]);
    expect(split(`${text}More.`)).toEqual([{ at: 0, text: `${text}More.` }]);
    expect(split("Another text.")).toEqual([{ at: 0, text: "Another text." }]);
  }
});

test("reads any end of a line", () => {
  const passages = createSplitter()(long.replaceAll("\n", "\r\n"));
  expect(textOf(passages)).toBe(long);
});

test("reads brackets that never close once", () => {
  const text = `${"[\n".repeat(400_000)}[a]: b`;
  expect(createSplitter()(text)).toEqual([{ at: 0, text }]);
});

test.each(["[a\nb]: c", "   [a\\]b]: c", "[^1]: c"])(
  "a text that comes to have the definition %j is one passage",
  (text) => {
    const split = createSplitter();
    expect(split(long).length).toBeGreaterThan(10);
    expect(split(`${long}${text}`)).toHaveLength(1);
  },
);
