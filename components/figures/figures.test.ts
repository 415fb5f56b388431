import { describe, expect, it } from "vitest";
import { createComputed, splitFigures } from "#components/figures";
import type { Value } from "#lib/value";

/** What is marked in a text, each with the run and the way to its number. */
function mark(text: string, ...values: Value[]): string[] {
  const computed = createComputed(values.map((value, index) => ({ toolCallId: `run ${index + 1}`, value })));
  const pieces = splitFigures(text, computed, true);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  return pieces.flatMap(({ text: shown, origin }) =>
    origin ? [`${shown} ← ${[origin.toolCallId, ...origin.path].join(".")}`] : [],
  );
}

describe("a figure in prose", () => {
  it.each<[string, Value, string[]]>([
    ["There are 4 letters.", 4, ["4 ← run 1"]],
    ["It is 1,234,567.", 1_234_567, ["1,234,567 ← run 1"]],
    ["It is 1234567.", 1_234_567, ["1234567 ← run 1"]],
    ["It fell by −12.5.", -12.5, ["−12.5 ← run 1"]],
    ["About 3.14 (3.142).", Math.PI, ["3.14 ← run 1", "3.142 ← run 1"]],
    ["About 3.15.", Math.PI, []],
    [
      "All 12345678901234567890 of them",
      { $: "bigint", value: "12345678901234567890" },
      ["12345678901234567890 ← run 1"],
    ],
    ["Mars has 2, Earth 1.", [{ moons: 2 }, { moons: 1 }], ["2 ← run 1.0.moons", "1 ← run 1.1.moons"]],
    ["A map holds 7.", { $: "map", entries: [["a", 7]], size: 1 }, ["7 ← run 1.entries.0.1"]],
  ])("%s", (text, value, marked) => {
    expect(mark(text, value)).toEqual(marked);
  });

  it("is the latest run's that has it", () => {
    expect(mark("It is 42, not 41.", 42, 41, 42)).toEqual(["42 ← run 3", "41 ← run 2"]);
  });

  it("is not marked where two numbers of a run could be meant, unless one of them is exactly that", () => {
    expect(mark("It is 5.", [5, 5])).toEqual([]);
    expect(mark("It is 5.", [5.1, 4.9])).toEqual([]);
    expect(mark("It is 5.", [5.1, 5])).toEqual(["5 ← run 1.1"]);
  });
});

describe("what is no figure", () => {
  it.each([
    "4. The fourth of a list",
    "4) The fourth of a list",
    "On 4 May 2024 and May 4, 2024",
    "On 2024-05-04, 4/5/2024 and 4.5.2024",
    "At 4:30 and 12:4",
    "Version 4.0.1, v4, ES4 and #4",
    "x4, 4x, 4th and a_4",
    "Pages 4-12",
  ])("%s", (text) => {
    expect(mark(text, [4])).toEqual([]);
  });
});

it("looks through a large result to a bound", () => {
  const large = Array.from({ length: 200_000 }, (_, index) => ({ index }));
  expect(mark("The 5th is 17.", large)).toEqual(["17 ← run 1.17.index"]);
});
