import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const folder = new URL(".", import.meta.url);
const readme = readFileSync(new URL("README.md", folder), "utf8");

interface Row {
  vector: string;
  defence: string;
  family: string;
  test: string;
}

/** The rows of the table under "Threats". */
const rows =
  (readme.split("\n## Threats\n")[1] ?? "")
    .split("\n## ")[0]
    ?.split("\n")
    .flatMap((line): Row[] => {
      const [, vector, defence, family, test] = /^\| (.+) \| (.+) \| ([\w-]+): (.+?) +\|$/.exec(line) ?? [];
      return vector && defence && family && test
        ? [{ vector: vector.trim(), defence: defence.trim(), family, test }]
        : [];
    }) ?? [];

const families = readdirSync(new URL("attacks/", folder))
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => name.replace(".test.ts", ""));

/** The names of a family's attacks: texts that begin a list, or stand after `name:`. */
function readAttacks(family: string): string[] {
  const source = readFileSync(new URL(`attacks/${family}.test.ts`, folder), "utf8");
  return [...source.matchAll(/(?:\[\s*|name: )("(?:[^"\\]|\\.)+"),/g)].map(([, text]) =>
    JSON.parse(text ?? "null"),
  );
}

describe("the threat table of the README", () => {
  it("has a row for each of the threats we know", () => {
    expect(rows.length).toBeGreaterThanOrEqual(40);
    expect(new Set(rows.map(({ vector }) => vector)).size).toBe(rows.length);
  });

  it("names a test that exists in every row", () => {
    const missing = rows.filter(
      ({ family, test }) => !families.includes(family) || !readAttacks(family).includes(test),
    );
    expect(missing.map(({ family, test }) => `${family}: ${test}`)).toEqual([]);
  });

  it("has a row for every family of attacks", () => {
    const named = new Set(rows.map(({ family }) => family));
    expect(families.filter((family) => !named.has(family))).toEqual([]);
  });

  it("stands for at least a hundred and fifty attacks", () => {
    expect(families.flatMap(readAttacks).length).toBeGreaterThanOrEqual(150);
  });
});
