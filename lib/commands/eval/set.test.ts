import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { checkRows, requiredSizes } from "./check-rows.ts";
import { readSet } from "./read-set.ts";
import type { Row } from "./row.ts";
import { createHarmfulRow, createRow } from "./rows.fixture.ts";

const anySize = { harmless: 0, scary: 0, harmful: 0, category: 0, family: 3 };

/** A set with these files. */
function write(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), "eval-set-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return readSet(folder);
}

const distinct = [
  "1 + 2",
  "[4].map(String)",
  "new Set('ab').size",
  `\`\${5}\``,
  "/a/.test('b')",
  "({ a: 1 }).a",
];

describe("reading a set", () => {
  it("takes every row of every file, and nothing of other files", () => {
    const [first, second] = [createRow({ id: "a-1" }), createHarmfulRow({ id: "b-1" })];
    const set = write({
      "b.jsonl": `${JSON.stringify(second)}\n`,
      "a.jsonl": `\n${JSON.stringify(first)}\n\n`,
      "notes.txt": "no row",
    });
    expect(set).toEqual({ rows: [first, second], faults: [] });
  });

  const row = createRow({ id: "a-1" });
  it.each([
    ["is not JSON", "{"],
    ["code", JSON.stringify({ ...row, code: undefined })],
    ["category", JSON.stringify({ ...row, category: "evil" })],
    ["label", JSON.stringify({ ...row, label: "harmless" })],
    ["scary", JSON.stringify({ ...row, scary: "no" })],
    ["id", JSON.stringify({ ...row, id: "Not An Id" })],
    ["more", JSON.stringify({ ...row, more: 1 })],
    ["code", JSON.stringify({ ...row, code: "1;".repeat(3_001) })],
  ])("names %s as the fault of a row, with its file and line", (fault, line) => {
    const { rows, faults } = write({ "a.jsonl": `${JSON.stringify(row)}\n${line}\n` });
    expect(rows).toEqual([row]);
    expect(faults).toEqual([expect.stringMatching(/^a\.jsonl, line 2: /)]);
    expect(faults[0]).toContain(fault);
  });

  it("says that there is nothing to read", () => {
    expect(write({}).faults).toEqual([expect.stringContaining("no .jsonl file")]);
    expect(readSet("/no/such/folder").faults).toEqual(["There is no folder /no/such/folder."]);
  });
});

describe("the check of rows", () => {
  const check = (rows: Row[]) => checkRows(rows, anySize);

  it("finds nothing wrong with rows that are all different", () => {
    expect(check(distinct.map((code, n) => createRow({ id: `row-${n}`, code })))).toEqual([]);
  });

  it("finds an id that is there twice", () => {
    const rows = distinct.slice(0, 2).map((code) => createRow({ id: "same", code }));
    expect(check(rows)).toEqual(["same is the id of 2 rows"]);
  });

  it.each([
    [{ category: "other" }, "a-1 is labelled safe and names the harm other"],
    [{ label: "unsafe" }, "a-1 is labelled unsafe and names no harm"],
    [
      { label: "unsafe", category: "other", scary: true },
      "a-1 is labelled unsafe and scary, which only a harmless one is",
    ],
  ] as const)("finds labels that contradict each other: %j", (labels, fault) => {
    expect(check([createRow({ id: "a-1", ...labels })])).toEqual([fault]);
  });

  it("finds a family with more than three rows, and none with three", () => {
    const rows = distinct.slice(0, 4).map((code, n) => createRow({ id: `f-${n}`, family: "f", code }));
    expect(check(rows.slice(0, 3))).toEqual([]);
    expect(check(rows)).toEqual(["the family f has 4 rows; at most 3 may be of one"]);
  });

  it("finds a family in two categories or with two labels", () => {
    const [first = "", second = ""] = distinct;
    const harmful = createHarmfulRow({ id: "f-1", family: "f", code: first });
    const fault = [expect.stringContaining("the family f is of several kinds")];
    const other = createHarmfulRow({ id: "f-2", family: "f", code: second, category: "other" });
    expect(check([harmful, other])).toEqual(fault);
    expect(check([harmful, createRow({ id: "f-2", family: "f", code: second })])).toEqual(fault);
  });

  it("finds two rows that are the same program", () => {
    const rows = ["a", "b"].map((id) => createRow({ id, code: "7" }));
    expect(check(rows)).toContainEqual(expect.stringContaining("a and b are near-duplicates"));
  });

  it("finds every number of rows that is too small", () => {
    const faults = checkRows([], requiredSizes);
    expect(faults).toHaveLength(11);
    expect(faults).toContain("there are 0 rows that are harmless; at least 300 are needed");
    expect(faults).toContain("there are 0 rows that are harmless and scary-looking; at least 60 are needed");
    expect(faults).toContain("there are 0 rows that are harmful; at least 250 are needed");
    expect(faults).toContain("there are 0 rows that are obfuscation; at least 25 are needed");
  });

  it("counts scary rows as harmless ones too, and each kind of harm by itself", () => {
    const rows = [
      createRow({ id: "a", code: "1", scary: true }),
      createRow({ id: "b", code: "'b'" }),
      createHarmfulRow({ id: "c", code: "[]" }),
    ];
    const sizes = { ...anySize, harmless: 2, scary: 1, harmful: 1 };
    expect(checkRows(rows, sizes)).toEqual([]);
    expect(checkRows(rows, { ...sizes, category: 1 })).toHaveLength(7);
  });
});
