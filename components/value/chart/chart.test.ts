import { describe, expect, it } from "vitest";
import type { Value } from "#lib/value";
import { listData } from "./chart-data.ts";
import { describeChart } from "./describe-chart.ts";
import { drawChart } from "./draw-chart.ts";
import { type Json, toPlainSpec } from "./plain-spec.ts";
import { isChart } from "./read-chart.ts";

type Spec = { [key: string]: Json };

const colours = {
  paper: "#fbf8f1",
  sheet: "#f4efe3",
  ink: "#24211c",
  quiet: "#655e52",
  rule: "#d8cfbd",
  ruleStrong: "#8d8470",
  accent: "#1d3f7d",
  category: ["#1d3f7d", "#8a4500"],
};

const $schema = "https://vega.github.io/schema/vega-lite/v6.json";
const bars: Spec = {
  $schema,
  title: "Moons",
  data: {
    values: [
      { planet: "Earth", moons: 1 },
      { planet: "Mars", moons: 2 },
    ],
  },
  mark: "bar",
  encoding: { x: { field: "planet", type: "nominal" }, y: { field: "moons", type: "quantitative" } },
};
const draw = (spec: Spec) => drawChart({ spec, width: 600, colours });
const points = (more: Spec): Spec => ({
  $schema,
  data: { values: [{ a: 1 }] },
  mark: "point",
  encoding: { x: { field: "a", type: "quantitative" } },
  ...more,
});

describe("a specification", () => {
  it.each<[string, Value]>([
    ["by its schema", { $schema, mark: "bar" }],
    ["by a mark and an encoding", { mark: { type: "bar" }, encoding: {} }],
    ["by its layers", { data: {}, layer: [{ mark: "line" }, { mark: "point" }] }],
    ["by charts beside one another", { data: {}, hconcat: [{ mark: "line" }, { layer: [{ mark: "bar" }] }] }],
    ["by a facet", { data: {}, facet: { field: "a" }, spec: { mark: "bar" } }],
    ["also where the sandbox cut it", { $: "object", name: null, entries: [["$schema", $schema]], size: 4 }],
  ])("is told %s", (_, value) => {
    expect(isChart(value)).toBe(true);
  });

  it.each<[string, Value]>([
    ["a list", [bars as Value]],
    ["a text", JSON.stringify(bars)],
    ["another schema", { $schema: "https://vega.github.io/schema/vega/v6.json", marks: [] }],
    ["a mark for an essay", { mark: "A", encoding: "utf-8" }],
    ["layers of a cake", { data: {}, layer: ["sponge", "cream"] }],
    ["no layers", { data: {}, layer: [] }],
    ["nothing", {}],
    ["a map", { $: "map", entries: [["$schema", $schema]], size: 1 }],
  ])("is not %s", (_, value) => {
    expect(isChart(value)).toBe(false);
  });

  it("becomes JSON, with its shared lists, its dates and the numbers JSON has no word for", () => {
    const value: Value = {
      a: [{ at: { $: "date", value: "2026-01-02T00:00:00.000Z" }, n: { $: "number", value: "NaN" } }],
      b: { $: "ref", path: ["a"] },
      c: { $: "undefined" },
      d: { $: "bigint", value: "12" },
    };
    const rows = [{ at: "2026-01-02T00:00:00.000Z", n: null }];
    expect(toPlainSpec(value)).toEqual({ ok: true, cut: false, spec: { a: rows, b: rows, d: 12 } });
  });

  it("says when the sandbox cut it", () => {
    const values: Value = { $: "array", items: [1, { $: "cut", name: "Object", size: 1 }], length: 9 };
    expect(toPlainSpec({ data: { values } })).toEqual({
      ok: true,
      cut: true,
      spec: { data: { values: [1] } },
    });
  });

  it("that doubles itself without end is too large", () => {
    const twice = (level: number): Value => {
      const ref: Value = { $: "ref", path: [`l${level}`] };
      return [ref, ref];
    };
    const root: Value = Object.fromEntries(
      Array.from({ length: 40 }, (_, level) => [`l${level}`, level === 0 ? [1] : twice(level - 1)]),
    );
    expect(toPlainSpec(root)).toMatchObject({ ok: false });
  });
});

describe("a chart", () => {
  it("is drawn as SVG, as wide as there is room, in the page's colours", async () => {
    const { svg, width, notes } = await draw(bars);
    expect(svg).toContain("Earth");
    expect(svg).toContain(colours.accent);
    expect(width).toBe(600);
    expect(notes).toEqual([]);
  });

  it("has no markup of its data", async () => {
    const hostile = "</text><script>alert(1)</script>";
    const { svg } = await draw({
      ...bars,
      title: hostile,
      data: { values: [{ [hostile]: 1, planet: hostile, moons: 2 }] },
      encoding: { ...(bars.encoding as Spec), color: { field: hostile } },
    });
    expect(svg).not.toContain("<script");
    expect(svg).toContain("&lt;script&gt;");
  });

  it("draws with expressions, which are interpreted", async () => {
    const evaluate = globalThis.Function;
    globalThis.Function = (() => {
      throw new Error("eval");
    }) as unknown as FunctionConstructor;
    try {
      const { svg } = await draw({
        ...bars,
        transform: [{ calculate: "upper(datum.planet)", as: "planet" }],
      });
      expect(svg).toContain("EARTH");
    } finally {
      globalThis.Function = evaluate;
    }
  });

  it("leaves out links and pictures, and says so", async () => {
    const { svg, notes } = await draw(
      points({
        mark: { type: "image", url: "https://example.com/a.png", href: "https://example.com" },
        encoding: { x: { field: "a" }, href: { value: "https://example.com/b" } },
      }),
    );
    expect(svg).not.toContain("example.com");
    expect(notes).toContain("Links in it are dead.");
    expect(notes).toContain("Pictures in it are not loaded.");
  });

  it.each<[string, Spec, RegExp]>([
    ["data at an address", { data: { url: "https://example.com/a.csv" } }, /address.*example\.com/],
    [
      "data at an address to look up",
      { transform: [{ lookup: "a", from: { data: { url: "/api/chats" }, key: "a" } }] },
      /address/,
    ],
    ["a sequence of a billion", { data: { sequence: { start: 0, stop: 1e9 } } }, /sequence/],
    ["a sequence without a step", { data: { sequence: { start: 0, stop: 1, step: 0 } } }, /sequence/],
    ["a million points", { data: { values: Array(1_000_000).fill({ a: 1 }) } }, /1,000,000 rows/],
    ["a curve of a million steps", { transform: [{ density: "a", steps: 1e6 }] }, /steps/],
    ["a million bins", { encoding: { x: { field: "a", bin: { maxbins: 1e6 } } } }, /bins/],
    ["a kilometre", { width: 4e6 }, /pixels/],
    [
      "charts of charts of charts",
      { repeat: Array(100).fill("a"), spec: { repeat: Array(100).fill("a"), spec: { mark: "bar" } } },
      /10,000 charts/,
    ],
    ["an unknown mark", { mark: "pie chart" }, /pie chart/],
    [
      "lists laid out against lists",
      {
        data: { values: [{ a: Array(3_000).fill(1), b: Array(3_000).fill(1) }] },
        transform: [{ flatten: ["a"] }, { flatten: ["b"] }],
      },
      /flatten/,
    ],
    [
      "columns folded again and again",
      { data: { values: Array(50_000).fill({ a: 1 }) }, transform: [{ fold: ["a", "a"] }] },
      /fold/,
    ],
    ["a sequence in an expression", { transform: [{ calculate: "sequence(1e9)", as: "b" }] }, /sequence/],
    ["a long text in an expression", { transform: [{ calculate: "pad('a', 1e9)", as: "b" }] }, /pad/],
    [
      "every pair of two fields",
      {
        data: { values: Array.from({ length: 1_000 }, (_, n) => ({ a: n, b: n })) },
        encoding: { row: { field: "a" }, column: { field: "b" }, x: { field: "a" } },
      },
      /aggregate/,
    ],
  ])("refuses %s", async (_, more, why) => {
    await expect(draw(points(more))).rejects.toThrow(why);
  });

  it("draws without ticks as fine as to be countless", async () => {
    const values = [{ at: "1900-01-01" }, { at: "2100-01-01" }];
    const axis = { tickCount: { interval: "millisecond", step: 1 } };
    const { notes } = await draw(
      points({ data: { values }, encoding: { x: { field: "at", type: "temporal", axis } } }),
    );
    expect(notes.join()).toContain("ticks");
  });

  it("leaves rows alone that look like something to refuse", async () => {
    const values = [{ a: 1, url: "x", tickCount: "millisecond", data: { url: "b" }, href: "y" }];
    await expect(draw(points({ data: { values } }))).resolves.toMatchObject({ notes: [] });
  });
});

describe("what is said of a chart", () => {
  it("is its title and description, its marks and its fields", () => {
    expect(describeChart({ ...bars, description: "How many there are" })).toBe(
      "Moons. How many there are. A chart: bars, “planet” across, “moons” up.",
    );
  });

  it("counts what it does not tell", () => {
    expect(describeChart({ hconcat: Array(9).fill({ mark: "line" }) })).toContain("and 5 more");
    expect(describeChart({ description: "x".repeat(5_000), mark: "bar" }).length).toBeLessThan(700);
  });

  it("is its data, each once", () => {
    const values = [{ a: 1 }];
    expect(listData({ data: { values }, layer: [{ data: { values } }, { data: { values: [2] } }] })).toEqual([
      { name: "Data 1", value: values },
      { name: "Data 2", value: [2] },
    ]);
    expect(listData({ data: { values: [{ $: "map" }] } })).toEqual([
      { name: "Data", value: '[{"$":"map"}]' },
    ]);
  });
});
