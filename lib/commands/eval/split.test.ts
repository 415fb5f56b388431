import { describe, expect, it } from "vitest";
import { createHarmfulRow, createRow } from "./rows.fixture.ts";
import { describeSet } from "./set-table.ts";
import { splitOf } from "./split.ts";

describe("the splits", () => {
  const families = Array.from({ length: 5_000 }, (_, n) => `family-${n}`);

  it("hold three of four families in test, the rest in tune", () => {
    const test = families.filter((family) => splitOf({ family }) === "test");
    expect(test.length / families.length).toBeGreaterThan(0.73);
    expect(test.length / families.length).toBeLessThan(0.77);
  });

  it("hold a family where its hash says, and all its rows with it", () => {
    // SHA-256 begins with ca978112 and with 252f10c8: 0.79 and 0.14 of the whole.
    expect(splitOf({ family: "a" })).toBe("tune");
    expect(splitOf({ family: "f" })).toBe("test");
    const rows = ["f-1", "f-2"].map((id) => createRow({ id, family: "f" }));
    expect(rows.map(splitOf)).toEqual(["test", "test"]);
  });

  it("are counted in the table, rows and families, by group", () => {
    const table = describeSet([
      createRow({ id: "c-1", family: "c" }),
      createRow({ id: "c-2", family: "c" }),
      createRow({ id: "g-1", family: "g" }),
      createHarmfulRow({ id: "b-1", family: "b", category: "obfuscation" }),
    ]);
    expect(table).toMatch(/^\| harmless, ordinary +\| +1 \(1\) \| +2 \(1\) \| +3 \(2\) \|$/m);
    expect(table).toMatch(/^\| obfuscation +\|.*\| +1 \(1\) \|$/m);
    expect(table).toMatch(/^\| all +\|.*\| +4 \(3\) \|$/m);
  });
});
