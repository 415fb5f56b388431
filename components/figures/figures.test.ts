import { describe, expect, it } from "vitest";
import { createComputed, findFigures } from "#components/figures";
import type { Value } from "#lib/value";

/** What is marked in a text, each with the run and the way to its number. */
function mark(text: string, ...values: Value[]): string[] {
  const runs = values.map((value, index) => ({
    toolCallId: `run ${index + 1}`,
    title: "",
    value,
    output: [],
  }));
  const computed = createComputed(runs);
  return findFigures(text).flatMap(({ at, text: shown }) => {
    expect(text.slice(at, at + shown.length)).toBe(shown);
    const origin = computed.find(shown);
    return origin ? [`${shown} ← ${[origin.toolCallId, ...origin.path].join(".")}`] : [];
  });
}

describe("a figure in prose", () => {
  it.each<[string, Value, string[]]>([
    ["There are 4 letters.", 4, ["4 ← run 1"]],
    ["4", 4, ["4 ← run 1"]],
    ["(4), “4”; 4%, 4 % and 4!", 4, ["4 ← run 1", "4 ← run 1", "4 ← run 1", "4 ← run 1", "4 ← run 1"]],
    ["F(4) = 3", 4, ["4 ← run 1"]],
    ["It is 1234567.", 1_234_567, ["1234567 ← run 1"]],
    ["It is 100,000.", 1e5, ["100,000 ← run 1"]],
    ["It is 1,000,000,000,000,000,000,000.", 1e21, ["1,000,000,000,000,000,000,000 ← run 1"]],
    ["In 1969 it was first.", 1969, ["1969 ← run 1"]],
    ["All 12345678901234567890 of them", big("12345678901234567890"), ["12345678901234567890 ← run 1"]],
    ["All 12345678901234567891 of them", big("12345678901234567890"), []],
    ["Mars has 2, Earth 1.", [{ moons: 2 }, { moons: 1 }], ["2 ← run 1.0.moons", "1 ← run 1.1.moons"]],
    ["A map holds 7.", { $: "map", entries: [["a", 7]], size: 1 }, ["7 ← run 1.entries.0.1"]],
    ["A class holds 7.", { $: "object", name: "A", entries: [["7", 7]], size: 1 }, ["7 ← run 1.entries.0.1"]],
    ["A box holds 7.", { $: "boxed", value: 7 }, ["7 ← run 1.value"]],
  ])("%s", (text, value, marked) => {
    expect(mark(text, value)).toEqual(marked);
  });

  it.each([
    "1,234.5",
    "1,234.50",
    "1.234,5",
    "1 234,5",
    "1 234,5",
    "1 234,5",
    "1’234.5",
    "1'234.5",
    "1234,5",
  ])("may be grouped as in any language: %s", (shown) => {
    expect(mark(`Es sind ${shown} davon.`, 1234.5)).toEqual([`${shown} ← run 1`]);
  });

  it.each<[string, number]>([
    ["1,234", 1234],
    ["1.234", 1234],
    ["1.234", 1.234],
    ["12,34,567", 1_234_567],
    ["0,123", 0.123],
  ])("%s can be what a run says it is: %d", (shown, value) => {
    expect(mark(`It is ${shown}.`, value)).toEqual([`${shown} ← run 1`]);
  });

  it("is not marked where a run has both of what it can mean", () => {
    expect(mark("It is 1,234.", [1234, 1.234])).toEqual([]);
  });

  it.each([
    ["$1,234.50", 1234.5],
    ["-$1,234.50", -1234.5],
    ["US$1,234.50", 1234.5],
    ["€ 5", 5],
    ["−12.5", -12.5],
    ["-12.5", -12.5],
    ["+12.5", 12.5],
  ])("has its sign and its currency: %s", (shown, value) => {
    expect(mark(`It is ${shown}.`, value)).toEqual([`${shown} ← run 1`]);
  });

  it.each<[string, Value]>([
    ["It fell by 12.5.", -12.5],
    ["It fell by −12.5.", 12.5],
    ["That is 42 %.", 0.42],
    ["1.2 million of them", 1.2],
    ["5 thousand of them", 5],
    ["About 1.2 × 10^6", 1.2],
    ["It is 1 234.", [1, 234]],
    ["It is 100000.", { "100000": true }],
    ["It is 100 digits long.", { $: "array", items: [], length: 100 }],
    ["On 12", { $: "date", value: "2024-05-12T00:00:00.000Z" }],
  ])("is no other number: %s", (text, value) => {
    expect(mark(text, value)).toEqual([]);
  });

  it.each<[string, Value, string[]]>([
    ["About 3.14 (3.142).", Math.PI, ["3.14 ← run 1", "3.142 ← run 1"]],
    ["About 3.15.", Math.PI, []],
    ["About 142,984 km", 142_983.6, ["142,984 ← run 1"]],
    ["About 0.3", 0.2857, ["0.3 ← run 1"]],
    ["There are 3 of them.", Math.PI, []],
    ["There are 0 of them, 0.0 %.", 0.04, []],
    ["It is 10.", 10.000001, ["10 ← run 1"]],
    ["It is 0.0000012.", 1.2e-6, ["0.0000012 ← run 1"]],
    ["It is 1234568.", 1_234_567.8, ["1234568 ← run 1"]],
    ["It is 1234570.", 1_234_567.8, []],
  ])("is rounded only to the digits it has: %s", (text, value, marked) => {
    expect(mark(text, value)).toEqual(marked);
  });

  it.each<[string, Value, string[]]>([
    ["It is 3.14.", "3.14159", ["3.14 ← run 1"]],
    ["It is 142,984 km wide.", { km: "142,984 km" }, ["142,984 ← run 1.km"]],
    ["It is 95.", "The sum is 95.", ["95 ← run 1"]],
    ["It is 4.", "4 May 2024, v4, step 4", []],
    ["It is 4.", ["4", 4], []],
    ["It is 4.", `4 ${"and so on ".repeat(50)}`, []],
  ])("may stand in a short text of the result: %s", (text, value, marked) => {
    expect(mark(text, value)).toEqual(marked);
  });

  it("is the latest run's that has it", () => {
    expect(mark("It is 42, not 41.", 42, 41, 42)).toEqual(["42 ← run 3", "41 ← run 2"]);
    expect(mark("It is 5.", 5, [5, 5])).toEqual([]);
  });

  it("is not marked where two numbers of a run could be meant, unless one of them is exactly that", () => {
    expect(mark("It is 5.", [5, 5])).toEqual([]);
    expect(mark("It is 5.0.", [5.01, 4.99])).toEqual([]);
    expect(mark("It is 5.0.", [5.01, 5])).toEqual(["5.0 ← run 1.1"]);
  });
});

describe("what is no figure", () => {
  it.each([
    "4. The fourth of a list",
    "  4) The fourth of a list",
    "First\n4. The fourth of a list",
    "On 4 May 2024, May 4, 2024, the 4 of May and 4. May",
    "On 2024-05-04, 4/5/2024 and 4.5.2024",
    "At 4:30, 12:4, 4 pm, 4 a.m. and 4 o’clock",
    "Version 4.0.1, version 4, v4, ES4 and #4",
    "x4, 4x, 4th, a_4, $x4$, $4$ and ²4",
    "Pages 4-12, 4–12 and 2–4",
    "Step 4, steps 3 and 4, Table 4: a table, fig. 4, no. 4 and No 4",
    "2^4, 4^2, 4², 3*4, 2+4, x=4 and 4/5",
    "a 4-letter word, COVID-4",
    "4\ufffc and \ufffc4",
    "@4, ~4, \\4",
  ])("%s", (text) => {
    expect(mark(text, [4])).toEqual([]);
  });
});

describe("what a run printed or displayed", () => {
  const find = (figure: string, ...runs: { value: Value; output: Value[] }[]) =>
    createComputed(runs.map((run, index) => ({ toolCallId: `run ${index + 1}`, title: "", ...run }))).find(
      figure,
    );

  it("is what a figure means that the result has not", () => {
    const output = [["it took", 12.5], { moons: 95 }];
    expect(find("12.5", { value: 4, output })).toMatchObject({ line: 0, path: [] });
    expect(find("95", { value: 4, output })).toMatchObject({ line: 1 });
    expect(find("4", { value: 4, output: [[4]] })).toMatchObject({ line: null });
    expect(find("7", { value: 4, output })).toBeNull();
  });

  it("is not marked where several lines have it, but where one has it twice", () => {
    expect(find("95", { value: 4, output: [[95], [95]] })).toBeNull();
    expect(find("95", { value: 4, output: [["95 of 95"]] })).toMatchObject({ line: 0 });
  });

  it("counts before the result of an older run", () => {
    const runs = [
      { value: 95, output: [] },
      { value: 4, output: [[95]] },
    ];
    expect(find("95", ...runs)).toMatchObject({ toolCallId: "run 2", line: 0 });
  });
});

describe("a large result", () => {
  it("is looked through", () => {
    const large = Array.from({ length: 70_000 }, (_, index) => ({ index }));
    expect(mark("The 5th is 17.", large)).toEqual(["17 ← run 1.17.index"]);
  });

  it("that is too large to know all of marks nothing", () => {
    const large = Array.from({ length: 200_000 }, (_, index) => ({ index }));
    expect(mark("The 5th is 17.", large)).toEqual([]);
    expect(mark("The 5th is 17.", Array<Value>(20_000).fill("17 or so and some"))).toEqual([]);
  });

  it("that is too large to know all of lets no older one be what is meant", () => {
    const large = Array.from({ length: 200_000 }, (_, index) => ({ index }));
    expect(mark("The 5th is 17.", 17, large)).toEqual([]);
    expect(mark("The 5th is 17.", large, 17)).toEqual(["17 ← run 2"]);
  });

  it("may be deep, and may have any keys", () => {
    let deep: Value = 17;
    for (let depth = 0; depth < 20_000; depth += 1) deep = [deep];
    expect(mark("It is 17.", deep)[0]).toMatch(/^17 ← run 1\.0\.0\.0/);
    expect(mark("It is 17.", JSON.parse('{"__proto__": 17}'))).toEqual(["17 ← run 1.__proto__"]);
  });

  it("takes no time to speak of for many figures", () => {
    const many = Array.from({ length: 100_000 }, (_, index) => index + 0.25);
    const text = Array.from({ length: 10_000 }, (_, index) => `${index}.25`).join(" and ");
    expect(mark(text, many)).toHaveLength(10_000);
  });
});

function big(value: string): Value {
  return { $: "bigint", value };
}
