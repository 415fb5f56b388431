import { describe, expect, it } from "vitest";
import { formatConsole, formatValue, resolveRef, type Value } from "#lib/value";

describe("a value is printed as a developer expects:", () => {
  const texts: [value: Value, text: string][] = [
    [null, "null"],
    ["it's", `"it's"`],
    ["a\nb", "'a\\nb'"],
    ["\ud800", "'\\ud800'"],
    [{ $: "number", value: "-0" }, "-0"],
    [{ $: "bigint", value: "10" }, "10n"],
    [{ $: "undefined" }, "undefined"],
    [{ $: "symbol", description: "a" }, "Symbol(a)"],
    [{ $: "function", name: "f", kind: "function" }, "[Function: f]"],
    [{ $: "function", name: "", kind: "class" }, "[class (anonymous)]"],
    [{ $: "date", value: null }, "Invalid Date"],
    [{ $: "regexp", source: "a", flags: "g" }, "/a/g"],
    [[], "[]"],
    [{}, "{}"],
    [{ a: 1, "b-c": ["x"] }, "{ a: 1, 'b-c': ['x'] }"],
    [{ $: "array", items: [1, 2, { $: "hole", count: 3 }], length: 5 }, "[1, 2, <3 empty items>]"],
    [{ $: "array", items: [1], length: 8 }, "[1, … 7 more]"],
    [{ $: "map", entries: [["a", 1]], size: 2 }, "Map(2) { 'a' => 1, … 1 more }"],
    [{ $: "set", items: [1], size: 1 }, "Set(1) { 1 }"],
    [{ $: "binary", name: "Uint8Array", items: [1], length: 1 }, "Uint8Array(1) [1]"],
    [{ $: "object", name: "Point", entries: [["x", 1]], size: 1 }, "Point { x: 1 }"],
    [{ $: "boxed", value: 1 }, "[Object: 1]"],
    [{ $: "opaque", name: "Promise" }, "Promise {}"],
    [{ $: "string", value: "ab", length: 10 }, "'ab'… 8 more characters"],
    [{ $: "cut", name: "Array", size: 5 }, "[Array(5) …]"],
    [{ $: "thrown", message: "no" }, "[Thrown: no]"],
    [
      { $: "error", name: "TypeError", message: "no", stack: null, cause: 1, properties: [["code", "E1"]] },
      "[TypeError: no] { code: 'E1', [cause]: 1 }",
    ],
    [{ a: { $: "ref", path: [] } }, "{ a: [Circular] }"],
    [{ a: [1], b: { $: "ref", path: ["a"] } }, "{ a: [1], b: [1] }"],
  ];
  it.each(texts)("%j", (value, text) => {
    expect(formatValue(value)).toBe(text);
  });

  it("over several lines when one would be too long", () => {
    const row = { name: "a rather long name", city: "a rather long city", n: 1 };
    expect(formatValue([row, row])).toBe(
      "[\n  { name: 'a rather long name', city: 'a rather long city', n: 1 },\n  { name: 'a rather long name', city: 'a rather long city', n: 1 }\n]",
    );
    const numbers = formatValue(Array.from({ length: 100 }, (_, i) => i)).split("\n");
    expect(numbers.length).toBeLessThan(10);
    expect(Math.max(...numbers.map((line) => line.length))).toBeLessThanOrEqual(76);
  });

  it("cut to a length, with the count of what is missing", () => {
    expect(formatValue("x".repeat(100), { maxChars: 11 })).toBe("'xxxxxxxxxx… 91 more characters");
  });

  it("bare when it is a string on the console", () => {
    expect(formatConsole(["a\nb", ["c"], 1])).toBe("a\nb ['c'] 1");
    expect(formatConsole([{ $: "string", value: "ab", length: 10 }])).toBe("ab… 8 more characters");
  });
});

describe("a malformed tree", () => {
  it("of any depth is printed without overflowing", () => {
    let deep: Value = [];
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(formatValue(deep)).toContain("…");
  });

  it("that repeats itself is printed in bounded time", () => {
    const levels: Record<string, Value> = { l0: ["x".repeat(100)] };
    for (let i = 1; i < 60; i++) levels[`l${i}`] = Array(2).fill({ $: "ref", path: [`l${i - 1}`] });
    expect(formatValue(levels, { maxChars: 1000 }).length).toBeLessThan(1100);
  });

  it("that repeats itself in small pieces, deep within, is printed in bounded work", () => {
    const levels: Value[] = [["x"]];
    for (let i = 1; i < 150; i++)
      levels.push([
        { $: "ref", path: [i - 1] },
        { $: "ref", path: [i - 1] },
      ]);
    const text = formatValue(levels);
    expect(text.length).toBeLessThan(8_000_000);
    expect(formatValue(levels, { maxChars: 1000 })).toMatch(/… more than \d+ more characters$/);
  });

  it("with references that lead nowhere is printed", () => {
    expect(formatValue({ $: "ref", path: ["__proto__", "constructor"] })).toBe("[Circular]");
    expect(resolveRef({}, ["__proto__"])).toBeUndefined();
    expect(resolveRef({ a: [{ b: 1 }] }, ["a", 0, "b"])).toBe(1);
  });
});
