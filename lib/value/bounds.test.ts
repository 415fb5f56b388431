import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutText, formatConsole, formatValue, type SpecialValue, type Value } from "#lib/value";

/** No text that the formatter writes is longer, whatever the tree. */
const longest = 10_000_000;

const ref = (...path: (string | number)[]): Value => ({ $: "ref", path });
const again = (value: Value, times: number): Value => [value, ...Array<Value>(times).fill(ref(0))];
const error = (parts: Partial<Extract<SpecialValue, { $: "error" }>>): Value => ({
  $: "error",
  name: "E",
  message: "m",
  stack: null,
  cause: null,
  properties: [],
  ...parts,
});
const long = "k".repeat(60_000);
/** A list of two lists of two lists …, `levels` deep, in a record of a few hundred bytes. */
function doubling(levels: number, path: (string | number)[] = []): Value {
  return levels === 0 ? [] : [doubling(levels - 1, [...path, 0]), ref(...path, 0)];
}
function nest(value: Value, levels: number): Value {
  return levels === 0 ? value : [nest(value, levels - 1)];
}

describe("the text is bounded for a tree that repeats", () => {
  it.each<[string, Value]>([
    ["a long key", { [long]: 1 }],
    ["an object with a long key and a name", { $: "object", name: "Point", entries: [[long, 1]], size: 1 }],
    ["an object with a long name", { $: "object", name: long, entries: [], size: 0 }],
    ["a map with a long key", { $: "map", entries: [[{ [long]: 1 }, 1]], size: 1 }],
    ["an error with a property of a long name", error({ properties: [[long, 1]] })],
    ["an error with a long message", error({ message: long })],
    ["bytes with a long name", { $: "binary", name: long, items: [], length: 0 }],
    ["a function with a long name", { $: "function", name: long, kind: "function" }],
    ["a symbol with a long description", { $: "symbol", description: long }],
    ["a regular expression", { $: "regexp", source: long, flags: "g" }],
    ["a long string that was cut", { $: "string", value: long, length: 100_000 }],
    ["a string of escapes", "\u0001".repeat(60_000)],
    ["what was left out, with a long name", { $: "cut", name: long, size: 1 }],
    ["what threw, with a long message", { $: "thrown", message: long }],
  ])("%s", (_, value) => {
    const tree = again(value, 2_000);
    expect(formatValue(tree).length).toBeLessThan(longest);
    expect(formatValue(tree, { maxChars: 200 })).toMatch(/^.{200}… more than \d+ more characters$/s);
  });

  it("where it stops, what is left of a list is counted", () => {
    expect(formatValue(again({ [long]: 1 }, 2_000))).toMatch(/,\n {2}… 19\d\d more\n\]$/);
  });

  it.each<[string, Value]>([
    ["a large set far within", { $: "set", items: Array(400_000).fill(0), size: 400_000 }],
    ["an error far within, with a stack of many lines", error({ stack: `${"\n".repeat(1_000_000)}end` })],
  ])("%s", (_, value) => {
    expect(formatValue(nest(value, 190)).length).toBeLessThan(longest);
  });

  it("references that lead to references do not overflow the stack", () => {
    const chain = Array.from({ length: 40_000 }, (_, index) => (index === 39_999 ? "end" : ref(index + 1)));
    expect(formatValue({ $: "array", items: [ref("items", 1), ["end"]], length: 2 })).toBe(
      "[['end'], ['end']]",
    );
    expect(formatValue(chain as Value)).toContain("more");
    expect(formatValue([ref(1), ref(0)])).toBe("[[Circular], [Circular]]");
  });
});

describe("a console line", () => {
  it("has one bound for all its values", () => {
    const values = Array.from({ length: 50 }, () => doubling(22));
    expect(formatConsole(values).length).toBeLessThan(longest);
    expect(formatConsole(values)).toMatch(/… \d+ more$/);
    expect(formatConsole(values, { maxChars: 300 })).toMatch(/^.{300}… more than \d+ more characters$/s);
  });

  it("is cut to a length with the count of what is missing, also where most of it was never written", () => {
    expect(formatConsole(["x".repeat(1_000_000)], { maxChars: 10 })).toBe(
      "xxxxxxxxxx… more than 999991 more characters",
    );
  });
});

it("a text is never cut within a pair of surrogates", () => {
  expect(cutText("a😀b", 2)).toBe("a… 3 more characters");
  expect(cutText("a😀b", 3)).toBe("a😀… 1 more characters");
  for (let maxChars = 1; maxChars < 700; maxChars++)
    expect(formatConsole(["😀".repeat(30_000)], { maxChars }).isWellFormed()).toBe(true);
});

const words = fc.oneof(
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom("", "\ud800", "\n", "__proto__", "$"),
  fc
    .tuple(fc.constantFrom("k", "\u0000", "\n", "'", "😀"), fc.nat(30_000))
    .map(([unit, n]) => unit.repeat(n)),
);
const step = fc.oneof(fc.nat(3), fc.constantFrom("items", "entries", "value", "a"));
const counts = fc.nat(9);
const { value: tree } = fc.letrec<{ value: Value }>((tie) => {
  const value = tie("value");
  const items = fc.array(value, { maxLength: 4 });
  const properties = fc.array(fc.tuple(words, value), { maxLength: 3 });
  const special = <T extends SpecialValue["$"]>($: T) => fc.constant($);
  return {
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.oneof<fc.Arbitrary<Value>[]>(words, fc.integer(), fc.constant(null)),
      fc.record({ $: special("ref"), path: fc.array(step, { maxLength: 4 }) }),
      fc.record({ $: special("function"), name: words, kind: fc.constantFrom("function", "class") }),
      fc.record({ $: special("thrown"), message: words }),
      items,
      fc.dictionary(words, value, { maxKeys: 3 }) as fc.Arbitrary<Value>,
      fc.record({ $: special("array"), items, length: counts }),
      fc.record({ $: special("binary"), name: words, items, length: counts }),
      fc.record({ $: special("object"), name: words, entries: properties, size: counts }),
      fc.record({
        $: special("map"),
        entries: fc.array(fc.tuple(value, value), { maxLength: 3 }),
        size: counts,
      }),
      fc.record({ $: special("set"), items, size: counts }),
      fc.record({ $: special("boxed"), value }),
      fc.record({
        $: special("error"),
        name: words,
        message: words,
        stack: fc.option(words),
        cause: fc.option(value),
        properties,
      }),
    ),
  };
});
/** A tree, itself many times over, and all that far within. */
const repeated = fc
  .tuple(tree, fc.nat(1_000), fc.nat(150))
  .map(([value, times, levels]) =>
    nest([value, ...Array<Value>(times).fill(ref(...Array(levels + 1).fill(0)))], levels),
  )
  .filter((value) => JSON.stringify(value).length <= 2 * 1024 * 1024);

it("no tree makes the formatter throw, or write more than its bound", () => {
  fc.assert(
    fc.property(repeated, fc.nat(9_000), (value, maxChars) => {
      expect(formatValue(value).length).toBeLessThan(longest);
      for (const text of [formatValue(value, { maxChars }), formatConsole([value, value], { maxChars })])
        expect(text.length).toBeLessThan(maxChars + 60);
    }),
    { seed: 20_260_417, numRuns: 60 },
  );
});
