import { expect, test } from "vitest";
import { explainInstall, isAtLeast } from "./install.mjs";

test.each([
  ["20.9.0", true],
  ["20.8.9", false],
  ["24.0.0", true],
  ["18.20.0", false],
])("Node %s is new enough: %j", (version, enough) => expect(isAtLeast(version, [20, 9])).toBe(enough));

test.each([
  ["npm error code ENOTFOUND\n", 1, "Check the network"],
  ["npm ERR! code EAI_AGAIN\n", 1, "Check the network"],
  ["npm error code EUSAGE\n", 1, "do not agree"],
  ["npm error code ENOSPC\n", 228, "The disk is full"],
  ["npm error code EACCES\n", 243, "may not write"],
  ["spawn npm ENOENT\n", 127, "npm could not be started"],
  ["npm error code ELIFECYCLE\n", 1, "ended with ELIFECYCLE"],
  ["no code at all", 7, "ended with exit code 7"],
])("says what to do after %j", (output, code, words) => {
  expect(explainInstall(code, output)).toContain(words);
  expect(explainInstall(code, output)).toContain("Run the same command again");
});
