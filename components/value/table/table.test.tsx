import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, test } from "vitest";
import { ValueView } from "#components/value";
import type { Value } from "#lib/value";
import { writeCsv, writeJson } from "./export-rows.ts";
import { filterRows } from "./filter-rows.ts";
import RecordTable from "./record-table.tsx";
import { isSameTable, readRecords } from "./records.ts";
import { nextSorting, type Sorting, sortRows } from "./sort-rows.ts";

const draw = (value: Value) => renderToStaticMarkup(<ValueView value={value} />);
const bigint = (value: string): Value => ({ $: "bigint", value });
const date = (value: string): Value => ({ $: "date", value });

describe("a table is made of", () => {
  it.each<[string, Value, string[], (Value | undefined)[][]]>([
    ["a list of records", [{ a: 1 }, { a: 2 }], ["a"], [[1], [2]]],
    [
      "a list of lists of one length",
      [
        [1, 2],
        [3, 4],
      ],
      ["0", "1"],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      "a Map of words",
      {
        $: "map",
        entries: [
          ["a", 1],
          ["b", 2],
        ],
        size: 2,
      },
      ["key", "value"],
      [
        ["a", 1],
        ["b", 2],
      ],
    ],
    [
      "a Map of records",
      {
        $: "map",
        entries: [
          [1, { n: "x" }],
          [2, { n: "y" }],
        ],
        size: 2,
      },
      ["key", "n"],
      [
        [1, "x"],
        [2, "y"],
      ],
    ],
    [
      "an object of records, also those that have a key",
      { a: { key: 1 }, b: { key: 2 } },
      ["(key)", "key"],
      [
        ["a", 1],
        ["b", 2],
      ],
    ],
    ["a list with the same record twice", [{ a: 1 }, { $: "ref", path: [0] }], ["a"], [[1], [1]]],
    [
      "records with keys that every object inherits",
      [{ constructor: 1, toString: 2 }, { constructor: 3 }],
      ["constructor", "toString"],
      [
        [1, 2],
        [3, undefined],
      ],
    ],
    ["records with short lists", [{ tags: ["a", "b"] }], ["tags"], [[["a", "b"]]]],
  ])("%s", (_, value, columns, rows) => {
    expect(readRecords(value)).toMatchObject({ columns, rows });
  });

  it.each<[string, Value]>([
    ["lists of different lengths", [[1, 2], [3]]],
    ["a list with a reference to what is no record", [{ a: 1 }, { $: "ref", path: [] }]],
    ["one record", { a: { b: 1 } }],
    ["instances of a class", [{ $: "object", name: "Point", entries: [["x", 1]], size: 1 }]],
    ["an object of words", { a: 1, b: 2 }],
  ])("not of %s", (_, value) => {
    expect(readRecords(value)).toBeNull();
  });

  it("what the sandbox kept of a list, counting what it did not", () => {
    const entries: [Value, Value][] = [
      ["a", { n: 1 }],
      ["b", { n: 2 }],
      ["c", { $: "cut", name: "Object", size: 1 }],
    ];
    expect(readRecords({ $: "map", entries, size: 9 })).toMatchObject({ total: 9, rows: { length: 2 } });
  });
});

describe("sorted", () => {
  const sort = (cells: (Value | undefined)[], direction: Sorting["direction"] = "ascending") =>
    sortRows(
      cells.map((cell) => [cell]),
      { column: 0, direction },
      "en",
    ).map(([cell]) => cell);

  it("numbers are numbers, also large ones and those JSON cannot write", () => {
    expect(
      sort([10, 9, bigint("9007199254740993"), 9007199254740992, { $: "number", value: "-Infinity" }]),
    ).toEqual([{ $: "number", value: "-Infinity" }, 9, 10, 9007199254740992, bigint("9007199254740993")]);
  });

  it("words are in the order of the language, and the numbers in them in theirs", () => {
    expect(sort(["item 10", "Zebra", "item 9", "ähre", "zulu"])).toEqual([
      "ähre",
      "item 9",
      "item 10",
      "Zebra",
      "zulu",
    ]);
  });

  it("dates are in the order of time", () => {
    const dates = ["+010000-01-01T00:00:00.000Z", "2020-01-01T00:00:00.000Z", "1999-01-01T00:00:00.000Z"];
    expect(sort(dates.map(date))).toEqual([...dates].reverse().map(date));
  });

  it.each(["ascending", "descending"] as const)("%s, what is missing comes last", (direction) => {
    const nothing: (Value | undefined)[] = [
      undefined,
      null,
      { $: "undefined" },
      { $: "number", value: "NaN" },
    ];
    expect(sort([...nothing, 1, "a"], direction).slice(2)).toEqual(nothing);
  });

  it.each(["ascending", "descending"] as const)("%s, what is alike stays in its order", (direction) => {
    const rows = [
      ["b", 1],
      ["a", 1],
      ["c", 1],
    ];
    expect(sortRows(rows, { column: 1, direction }, "en")).toEqual(rows);
  });

  test("a third click on a column gives the program's own order back", () => {
    const up = nextSorting(null, 1);
    const down = nextSorting(up, 1);
    expect([up?.direction, down?.direction, nextSorting(down, 1)]).toEqual(["ascending", "descending", null]);
    expect(nextSorting(down, 0)).toEqual({ column: 0, direction: "ascending" });
  });
});

test("a filter finds words in any column, whatever their case", () => {
  const rows = [
    ["Earth", 1],
    ["Mars", 2],
    [null, bigint("21")],
  ];
  expect(filterRows(rows, " eAR ", "en")).toEqual([rows[0]]);
  expect(filterRows(rows, "2", "en")).toEqual([rows[1], rows[2]]);
  expect(filterRows(rows, " ", "en")).toEqual(rows);
});

describe("as CSV", () => {
  it.each<[string, Value | undefined, string]>([
    ["a formula", "=1+1", "'=1+1"],
    ["another", "@SUM(A1)", "'@SUM(A1)"],
    ["one behind a tab", "\t=1", `"'\t=1"`],
    ["one behind a line break", "\r=1", `"'\r=1"`],
    ["one on the second line", "\n=1+1", `"'\n=1+1"`],
    ["one behind spaces", "  =1+1", "'  =1+1"],
    ["one behind what is not seen", "\u200b=1+1", "'\u200b=1+1"],
    ["one in full width", "＝1+1", "'＝1+1"],
    ["one behind a semicolon", "x;=HYPERLINK(1)", `"x;=HYPERLINK(1)"`],
    ["one behind a tab in a text", "x\t=1", `"x\t=1"`],
    ["a text with a space at its end", "x ", `"x "`],
    ["a text with a space before it", " x", `" x"`],
    ["one that begins with a sign", "+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
    ["one that looks like a number", "-1+1", "'-1+1"],
    ["one with a quote", '=A1&","', `"'=A1&"",""" `.trimEnd()],
    ["a negative number", -1.5, "-1.5"],
    ["a small negative number", -1.5e-7, "-1.5e-7"],
    ["minus zero", { $: "number", value: "-0" }, "-0"],
    ["a negative bigint", bigint("-12345678901234567890"), "-12345678901234567890"],
    ["less than any number", { $: "number", value: "-Infinity" }, "'-Infinity"],
    ["a text of lines", 'a\nb "c"', '"a\nb ""c"""'],
    ["a date", date("2020-01-01T00:00:00.000Z"), "2020-01-01T00:00:00.000Z"],
    ["what is missing", undefined, ""],
    ["null", null, ""],
    ["false", false, "false"],
  ])("%s is written so that a spreadsheet reads it as what it is", (_, cell, written) => {
    expect(writeCsv(["a"], [[cell]])).toBe(`\uFEFFa\r\n${written}\r\n`);
  });

  it("names of columns are no formulas either", () => {
    expect(writeCsv(["=a", "b,c"], [])).toBe(`\uFEFF'=a,"b,c"\r\n`);
  });
});

test("as JSON, a table is the list that it was, with what JSON cannot write in words", () => {
  const columns = ["__proto__", "b"];
  const rows = [
    [1, bigint("2")],
    [{ $: "number", value: "NaN" } as Value, undefined],
  ];
  expect(writeJson({ columns, shape: "objects" }, rows)).toBe(
    JSON.stringify([JSON.parse('{"__proto__": 1, "b": "2"}'), JSON.parse('{"__proto__": "NaN"}')], null, 2),
  );
  expect(JSON.parse(writeJson({ columns: ["0", "1"], shape: "lists" }, [[1, "a"]]))).toEqual([[1, "a"]]);
});

describe("drawn", () => {
  it("columns can be sorted by a button each, and nothing else changes what the plain form shows", () => {
    const value = [{ name: "Earth", moons: 1 }];
    const html = renderToStaticMarkup(<RecordTable value={value} label="Planets" />);
    expect(html.match(/<th[^>]*><button/g)).toHaveLength(2);
    expect(html.replace(/<[^>]*>/g, "")).toBe(
      draw(value)
        .replace(/<[^>]*>/g, "")
        .replace("Raw", ""),
    );
  });

  it("a wide list of many rows is bounded in what is drawn of it", () => {
    const record = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`column ${index}`, index]));
    const html = draw(Array.from({ length: 1_000 }, () => ({ ...record })));
    expect(html.match(/<td/g)?.length).toBeLessThan(2_500);
    expect(html).toContain("960 more rows");
  });

  it("a number beside a large one is grouped like it, and all others as they are", () => {
    const html = draw([
      { year: 1999, people: 1234 },
      { year: 2024, people: 56_789 },
    ]);
    expect(html).toContain('<td class="number">1<span data-mark=","');
    expect(html).toContain(">1999<");
  });

  it("names that look alike are told apart by what cannot be seen in them", () => {
    const html = draw([{ a: 1, "a\u200b": 2, "a\u00a0": 3, "": 4 }]);
    for (const name of [">a<", ">a\\u{200b}<", ">a\\u{a0}<", ">&quot;&quot;<"]) expect(html).toContain(name);
  });
});

test("a table that was fetched again is the same, and one of other rows is another", () => {
  const read = (...rows: Value[]) => readRecords(rows);
  const table = read({ n: 1 }, { n: 2 });
  expect(isSameTable(table, read({ n: 1 }, { n: 2 }))).toBe(true);
  for (const other of [[{ n: 1 }, { n: 3 }], [{ n: 1 }], [{ m: 1 }, { m: 2 }], [1]])
    expect(isSameTable(table, read(...other))).toBe(false);
});
