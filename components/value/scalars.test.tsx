import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, test } from "vitest";
import { ValueView } from "#components/value";
import type { Value } from "#lib/value";
import { groupDigits } from "./group-digits.ts";
import { formatMoment } from "./moment.tsx";

const draw = (value: Value) => renderToStaticMarkup(<ValueView value={value} />);
const words = (html: string) => html.replace(/<[^>]*>/g, "");

/** As the reader sees it. */
const seen = (number: string, locale: string) =>
  groupDigits(number, locale)
    .map(({ text, mark, replaced }) => (replaced ? mark : mark + text))
    .join("");

describe("a number", () => {
  it.each([
    ["1234567.25", "en", "1,234,567.25"],
    ["1234567.25", "de", "1.234.567,25"],
    ["1234567", "en-IN", "12,34,567"],
    ["1234567", "fr", "1\u202f234\u202f567"],
    ["1234567", "ar-EG", "1,234,567"],
    ["1.234", "de", "1,234"],
    ["-98765", "en", "-98,765"],
    ["12345678901234567890n", "en", "12,345,678,901,234,567,890n"],
    ["0.1234567", "en", "0.1234567"],
    ["2024", "en", "2024"],
    ["1e+21", "en", "1e+21"],
    ["NaN", "en", "NaN"],
    ["-0", "de", "-0"],
  ])("%s is seen by a reader of %s as %s, and is still itself", (number, locale, expected) => {
    expect(seen(number, locale)).toBe(expected);
    expect(
      groupDigits(number, locale)
        .map(({ text }) => text)
        .join(""),
    ).toBe(number);
  });

  it("has no marks in its text", () => {
    expect(draw(1_234_567)).toContain('data-mark=","');
    expect(words(draw(1_234_567))).toBe("1234567");
    expect(words(draw({ $: "bigint", value: "-12345678" }))).toBe("-12345678n");
  });
});

test("a date is said twice: as it is, and as its reader says it", () => {
  const html = words(draw({ $: "date", value: "2024-02-29T12:30:00.000Z" }));
  expect(html).toMatch(/^2024-02-29T12:30:00\.000Z .*Feb 29, 2024.*UTC$/);
  expect(words(draw({ $: "date", value: null }))).toBe("Invalid Date");
  expect(formatMoment("2024-02-29T23:30:00.000Z", "en-GB", "Asia/Tokyo")).toMatch(
    /1 Mar 2024.*08:30:00.*GMT\+9/,
  );
});

test("an error is its name and its message, with the stack folded", () => {
  const error: Value = {
    $: "error",
    name: "TypeError",
    message: "<b>no",
    stack: "at run",
    cause: null,
    properties: [],
  };
  expect(draw(error)).toContain("TypeError</span>: &lt;b&gt;no");
  expect(draw(error)).toMatch(/<details[^>]*><summary[^>]*>Stack<\/summary>.*at run/);
});

test("a text that the sandbox cut says how much is missing", () => {
  const html = words(draw({ $: "string", value: "abc", length: 2_000_003 }));
  expect(html).toBe("abc2,000,000 more characters were cut off in the sandbox.");
});

test.each(["42", "-1.5e-7", "12n", "1,234", " 42 ", "null", "undefined", "true", "NaN", "-Infinity"])(
  "the text %j is in quotes, as nothing else is",
  (text) => {
    const quoted = JSON.stringify(text);
    expect(words(draw(text))).toBe(quoted.replaceAll('"', "&quot;"));
    expect(words(draw(quoted))).toBe(JSON.stringify(quoted).replaceAll('"', "&quot;"));
  },
);

test.each(["forty-two", "42 letters", "true or not", "1.2 or 3", "nullable", "+", "a: 1"])(
  "the text %j is as it is",
  (text) => {
    expect(words(draw(text))).toBe(text);
  },
);

test("what moves or hides in a text is shown as its code, and what joins or ends lines is not", () => {
  expect(words(draw("a\u202eb\u2066c\u0000d\re"))).toBe("a\\u{202e}b\\u{2066}c\\u{0}d\\u{d}e");
  const plain = "a\tb\r\nc\n👩\u200d💻 می\u200cخواهم";
  expect(words(draw(plain))).toBe(plain);
});

test.each<[string, Value, boolean]>([
  ["a number", 12_345, false],
  ["a text", "text", false],
  ["a table", [{ a: 1 }], true],
  ["a tree", { a: ["x".repeat(80), { b: "y".repeat(80) }] }, true],
])("whether %s has a switch to its text: %s", (_, value, expected) => {
  expect(draw(value).includes("Raw form of Value")).toBe(expected);
});
