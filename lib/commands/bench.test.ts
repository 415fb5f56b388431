import { describe, expect, it } from "vitest";
import { type Contender, interleave, summarise } from "./bench/measure.ts";
import { worstWindow } from "./bench/page/watch.ts";
import { createRow } from "./bench/row.ts";
import { formatNumber, formatTable } from "./bench/table.ts";

describe("what is made of measurements", () => {
  it("takes the middle and both ends, in whatever order they came", () => {
    const values = [5, 1, 4, 2, 3].flatMap((n) => [n, n, n, n]);
    expect(summarise(values)).toEqual({ median: 3, p5: 1, p95: 5, count: 20 });
  });

  it("takes the mean of the two in the middle", () => {
    expect(summarise([1, 2, 3, 10]).median).toBe(2.5);
  });

  it("makes nothing of nothing", () => {
    expect(() => summarise([])).toThrow(RangeError);
  });

  it("gives everyone a turn in each round and leaves the first rounds out", async () => {
    const turns: string[] = [];
    const contender = (peer: Contender["peer"]): Contender => ({
      peer,
      async measure() {
        turns.push(peer);
        return [turns.length];
      },
    });
    const samples = await interleave([contender("vm"), contender("run"), contender("sandbox")], {
      rounds: 3,
      warmUps: 1,
    });
    for (let round = 0; round < 4; round++)
      expect(new Set(turns.slice(round * 3, round * 3 + 3)).size, `round ${round}`).toBe(3);
    const counted = [...samples.values()].flat().sort((a, b) => a - b);
    expect(counted).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });
});

describe("the table", () => {
  it("says how often a peer's time ours is, and whether that was to be reached", () => {
    const samples = new Map([
      ["quickjs", [1]],
      ["run", [24]],
      ["sandbox", [3]],
    ] as const);
    const row = createRow("a thing", "ms", samples, { quickjs: 2, run: 1 / 8 });
    expect(formatTable("sandbox", [row]).split("\n")[2]).toMatch(
      /^\| a thing, ms \| +– \| +1 \| +24 \| +3 \| +3× the cost of QuickJS<br>8× better than `run` \| +at most 2×: \*\*missed\*\*<br>at least 8× better: reached \|$/,
    );
  });

  it("takes more for better where runs are counted, and shows the slow end", () => {
    const samples = new Map([
      ["run", [100, 100]],
      ["sandbox", [390, 410]],
    ] as const);
    const text = formatTable("sandbox", [createRow("runs", "a second", samples, { run: 1 / 5 })]);
    expect(text).toContain("400 (391)");
    expect(text).toContain("4× better than `run`");
    expect(text).toContain("at least 5× better: **missed**");
  });

  it("says whether the worse end is within what was set out", () => {
    const delays = new Map([["named", [...Array<number>(18).fill(1), 150, 150]]] as const);
    expect(formatTable("page", [createRow("delay", "ms", delays, {}, 100)])).toContain(
      "at most 100: **missed**",
    );
    expect(formatTable("page", [createRow("delay", "ms", delays, {}, 150)])).toContain(
      "at most 150: reached",
    );
  });

  it("has no unit for what is counted", () => {
    const counts = new Map([["named", [7]]] as const);
    expect(formatTable("page", [createRow("elements", "", counts, {})])).toMatch(/^\| elements \| /m);
  });

  it("has every line of the same length and a rule below its head", () => {
    const samples = new Map([["sandbox", [1.23456]]] as const);
    const lines = formatTable("sandbox", [
      createRow("a", "MB", samples, {}),
      createRow("longer", "MB", samples, {}),
    ]).split("\n");
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(lines[1]).toMatch(/^\| -+ \|( -+: \|)+$/);
  });

  it("will not compare with a peer that was not measured", () => {
    expect(() => createRow("a", "ms", new Map([["sandbox", [1]]]), { run: 1 })).toThrow("not measured");
  });

  it("shows three digits, and whole numbers in full up to thousands", () => {
    expect([0.012345, 1.2345, 123.45, 9320.4].map(formatNumber)).toEqual(["0.0123", "1.23", "123", "9,320"]);
  });
});

describe("the time a page is blocked", () => {
  it("is what tasks took beyond 50 ms, in the ten seconds that have most of it", () => {
    const tasks = [
      { at: 0, ms: 90 },
      { at: 9_000, ms: 60 },
      { at: 10_500, ms: 150 },
      { at: 18_000, ms: 40 },
    ];
    expect(worstWindow(tasks)).toBe(110);
  });

  it("is nothing where no task took long", () => {
    expect(worstWindow([])).toBe(0);
  });
});
