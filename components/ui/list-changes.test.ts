import { describe, expect, it } from "vitest";
import { listChanges } from "./list-changes.ts";

const lines = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => `line ${from + index}`);

const read = (before: string, after: string) =>
  listChanges(before, after).map((passage) =>
    passage.kind === "skipped" ? `… ${passage.count}` : `${passage.kind} ${passage.lines.join("|")}`,
  );

describe("what has changed from one program to another", () => {
  it("is shown line by line, with the lines around it", () => {
    expect(read("a\nb\nc\n", "a\nB\nc\nd\n")).toEqual([
      "same a",
      "removed b",
      "added B",
      "same c",
      "added d",
    ]);
  });

  it("is nothing where only the last end of a line or the kind of ends differs", () => {
    expect(read("a\r\nb", "a\nb\n")).toEqual([]);
    expect(read("", "")).toEqual([]);
  });

  it("leaves out what is far from every change, and says how much that is", () => {
    const before = lines(20).join("\n");
    expect(read(before, before.replace("line 10\n", "ten\n"))).toEqual([
      "… 6",
      "same line 7|line 8|line 9",
      "removed line 10",
      "added ten",
      "same line 11|line 12|line 13",
      "… 7",
    ]);
  });

  it("is everything where two long programs have little in common", () => {
    const [one, other] = [lines(20_000).join("\n"), lines(20_000, 50_000).join("\n")];
    const changes = listChanges(one, other);
    expect(changes.map(({ kind }) => kind)).toEqual(["removed", "added"]);
  });
});
