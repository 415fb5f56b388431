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
  ["4", "4"],
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
