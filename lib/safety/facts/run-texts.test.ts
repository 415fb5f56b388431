import { afterAll, describe, expect, it } from "vitest";
import { readForTest } from "./told.fixture.ts";

const { reader, has } = readForTest();
afterAll(() => reader.close());

describe("text that is decoded and run as code is told of:", () => {
  it.each([
    'eval(atob("MQ=="));',
    '(0, eval)(atob("MQ=="));',
    'globalThis.eval(decodeURIComponent("%31"));',
    'globalThis["ev" + "al"](unescape("%31"));',
    'const run = eval; run(atob("MQ=="));',
    'const decode = atob; eval(decode("MQ=="));',
    'eval.call(null, atob("MQ=="));',
    'Reflect.apply(eval, null, [atob("MQ==")]);',
    'new Function(atob("MQ=="))();',
    'Function("return " + atob("MQ=="))();',
    'Function.apply(null, ["x", atob("eA==")]);',
    'Reflect.construct(Function, [atob("MQ==")]);',
    `Function(\`return \${atob("MQ==")}\`)();`,
    'const code = atob("MQ=="); const whole = "return " + code; Function(whole)();',
    "eval(String.fromCharCode(49, 43, 49));",
    'eval([49, 43, 49].map((c) => String.fromCharCode(c)).join(""));',
    'let s = ""; for (const c of [49, 43, 49]) s += String.fromCharCode(c); eval(s);',
    'let s = ""; for (const c of [49, 43, 49]) s += String.fromCharCode(c); new Function(s)();',
    'const turn = (s) => s.split("").reverse().join(""); eval(turn("1+1"));',
    'eval(["1+1"].map((s) => [...s].reverse().join(""))[0]);',
    'eval("2,2".replace(/./g, (c) => String.fromCharCode(c.charCodeAt(0) - 1)));',
    'eval([1, 2].map((_, i) => String.fromCharCode([49, 50][i])).join(""));',
    'eval(atob(btoa(atob("MQ=="))));',
    'setTimeout([atob("MQ==")].join(""), 10);',
    "eval(new TextDecoder().decode(new Uint8Array([49])));",
    "const utf8 = new TextDecoder(); eval(utf8.decode(new Uint8Array([49])));",
    'const open = (s) => atob(s).trim(); eval(open("MQ=="));',
    'function open(s) { const t = atob(s); return t; } eval(open("MQ=="));',
    'eval("3131".replace(/../g, (h) => String.fromCharCode(parseInt(h, 16))));',
    'setTimeout(atob("MQ=="), 10);',
    'setTimeout("x = " + atob("MQ=="), 10);',
    'await import("data:text/javascript," + atob("MQ=="));',
    '(() => {}).constructor(atob("MQ=="))();',
    '[].at.constructor.constructor(atob("MQ=="))();',
  ])("%s", async (code) => {
    expect(await has("decoded-code", code)).toBe(true);
  });

  it.each([
    ["a function written as text", 'new Function("x", "return x * 2")(4);'],
    ["a sum that is evaluated", 'eval("1 + 1");'],
    ["a text that speaks of decoding", `eval("atob('MQ==')");`],
    ["a text that is decoded and shown", 'const text = atob("aGVsbG8="); console.log(text);'],
    ["a timer whose function decodes", 'setTimeout(() => console.log(atob("aGVsbG8=")), 10);'],
    [
      "a timer whose function is made",
      'const show = (s) => () => s; setTimeout(show(atob("aGVsbG8=")), 10);',
    ],
    [
      "a timer whose function has a name",
      'function tick() { return atob("aGVsbG8="); } setTimeout(tick, 10);',
    ],
    [
      "a formula with the letters of its columns",
      'const names = [1, 2].map((_, i) => String.fromCharCode(65 + i)); new Function(...names, "return A + B")(1, 2);',
    ],
    [
      "a formula built of letters",
      'let sum = "0"; for (let i = 0; i < 3; i++) sum += "+" + String.fromCharCode("a".charCodeAt(0) + i); new Function("a", "b", "c", "return " + sum)(1, 2, 3);',
    ],
    [
      "a formula with a spreadsheet's columns",
      'const column = (n) => String.fromCharCode(64 + (n % 26 || 26)); new Function("A", "B", "return " + column(1) + "+" + column(2))(1, 2);',
    ],
    [
      "digits of a puzzle",
      'const perm = [3, 1]; const sum = perm.map((_, i) => String.fromCharCode(48 + perm[i])).join("+"); eval(sum);',
    ],
    [
      "wide digits written as narrow ones",
      'const wide = (s) => s.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)); eval(wide("１＋２"));',
    ],
    [
      "Arabic digits written as Latin ones",
      'eval("٢".replace(/[٠-٩]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x660 + 48)));',
    ],
    [
      "superscripts written as digits",
      'eval("⁵".replace(/[⁴-⁹]/g, (c) => String.fromCharCode(c.charCodeAt(0) - "⁰".charCodeAt(0) + "0".charCodeAt(0))));',
    ],
    ["a constant turned round", 'const turned = [..."1+2"].reverse().join(""); eval(turned);'],
    ["a constant turned round by its letters", 'eval("1+1".split("").reverse().join(""));'],
    ["a text encoded and decoded at once", 'const code = "1+1"; eval(atob(btoa(code)));'],
    [
      "a timer whose function a join of its own makes",
      'function join(s) { return () => s; } const word = (w) => [...w].reverse().join(""); setTimeout(join(word("abc")), 1);',
    ],
    ...["toString", "decode", "concat", "repeat", "join"].map((name): [string, string] => [
      `a timer whose function its own ${name} makes`,
      `const own = { ${name}: (s) => () => s }; setTimeout(own.${name}(atob("aGVsbG8=")), 1);`,
    ]),
    ["a parameter named by a code", 'new Function(String.fromCharCode(120), "return x * 2")(4);'],
    ["a function of its own called eval", 'const my = { eval: (s) => s }; my.eval(atob("aGVsbG8="));'],
    ["a parameter called eval", 'function f(evaluate) { return evaluate(atob("aGVsbG8=")); } f((s) => s);'],
    ["a decoder of its own", 'function unescape(s) { return s; } eval(unescape("1"));'],
    [
      "a Caesar cipher",
      "const rot = (s) => s.replace(/[a-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 1)); rot('a');",
    ],
    ["a palindrome", 'const word = "level"; word === word.split("").reverse().join("");'],
    [
      "the source of a function that decodes",
      `const f = () => atob("MQ=="); const source = \`(\${f})\`; new Function("return " + source.length)();`,
    ],
    ["a result that is decoded", "atob(eval(\"'MQ=='\"));"],
  ])("and not %s", async (_, code) => {
    expect(await has("decoded-code", code)).toBe(false);
  });
});
