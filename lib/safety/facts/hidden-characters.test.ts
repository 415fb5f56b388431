import { afterAll, describe, expect, it } from "vitest";
import { readForTest } from "./told.fixture.ts";

const { reader, read, kindsOf } = readForTest();
afterAll(() => reader.close());

/** A zero width joiner, which nobody would see here. */
const joiner = "\u200d";

describe("a hidden character is told of", () => {
  it.each([
    ["a joiner in a name", `const a${joiner}b = 1;`, "U+200D (zero width joiner)"],
    ["a Hangul filler for a name", "const \u3164 = 1;", "U+3164 (Hangul filler)"],
    ["a selector in a name", "const a\ufe0f = 1;", "U+FE0F (variation selector)"],
    ["a far selector in a name", "const a\u{e0100} = 1;", "U+E0100 (variation selector)"],
    ["a mark of byte order within", "const a\ufeff= 1;", "U+FEFF (mark of byte order)"],
    ["a joiner between letters of two scripts", `const ک${joiner}b = 1;`, "U+200D"],
    ["a joiner in a Russian name", "const и\u200cм = 1;", "U+200C (zero width non-joiner)"],
    ["one between two texts", `"a"; b${joiner} = "c";`, "U+200D"],
    ["one in a template's expression", `const a${joiner} = 1; \`\${1}\`;`, "U+200D"],
  ])("where %s stands", async (_, code, words) => {
    const { findings } = await read(code);
    const hidden = findings.filter(({ kind }) => kind === "hidden-characters");
    expect(hidden.map(({ text }) => text)).toEqual([expect.stringContaining(words)]);
  });

  it.each([
    ["a family of emoji", `const s = "👩${joiner}👩${joiner}👧";`],
    ["a flag of tags", 'const s = "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}";'],
    ["a heart", `const s = \`❤\ufe0f and \${1} ❤\ufe0f\`;`],
    ["text from right to left", 'const s = "\u202bשלום\u202c";'],
    ["a regular expression", "const r = /[\u200b\u200c\u200d\ufeff]/g;"],
    ["a key", `const o = { "a${joiner}b": 1 };`],
    ["a mark of byte order at the start", "\ufeffconst a = 1;"],
    ["a mark of byte order where a second file begins", "const a = 1;\n\ufeffconst b = 2;\ufeffa + b;"],
    ["a Persian name", "const o = { کتاب\u200cها: 5 };"],
    ["a Bengali name", "const র\u200c্যাব = 1;"],
    ["a Hindi name", `const क्${joiner}ष = 1;`],
    ["a Sinhala name", `const ශ්${joiner}රී = 1;`],
    ["spaces that have a width", "const\u00a0a\u3000=\u20031;"],
    ["names in any script", "const größe = 1, 名前 = 2, имя = 3;"],
  ])("and not in %s", async (_, code) => {
    expect(await kindsOf(code)).toEqual([]);
  });
});
