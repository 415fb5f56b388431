import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dropHidden, showHidden } from "#lib/value";

/** A text in which every character is a tag. */
const inTags = (text: string) =>
  [...text].map((character) => String.fromCodePoint(0xe0000 + (character.codePointAt(0) ?? 0))).join("");

describe("what a reader would not see", () => {
  it.each([
    ["a text in tags", `Four.${inTags("Hi")}`, "Four.\\u{e0048}\\u{e0069}"],
    [
      "tags behind a flag that none of them makes",
      `\u{1f3f4}${inTags("ab")}`,
      "\u{1f3f4}\\u{e0061}\\u{e0062}",
    ],
    ["text turned around", "a\u202ecba\u202c", "a\\u{202e}cba\\u{202c}"],
    ["an isolate", "\u2066a\u2069", "\\u{2066}a\\u{2069}"],
    ["a mark of direction", "a\u200f\u061cb", "a\\u{200f}\\u{61c}b"],
    ["bits in spaces without a width", "a\u200b\u200c\u200db", "a\\u{200b}\\u{200c}\\u{200d}b"],
    ["bytes in selectors behind a letter", "a\ufe00\ufe0f\u{e0100}", "a\\u{fe00}\\u{fe0f}\\u{e0100}"],
    [
      "bytes in selectors behind an emoji",
      "😀\ufe0f\ufe0f\ufe01\u{e01ef}",
      "😀\ufe0f\\u{fe0f}\\u{fe01}\\u{e01ef}",
    ],
    [
      "a row of joiners between letters that need one",
      "می\u200c\u200d\u200cخواهم",
      "می\\u{200c}\\u{200d}\\u{200c}خواهم",
    ],
    ["a colour of a terminal", "\u001b[31mred\u0007", "\\u{1b}[31mred\\u{7}"],
    ["a return that overwrites a line", "safe\rrm", "safe\\u{d}rm"],
    ["controls beyond ASCII", "a\u0085b\u009b", "a\\u{85}b\\u{9b}"],
    ["breaks that are none elsewhere", "a\u2028b\u2029", "a\\u{2028}b\\u{2029}"],
    ["a soft hyphen, a word joiner, a byte order mark", "a\u00ad\u2060\ufeff", "a\\u{ad}\\u{2060}\\u{feff}"],
    ["fillers", "\u115f\u3164\uffa0", "\\u{115f}\\u{3164}\\u{ffa0}"],
    ["annotations between lines", "\ufff9a\ufffb", "\\u{fff9}a\\u{fffb}"],
  ])("is shown as an escape: %s", (_, text, shown) => {
    expect(showHidden(text)).toBe(shown);
    expect(dropHidden(text)).toBe(shown.replaceAll(/\\u\{[0-9a-f]+\}/g, ""));
  });
});

describe("what a script or an emoji needs", () => {
  it.each([
    ["lines and tabs", "a\n\tb\n"],
    ["a family", "👨‍👩‍👧‍👦"],
    ["an emoji of a colour and a profession", "👩🏽‍⚕️ 🏳️‍🌈 🏴‍☠️ ❤️‍🔥"],
    ["keys, flags and hearts", "1️⃣ #️⃣ 🇩🇪 ❤️ ❤︎ ☎︎"],
    ["the flags with tags", "🏴󠁧󠁢󠁥󠁮󠁧󠁿🏴󠁧󠁢󠁳󠁣󠁴󠁿🏴󠁧󠁢󠁷󠁬󠁳󠁿"],
    ["Persian", "می‌خواهم خانه‌ها"],
    ["Hindi, Bengali, Malayalam, Sinhala", "क्‍ष र्‍य ক্‌ষ ന്‍ ක්‍ෂ"],
    ["Arabic, Hebrew, Thai, Khmer", "مرحبا שלום ภาษา\u200bไทย ភាសា\u200bខ្មែរ"],
    ["Mongolian", "ᠮᠣᠩᠭᠣᠯ\u180e\u1820 ᠠ\u180b"],
    ["letters with accents, formulas, fractions", "é e\u0301 ∑ ½ 𝒳 naïve 東京"],
  ])("stays as it is: %s", (_, text) => {
    expect(showHidden(text)).toBe(text);
    expect(dropHidden(text)).toBe(text);
  });
});

/** Any text, rich in what this is about. */
const texts = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(
        ..."\u200b\u200c\u200d\ufe0e\ufe0f\u202e\u2028\r\u{e0041}\u{e007f}\u{e0100}\u180b",
        "🏴",
        "👩",
        "م",
        "क्",
        "1",
      ),
    ),
  )
  .map((parts) => parts.join(""));

describe("in any text", () => {
  it("nothing stays hidden that could carry a text by itself", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const rest = showHidden(text).replace(/\u{1f3f4}[\u{e0061}-\u{e007a}]{5}\u{e007f}/gu, "");
        expect(rest).not.toMatch(/[\u{e0000}-\u{e0fff}\p{Bidi_Control}\u2028\u2029\ufeff]|(?![\n\t])\p{Cc}/u);
        expect(rest).not.toMatch(/\p{Default_Ignorable_Code_Point}{2}/u);
      }),
    );
  });

  it("all that is seen stays, in its order, and what was shown once stays as it is", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const shown = showHidden(text);
        expect(showHidden(shown)).toBe(shown);
        const seen = text.replace(
          /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cc}\u2028\u2029\ufff9-\ufffb]/gu,
          "",
        );
        const kept = shown
          .replace(/\\u\{[0-9a-f]+\}/g, "")
          .replace(/[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cc}]/gu, "");
        if (!/\\u\{/.test(text)) expect(kept).toBe(seen);
        expect(shown.length).toBeLessThanOrEqual(text.length * 9);
      }),
    );
  });
});
