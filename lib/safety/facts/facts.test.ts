import { afterAll, describe, expect, it } from "vitest";
import { createFactReader } from "./fact-reader.ts";
import type { Facts } from "./finding.ts";

const globals =
  "Array ArrayBuffer BigInt Float64Array Function Infinity Map Math Number Object Promise Reflect Set String Symbol TextDecoder Uint8Array atob btoa console decodeURIComponent display eval globalThis setTimeout undefined unescape".split(
    " ",
  );
const reader = createFactReader({ globals });
afterAll(() => reader.close());

async function read(code: string): Promise<Facts> {
  const facts = await reader.read(code);
  if (facts === null) throw new Error(`It could not be read: ${code.slice(0, 80)}`);
  return facts;
}

/** The findings as `kind: text`. */
async function tell(code: string): Promise<string[]> {
  return (await read(code)).findings.map(({ kind, text }) => `${kind}: ${text}`);
}

async function kindsOf(code: string): Promise<string[]> {
  return [...new Set((await read(code)).findings.map(({ kind }) => kind))];
}

/** A zero width joiner, which nobody would see here. */
const joiner = "\u200d";
const base64 = btoa("It was the best of times, it was the worst of times. ".repeat(5));
const hex = [...base64].map((letter) => letter.charCodeAt(0).toString(16)).join("");
const codes = [..."It was the age of wisdom, it was the age of foolishness, ".repeat(3)].map((letter) =>
  letter.charCodeAt(0),
);

describe("the facts of a program", () => {
  it("name what it takes from the guest, sorted and each once", async () => {
    const facts = await read("const m = new Map(); display(Math.max(Math.min(1, 2), m.size));");
    expect(facts).toEqual({ globals: ["Map", "Math", "display"], findings: [] });
  });

  it("stand in the order of the program, with their lines", async () => {
    expect(await tell('eval("1");\nprocess.exit();\nwhile (true) {}\n"x".repeat(1e9);')).toEqual([
      "exit: line 1: uses eval",
      "foreign-name: line 2: names process, which the sandbox does not have",
      "unbounded-loop: line 3: while (true) without a way out",
      "large-allocation: line 4: asks for 1.0e9 characters of a text",
    ]);
  });

  it("are twenty at most, and no heap of small ones pushes out another kind", async () => {
    const names = Array.from({ length: 300 }, (_, i) => `foreign${i};`).join("\n");
    const findings = await tell(`${names}\nvar a${joiner}b = 1; eval(atob("MQ=="));`);
    expect(findings).toHaveLength(20);
    expect(findings.slice(-3)).toEqual([
      "hidden-characters: line 301: the hidden character U+200D (zero width joiner) outside every text",
      "decoded-code: line 301: runs text as code that it decodes first",
      "exit: line 301: uses eval",
    ]);
  });

  it("hold of a foreign name no more than its first forty characters, and nothing that is not seen", async () => {
    const long = `dear${joiner}${"o".repeat(100)}`;
    const [finding] = (await read(`${long}();`)).findings.filter(({ kind }) => kind === "foreign-name");
    expect(finding?.text).toBe(
      `line 1: names dear[U+200D]${"o".repeat(27)}…, which the sandbox does not have`,
    );
  });

  it.each([
    ["is none", "const = 1"],
    ["is a module", 'import fs from "node:fs";'],
  ])("are not told of a program that %s", async (_, code) => {
    expect(await reader.read(code)).toBeNull();
  });

  it.each([
    ["foreign-name", "process", "process.exit(1);"],
    ["foreign-name", "require", 'const fs = require("node:fs");'],
    ["foreign-name", "process", "typeof process;"],
    ["foreign-name", "process", "{ const process = 1; } process.env;"],
    ["foreign-name", "process", "const o = { [process.pid]: 1 };"],
    ["foreign-name", "total", "total = 0;"],
    ["exit", "constructor", "({}).constructor;"],
    ["exit", "constructor", "const { constructor: c } = {};"],
    ["exit", "constructor", "({}).\\u0063onstructor;"],
    ["exit", "constructor", '({})["con" + "structor"];'],
    ["exit", "constructor", '({})[["con", "structor"].join("")];'],
    ["exit", "constructor", "class A { static constructor() {} }"],
    ["exit", "__proto__", "const o = { __proto__: null };"],
    ["exit", "eval", '(0, eval)("1");'],
    ["exit", "Function", 'new Function("x", "return x * 2");'],
    ["exit", "import()", 'const fs = await import("node:fs");'],
    ["exit", "import.meta", "import.meta.url;"],
  ])("tell, as %s, of %s in %s", async (kind, word, code) => {
    const findings = (await read(code)).findings.filter((finding) => finding.kind === kind);
    expect(findings.map(({ text }) => text)).toEqual([expect.stringContaining(word)]);
  });

  it("know a program's own names where it calls eval", async () => {
    const code = "function f(text) { const total = 1; eval(text); return total; } f('1');";
    expect(await tell(code)).toEqual(["exit: line 1: uses eval"]);
  });

  it.each([
    ["a class with a constructor", "class Point { constructor(x) { this.x = x; } } new Point(1).x;"],
    ["a process of its own", "const process = { run() {} }; process.run();"],
    ["an answer it never declared", "result = 1;"],
    ["a private field of that name", "class A { #constructorOf = 1; get() { return this.#constructorOf; } }"],
    ["the words in a text", "const s = 'process.env and a constructor'; s;"],
  ])("tell nothing of %s", async (_, code) => {
    expect(await tell(code)).toEqual([]);
  });
});

describe("a loop without an end is told of when", () => {
  it.each([
    ["its condition is true", "while (true) {}"],
    ["it has none", "for (;;) {}"],
    ["its condition is a constant", "do {} while (!0);"],
    ["its condition is a name for one", "const forever = 1 < 2; while (forever) {}"],
    ["half of its condition is true", "let x = 0; while (x || 1) x++;"],
    ["only a loop within it is left", "while (true) { for (const x of [1]) { break; } }"],
    ["only a switch within it is left", "let a = 1; while (true) { switch (a) { case 1: break; } }"],
    ["it goes on with itself by a label", "here: while (true) { for (;;) { continue here; } }"],
    ["only a function within it returns", "while (true) { [1].map((x) => { return x; }); }"],
    ["what it throws it catches", "while (true) { try { throw 1; } catch {} }"],
    ["it waits in each turn", "while (true) { await 1; }"],
    [
      "nothing changes what it waits for",
      "let done = false; setTimeout(() => { done = true; }); while (!done) {}",
    ],
    ["its counter is another", "let j = 0; for (let i = 0; i < 9; j++) { console.log(i); }"],
    ["it counts away from its end", "for (let i = 1; i > 0; i++) {}"],
    ["its end is infinite", "for (let i = 0; i < Infinity; i++) {}"],
    ["it has far too many turns", "for (let i = 0; i < 1e15; i++) {}"],
    ["its steps are far too small", "for (let i = 0; i < 1; i += 1e-12) {}"],
  ])("%s: %#", async (_, code) => {
    expect(await kindsOf(code)).toEqual(["unbounded-loop"]);
  });

  it.each([
    ["it breaks", "let n = 0; while (true) { if (++n > 9) break; }"],
    ["it breaks from a switch by a label", "out: while (true) { switch (1) { case 1: break out; } }"],
    ["it breaks out of two", "out: for (;;) { for (;;) { break out; } }"],
    ["it goes on with the loop around it", "out: for (const x of [1, 2]) { for (;;) { continue out; } }"],
    ["it returns", "function f() { for (;;) { return 1; } } f();"],
    ["it throws", "function f() { while (1) { throw new Map(); } }"],
    ["it throws from where it catches", "while (1) { try { display(1); } catch (e) { throw e; } }"],
    ["it yields", "function* ids() { let i = 0; while (true) yield i++; }"],
    ["it delegates", "function* g() { for (;;) yield* [1, 2]; }"],
    ["its condition ends it", "let a = 9; while (a) a--;"],
    ["its condition is called", "let i = 0; const more = () => i++ < 9; while (more()) {}"],
    ["what it calls changes the condition", "let n = 9; function step() { n--; } while (n > 0) step();"],
    ["it looks into an object", "const seen = {}; let x = 0; while (!(5 in seen)) seen[x++] = 1;"],
    ["its condition reads a member", "const queue = [1]; while (queue.length) queue.pop();"],
    ["its variable is taken apart", "let [a, b] = [9, 6]; while (b) [a, b] = [b, a % b];"],
    ["it is written by a nested loop's head", "let i = 0; while (i < 3) { for (i of [1, 2, 3]) {} }"],
    ["it has fifty million turns", "let sum = 0; for (let i = 0; i < 5e7; i++) sum += i;"],
    ["it counts down", "for (let i = 10; i >= 0; i--) {}"],
    ["it never turns", "for (let i = 0; i > 5; i++) {}"],
    ["it multiplies", "for (let i = 1; i < 1e18; i *= 2) {}"],
    ["its counter is set back and forth", "for (let i = 0; i < 1e15; i++) { i = i * 3; }"],
    ["a generator of a class never ends", "class A { *[Symbol.iterator]() { while (true) { yield 1; } } }"],
  ])("and not when %s: %#", async (_, code) => {
    expect(await kindsOf(code)).toEqual([]);
  });
});

describe("an allocation is a large one:", () => {
  it.each([
    "new Array(1e9);",
    "Array(2 ** 31);",
    "const n = 1 << 28; new Uint8Array(n);",
    "new Float64Array(1e7);",
    "new ArrayBuffer(1e3 * 1e6);",
    "new ArrayBuffer(8, { maxByteLength: 1e10 });",
    '"x".repeat(2 ** 29);',
    '"ab".repeat(1e4).repeat(1e4);',
    'const text = "0123456789"; text.repeat(6e6);',
    '"".padStart(1e9);',
    '"1".padEnd(500_000_000, "0");',
    "Array.from({ length: 60_000_000 });",
    "const list = []; list.length = 4294967295;",
  ])("%s", async (code) => {
    expect(await kindsOf(code)).toEqual(["large-allocation"]);
  });

  it.each([
    "const nanoseconds = 1_000_000_000n; nanoseconds * 2n;",
    "const population = 8_000_000_000; population / 2;",
    "new Array(1e9, 2);",
    "const sieve = new Uint8Array(10_000_001);",
    "const list = [1e9]; new Set([1e12]);",
    '"=".repeat(60);',
    "function f(n) { return new Array(n); } f(3);",
    "class Uint8Array { constructor(n) { this.n = n; } } new Uint8Array(1e9);",
    "const box = { from: (o) => o }; box.from(1e9);",
    "Math.max(1e9, 2 ** 40);",
    "const track = { length: 1e9 }; track;",
  ])("and not %s", async (code) => {
    expect(await kindsOf(code)).toEqual([]);
  });
});

describe("a text is encoded that is", () => {
  it.each([
    ["Base64", `const s = "${base64}";`],
    ["Base64 of a picture", `const s = "data:image/png;base64,${base64}";`],
    ["Base64 in pieces", `const s = ["${base64.slice(0, 150)}", "${base64.slice(150)}"].join("");`],
    ["Base64 in a sum", `const s = "${base64.slice(0, 150)}" + "${base64.slice(150)}";`],
    ["hex", `const s = "${hex}";`],
    ["percent-encoded", `const s = "${hex.replace(/../g, "%$&")}";`],
    ["bytes written as escapes", `const s = "${hex.slice(0, 200).replace(/../g, "\\x$&")}";`],
    ["letters written as escapes", `const s = \`${hex.slice(0, 200).replace(/../g, "\\u00$&")}\`;`],
    ["codes of characters", `String.fromCharCode(${codes});`],
    ["spread codes", `const c = [${codes}]; String.fromCodePoint(...c);`],
    ["applied codes", `String.fromCharCode.apply(null, [${codes}]);`],
    ["mapped codes", `[${codes}].map((c) => String.fromCharCode(c ^ 1));`],
    ["codes in a loop", `let s = ""; for (const c of [${codes}]) s += String.fromCharCode(c);`],
    [
      "indexed codes",
      `const c = [${codes}]; let s = ""; for (let i = 0; i < 9; i++) s += String.fromCharCode(c[i]);`,
    ],
    ["reduced codes", `[${codes}].reduce((s, c) => s + String.fromCharCode(c), "");`],
  ])("%s", async (_, code) => {
    expect(await kindsOf(code)).toEqual(["encoded-text"]);
  });

  it.each([
    ["prose", `const s = "${"It was the best of times, it was the worst of times. ".repeat(9)}";`],
    ["German", `const s = "${"Donaudampfschifffahrtsgesellschaft ".repeat(9)}";`],
    ["one long word", `const s = "${"ABCdef123".repeat(60)}";`],
    ["one letter", `const s = "${"A".repeat(900)}";`],
    ["DNA", `const s = "${"ACGTTGCAAGTCCGATTACA".repeat(20)}";`],
    ["digits", `const s = "${"31415926535897932384626433832795".repeat(9)}";`],
    ["ones and zeros", `const s = "${"01101000".repeat(40)}";`],
    ["CSV", `const s = "${"anna,31,Berlin,5.5\\nbob,22,Paris,7.25\\n".repeat(20)}";`],
    ["a maze", `const s = "${"#..#S.#\\n#.##..#\\n".repeat(30)}";`],
    ["box drawing", `const s = "${"\\u2500\\u2502\\u250c".repeat(40)}";`],
    ["words run together", `const s = "${"TheQuickBrownFoxJumps0verTheLazyDog1".repeat(8)}";`],
    [
      "names run together",
      `const s = "${"AnnaBen2ClaraDavidEvaFritz7GustavHelgaIvoJanKarl9LuiseMaxPiaQuinn".repeat(5)}";`,
    ],
    ["small letters and digits", `const s = "${"k3vq9xw1zt7bn5mc2ld8hs4fg6jp0rauyeio".repeat(8)}";`],
    ["a short key", `const s = "${base64.slice(0, 120)}";`],
    ["a hash", `const s = "${hex.slice(0, 128)}";`],
    ["hashes in a list", `const s = ["${hex.slice(0, 128)}", "${hex.slice(128, 256)}"];`],
    ["a big number", `const n = BigInt("0x${hex}");`],
    ["a list of numbers", `const n = [${codes}]; n.map((x) => x * 2);`],
    ["numbers beside letters", `const n = [${codes}]; n.map((x, i) => String.fromCharCode(65 + i) + x);`],
    ["an address", `const s = "https://example.org/?q=${"caf%C3%A9+and+tea+".repeat(20)}";`],
  ])("and not %s", async (_, code) => {
    expect(await kindsOf(code)).toEqual([]);
  });
});

describe("a hidden character is told of", () => {
  it.each([
    ["a joiner in a name", `const a${joiner}b = 1;`, "U+200D (zero width joiner)"],
    ["a Hangul filler for a name", "const \u3164 = 1;", "U+3164 (Hangul filler)"],
    ["a selector in a name", "const a\ufe0f = 1;", "U+FE0F (variation selector)"],
    ["a far selector in a name", "const a\u{e0100} = 1;", "U+E0100 (variation selector)"],
    ["a mark of byte order within", "const a\ufeff= 1;", "U+FEFF (mark of byte order)"],
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
    ["spaces that have a width", "const\u00a0a\u3000=\u20031;"],
    ["names in any script", "const größe = 1, 名前 = 2, имя = 3;"],
  ])("and not in %s", async (_, code) => {
    expect(await kindsOf(code)).toEqual([]);
  });
});
