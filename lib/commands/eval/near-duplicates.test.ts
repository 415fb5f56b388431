import { describe, expect, it } from "vitest";
import { findNearDuplicates } from "./near-duplicates.ts";
import { createRow } from "./rows.fixture.ts";

describe("near-duplicates", () => {
  const original =
    "const words = ['pear', 'fig'];\nconst long = words.filter((word) => word.length > 3);\nconst result = long.map((word) => word.toUpperCase());";
  const check = (code: string) =>
    findNearDuplicates([createRow({ id: "a", code: original }), createRow({ id: "b", code })]);

  it("are found when most of the text is the same", () => {
    const fault = expect.stringContaining("a and b are near-duplicates");
    expect(check(`${original}\nresult.sort();`)).toContainEqual(fault);
  });

  it("are found when only names, texts and numbers differ, however it is laid out", () => {
    const renamed = original
      .replace(/\bword\b/g, "item")
      .replace(/words/g, "names")
      .replace(/long/g, "kept")
      .replace("'pear'", '"Ann"')
      .replace("3", "7")
      .replace(/\n/g, "\n\n  ");
    expect(check(renamed)).toEqual([expect.stringMatching(/100 % of their 8-token sequences/)]);
  });

  it("are not two programs that do different things with the same means", () => {
    expect(
      check(
        "const sizes = new Map();\nfor (const word of ['pear', 'fig']) sizes.set(word, word.length);\nconst result = [...sizes];",
      ),
    ).toEqual([]);
  });

  it("are looked for among programs shorter than one sequence too", () => {
    expect(check("1")).toEqual([]);
    const rows = ["a", "b"].map((id) => createRow({ id, code: "7" }));
    expect(findNearDuplicates(rows)).toContainEqual(expect.stringContaining("near-duplicates"));
  });
});
