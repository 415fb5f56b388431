import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, test } from "vitest";
import type { Value } from "#lib/value";
import { describePath } from "./follow-ref.ts";
import { isNested } from "./is-nested.ts";
import { partSlice } from "./slices.ts";
import Tree from "./tree.tsx";

const draw = (value: Value) => renderToStaticMarkup(<Tree value={value} label="Value" />);
const lines = (value: Value) =>
  draw(value)
    .replaceAll(/<\/?(li|ul|p|div)[^>]*>/g, "\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

const long = "a text that is long enough to take a line of its own, and then some more of it";

describe("drawn as what it is is", () => {
  it.each<[string, Value, string[]]>([
    ["an object", { a: 1, b: { c: long } }, ["a: 1", "b:", `c: '${long}'`]],
    [
      "an instance of a class",
      { $: "object", name: "Point", entries: [["x", 1]], size: 1 },
      ["Point", "x: 1"],
    ],
    [
      "a Map, with what its keys are",
      {
        $: "map",
        entries: [
          ["1", "text"],
          [1, "number"],
          [{ a: 1 }, 2],
        ],
        size: 3,
      },
      ["Map(3)", "'1': 'text'", "1: 'number'", "{ a: 1 }: 2"],
    ],
    ["a Set", { $: "set", items: [1, "1"], size: 2 }, ["Set(2)", "0: 1", "1: '1'"]],
    [
      "a typed array",
      { $: "binary", name: "Uint8Array", items: [1, 2], length: 2 },
      ["Uint8Array(2)", "0: 1", "1: 2"],
    ],
    [
      "an array with holes, each item under its index",
      { $: "array", items: ["a", { $: "hole", count: 3 }, "b"], length: 5 },
      ["Array(5)", "0: 'a'", "1: <3 empty items>", "4: 'b'"],
    ],
    [
      "a getter that threw",
      { $: "object", name: null, entries: [["a", { $: "thrown", message: "<b>no" }]], size: 1 },
      ["a: [Thrown: <b>no]"],
    ],
    [
      "what the sandbox cut",
      { $: "array", items: [{ $: "cut", name: "Object", size: 9 }], length: 7 },
      ["Array(7)", "0: [Object(9) …]", "… 6 more, cut off in the sandbox"],
    ],
    ["a cycle", { a: { $: "ref", path: [] } }, ["a: [Circular] the whole value"]],
    [
      "what stands there twice",
      { a: { b: [1] }, c: { $: "ref", path: ["a", "b"] } },
      ["a: { b: […] }", "c: Array(1) the same as .a.b"],
    ],
    [
      "an error of errors",
      {
        $: "error",
        name: "AggregateError",
        message: "all failed",
        stack: "stack: 'at run (program:1:1)'",
        cause: "because",
        properties: [
          [
            "errors",
            [{ $: "error", name: "TypeError", message: "no", stack: null, cause: null, properties: [] }],
          ],
        ],
      },
      [
        "AggregateError: all failed",
        "stack: 'at run (program:1:1)'",
        "cause: 'because'",
        "errors: Array(1)",
        "0: [TypeError: no]",
      ],
    ],
    ["keys of every kind", { constructor: 1, "": 2, "<b>": 3 }, ["constructor: 1", '"": 2', "<b>: 3"]],
  ])("%s", (_, value, expected) => {
    const shown = lines(value);
    for (const line of expected) expect(shown).toContainEqual(expect.stringContaining(line));
  });
});

test("a million entries are parted by hundreds, of which only the first are drawn", () => {
  const html = draw(Array.from({ length: 1_000_000 }, (_, index) => index));
  expect(html.match(/<li/g)).toHaveLength(100);
  expect(html).toContain("990000 … 999999");
});

test.each([
  [100, null, null],
  [101, 2, 1],
  [10_000, 100, 100],
  [10_001, 2, 1],
])("%i entries are parted into %s, the last of %s", (count, parts, last) => {
  const slices = partSlice({ from: 0, to: count });
  const end = slices?.at(-1);
  expect(slices?.length ?? null).toBe(parts);
  expect(end ? end.to - end.from : null).toBe(last);
});

test("ten thousand levels are as many as the reader opens", () => {
  let value: Value = [long];
  for (let depth = 0; depth < 10_000; depth++) value = [value, long];
  expect(draw(value).match(/<li/g)?.length).toBeLessThan(30);
});

test("references that lead in a circle or nowhere end", () => {
  const a: Value = { $: "ref", path: ["b"] };
  const b: Value = { $: "ref", path: ["a"] };
  const html = draw({ a, b, c: { $: "ref", path: ["constructor"] }, d: { $: "ref", path: ["$", "x", 3] } });
  expect(html.match(/\[Circular\]/g)).toHaveLength(4);
});

test("a place is named as a program would write it", () => {
  const map: Value = { $: "map", entries: [[{ k: 1 }, { v: 2 }]], size: 1 };
  const root: Value = [{ "a b": { $: "object", name: "C", entries: [["x", map]], size: 1 } }];
  const path = [0, "a b", "entries", 0, 1, "entries", 0, 1, "v"];
  expect(describePath(root, path)).toBe("[0]['a b'].x[entry 0].v");
});

test.each<[string, Value, boolean]>([
  ["a value of one line", { a: [1, 2] }, false],
  ["a list of numbers", Array.from({ length: 500 }, (_, index) => index), false],
  ["a list of lists", Array.from({ length: 50 }, (_, index) => [index, [index]]), true],
  ["bytes", { $: "binary", name: "Uint8Array", items: Array(300).fill(7), length: 300 }, false],
  ["more than anybody reads as text", Array(20_000).fill(7), true],
  ["an object with a long text", { a: long, b: long }, true],
])("%s is opened as a tree: %s", (_, value, expected) => {
  expect(isNested(value)).toBe(expected);
});
