import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ValueView } from "#components/value";
import type { Value } from "#lib/value";

const draw = (value: Value) => renderToStaticMarkup(<ValueView value={value} />);
const words = (value: Value) =>
  draw(value)
    .replace(/<[^>]*>/g, "")
    .replaceAll("&quot;", '"');

test.each<[Value, string]>([
  [0, "0"],
  [false, "false"],
  ["", '"" (an empty string)'],
  [null, "null"],
  [{ $: "undefined" }, "undefined"],
  [{ $: "number", value: "NaN" }, "NaN"],
  [{ $: "number", value: "-0" }, "-0"],
  ["\n ", '"\\n "'],
  ["4", '"4"'],
])("%j is shown as what it is", (value, expected) => {
  expect(words(value)).toBe(expected);
});

test("draws a list that the sandbox cut as a table, and says how many rows there were", () => {
  const items: Value[] = [{ n: 1 }, { n: 2 }, { $: "cut", name: "Object", size: 1 }];
  const html = draw({ $: "array", items, length: 20_000 });
  expect(html.match(/<tr>/g)).toHaveLength(3);
  expect(html).toContain("19,998 more rows");
});

test("folds a long string and says how long it is", () => {
  expect(words("x".repeat(5_000))).toContain("Show all 5,000 characters");
});

test("draws a list of flat records as a table, numbers to the right", () => {
  const html = draw([
    { name: "Earth", moons: 1 },
    { name: "Mars", moons: 2 },
  ]);
  expect(html.match(/<tr>/g)).toHaveLength(3);
  expect(html).toContain('<td class="number">2</td>');
});

test("shows falsy cells, and leaves a missing one empty", () => {
  const html = draw([
    { a: 0, b: false, c: "", d: null },
    { a: 1, b: true, c: "x" },
  ]);
  for (const cell of [">0<", ">false<", ">&quot;&quot;<", ">null<"]) expect(html).toContain(cell);
  expect(html).toMatch(/<td[^>]*><\/td>/);
});

test("shows a hundred rows and counts the others", () => {
  const html = draw(Array.from({ length: 130 }, (_, index) => ({ index })));
  expect(html.match(/<td/g)).toHaveLength(100);
  expect(html).toContain("30 more rows");
});

test.each<[string, Value]>([
  ["nested records", [{ a: { b: 1 } }]],
  ["records that share no keys", [{ a: 1 }, { b: 1 }, { c: 1 }]],
  ["a list of numbers", [1, 2, 3]],
  ["an empty list", []],
])("does not make a table of %s", (_, value) => {
  expect(draw(value)).not.toContain("<table");
});

test("markup in keys and cells stays text", () => {
  const html = draw([{ "<b>key</b>": "<img src=x>" }]);
  expect(html).not.toContain("<b>");
  expect(html).not.toContain("<img");
});

test.each<[string, Value]>([
  ["a long list", Array.from({ length: 100_000 }, (_, index) => index)],
  [
    "a value that repeats itself",
    [{ ["k".repeat(60_000)]: 1 }, ...Array(8_000).fill({ $: "ref", path: [0] })],
  ],
  ["a long number", { $: "bigint", value: "7".repeat(300_000) }],
])("draws %s to a length, and says that there is more", (_, value) => {
  const html = draw(value);
  expect(html.length).toBeLessThan(102_000);
  expect(html).toMatch(/… (more than )?\d+ more characters</);
});

test("draws a cell and the name of a column to a length", () => {
  const html = draw([
    { ["k".repeat(50_000)]: "x".repeat(50_000), b: { $: "symbol", description: "x".repeat(50_000) } },
  ]);
  expect(html.length).toBeLessThan(6_000);
  expect(html.match(/… (more than )?\d+ more characters</g)).toHaveLength(3);
});

test.each([0, 1])("folds a long string between two characters (%i)", (shift) => {
  expect(draw("a".repeat(shift) + "😀".repeat(2_000)).isWellFormed()).toBe(true);
});

test("folds a long string of spaces", () => {
  expect(draw(" ".repeat(50_000)).length).toBeLessThan(3_000);
});
