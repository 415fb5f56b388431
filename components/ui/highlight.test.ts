import { expect, test } from "vitest";
import { createHighlighter } from "./highlight.ts";

const lines = (count: number) =>
  Array.from({ length: count }, (_, at) => `const name${at} = f("text", ${at});`).join("\n");

const classesOf = (drawn: ReturnType<ReturnType<typeof createHighlighter>>) =>
  drawn.map(({ tokens }) => tokens.map(({ classes, text }) => `${classes}:${text}`));

test("looks at a bounded number of lines for each update of a program of 2,000 lines being written", () => {
  let looked = 0;
  const highlight = createHighlighter(() => looked++);
  const code = lines(2_000);
  const begun = code.length - 2_000;
  highlight(code.slice(0, begun), true);
  looked = 0;
  const updates = 100;
  for (let update = 1; update <= updates; update++) highlight(code.slice(0, begun + update * 20), true);
  expect(looked / updates).toBeLessThan(110);
});

test("keeps the objects of the lines that stand, so that they need not be drawn again", () => {
  const highlight = createHighlighter();
  const code = lines(500);
  const before = highlight(code.slice(0, -10), true);
  const after = highlight(code, true);
  expect(after.slice(0, 499).every((line, at) => line === before[at])).toBe(true);
  expect(after[499]).not.toBe(before[499]);
});

test("looks at every line once more when the program is whole, and then no more", () => {
  let looked = 0;
  const code = lines(500);
  const highlight = createHighlighter(() => looked++);
  for (let end = 10; end < code.length; end += 997) highlight(code.slice(0, end), true);
  highlight(code, true);
  looked = 0;
  expect(classesOf(highlight(code, false))).toEqual(classesOf(createHighlighter()(code, false)));
  expect(looked).toBe(500);
  highlight(code, false);
  expect(looked).toBe(500);
});

test("gives the text back in its lines", () => {
  for (const code of ["", "\n", "a\n\nb", "const x = `a\nb`;\n"]) {
    const highlight = createHighlighter();
    highlight(code.slice(0, 1), true);
    for (const growing of [true, false])
      expect(
        highlight(code, growing)
          .map(({ tokens }) => tokens.map(({ text }) => text).join(""))
          .join("\n"),
      ).toBe(code);
  }
});
