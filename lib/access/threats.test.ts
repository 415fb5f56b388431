import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const root = new URL("../../", import.meta.url);
const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
const section = readme.slice(readme.indexOf("## Who attacks"), readme.indexOf("### The OWASP"));
const rows = section.split("\n").filter((line) => /^\| (?!Who|-)/.test(line));

it("names a test that exists, or none, in every row of the threats", () => {
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) {
    const cell = row.split("|").at(-2)?.trim() ?? "";
    const named = [...cell.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path);
    if (named.length === 0) expect(cell, row).toBe("–");
    for (const path of named) expect(existsSync(new URL(path, root)), path).toBe(true);
  }
});
