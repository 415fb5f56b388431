import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { measures } from "./report.ts";

const readme = readFileSync(new URL("../../safety/README.md", import.meta.url), "utf8");

it.each(measures.filter(({ target }) => target !== ""))(
  "the review's README has a row for $name with its target, and a figure or nothing",
  ({ name, target }) => {
    const rows = readme.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
    const [, , shownTarget, result] = rows.find(([, first]) => first === name) ?? [];
    expect(shownTarget).toBe(target);
    expect(result).toMatch(/^(not measured|[~$]?\d.*)$/);
  },
);
