import { expect, it } from "vitest";
import { readHtmlDocument } from "#lib/value";

it.each([
  ["<!doctype html><p>a", "<!doctype html>", "<p>a"],
  [
    "\uFEFF \n<!-- a > b --><!DOCTYPE html>\n<html><body>",
    "\uFEFF \n<!-- a > b --><!DOCTYPE html>\n",
    "<html><body>",
  ],
  ["<html lang=en>", "", "<html lang=en>"],
  ["<!-- one --> <HTML>", "<!-- one --> ", "<HTML>"],
  ["<!doctype html [<!a>] ><p>", "<!doctype html [<!a>] >", "<p>"],
  ["<!doctype html [><p>]", "<!doctype html [>", "<p>]"],
  ["<!doctype html><!doctype html>", "<!doctype html>", "<!doctype html>"],
])("%j is a document", (text, prolog, rest) => {
  expect(readHtmlDocument(text)).toEqual({ prolog, rest });
});

it.each([
  "",
  "<p>a</p>",
  "a <!doctype html>",
  "<htmlish>",
  "<!doctype svg><svg>",
  "<!-- <!doctype html> never ends",
  "&lt;!doctype html&gt;",
])("%j is a text and no document", (text) => {
  expect(readHtmlDocument(text)).toBeNull();
});

it("reads a long beginning once, not again and again", () => {
  const text = `${"<!---->".repeat(150_000)}<!doctype html>`;
  expect(readHtmlDocument(text)?.prolog).toHaveLength(text.length);
  expect(readHtmlDocument(" ".repeat(1_000_000))).toBeNull();
});

it.each([
  ["brackets that never close", `<!doctype html ${"[".repeat(1_000_000)}`],
  ["doctypes with one", "<!doctype html [>".repeat(200_000)],
  ["brackets before the end", `<!doctype html ${"[".repeat(1_000_000)}>`],
])("reads %s once too", (_, text) => {
  expect(readHtmlDocument(text)).not.toBeNull();
});
