import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { starters } from "#lib/models";

it("lists its starters in the README, in order, and no others", () => {
  const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  const section = readme.split("## The demo")[1]?.split("\n## ")[0] ?? "";
  const listed = [...section.matchAll(/^- (.+)$/gm)].map(([, question]) => question);
  expect(listed).toEqual(starters.map(({ question }) => question));
});
