import { expect } from "vitest";
import { type Attack, attack, completed, failed, stopped } from "./attack.ts";

/** Questions to the host by way of the helpers that ask it: Intl, URL, random numbers, bytes of text. */
const questions: Attack[] = [
  {
    name: "a refusal hidden by Object.prototype.ok",
    program:
      "Object.prototype.ok = 'forged'; try { (5).toLocaleString('not a locale') } catch (error) { error.name }",
    ends: completed("RangeError"),
  },
  {
    name: "questions rewritten by toJSON on every prototype",
    program: `for (const { prototype } of [Object, Array, String, Number, Boolean, BigInt, Date])
        prototype.toJSON = () => ({ forged: true });
      [(1234.5).toLocaleString('de-DE'), new URL('https://a.b/c').host, 'b'.localeCompare('a'), atob(btoa('x'))]`,
    ends: completed(["1.234,5", "a.b", 1, "x"]),
  },
  {
    name: "setters on indexes while the host is asked",
    program: `let caught = 0;
      for (const key of ['0', '1', '2']) Object.defineProperty(Object.prototype, key, { set() { caught++ }, get() {} });
      const said = (1234.5).toLocaleString('en') + new URL('https://a.b/').host + new Intl.ListFormat('en').format(['a', 'b']);
      said + caught`,
    ends: completed("1,234.5a.ba and b0"),
  },
  {
    name: "JSON replaced before the host is asked",
    program:
      "JSON.parse = JSON.stringify = () => { throw 1 }; (0.5).toLocaleString('en', { style: 'percent' })",
    ends: completed("50%"),
  },
  {
    name: "options that are walked to the host",
    program: `const seen = new Proxy({}, { get: (_, key) => { console.log(String(key)); return undefined } });
      new Intl.NumberFormat('en', seen).format(1); new Intl.NumberFormat('en', { __proto__: { style: 'percent' } }).format(1)`,
    ends: completed("100%"),
  },
  {
    name: "options named after what every object has",
    program: "new Intl.NumberFormat('en', { constructor: 'x', __defineGetter__: 1, toString: 2 }).format(1)",
    ends: completed("1"),
  },
  {
    name: "the constructor of what the host answers",
    program: `[new Intl.Segmenter('en').segment('ab')[Symbol.iterator]().next().value,
        new Intl.NumberFormat('en').formatToParts(1)[0], new Intl.DateTimeFormat('en').resolvedOptions()]
        .map((answer) => answer.constructor.constructor('return typeof process')())`,
    ends: completed(["undefined", "undefined", "undefined"]),
  },
  {
    name: "a locale of four million characters",
    program: "'a'.localeCompare('b', 'x'.repeat(4e6))",
    ends: [failed("RangeError"), stopped("memory")],
  },
  {
    name: "a number of a million digits to be formatted",
    program: "(10n ** 100000n).toLocaleString('en').length",
    ends: failed("RangeError"),
  },
  {
    name: "a list of a million items to be joined",
    program: "new Intl.ListFormat('en').format(new Array(2e5).fill('a')).length",
    ends: [failed("RangeError"), stopped("memory")],
  },
  {
    name: "a host name of a hundred thousand characters to be encoded",
    program:
      "new URL('https://' + Array.from({ length: 1e5 }, (_, i) => String.fromCodePoint(0x4e00 + (i % 20000))).join('') + '/')",
    ends: failed("RangeError"),
  },
  {
    name: "a URL of four million characters",
    program: "new URL('https://a.b/' + 'x'.repeat(4e6))",
    ends: [failed("RangeError"), stopped("memory")],
  },
  {
    name: "random bytes without end",
    program: "const bytes = new Uint8Array(65536); for (;;) crypto.getRandomValues(bytes)",
    ends: stopped("time"),
  },
  {
    name: "random bytes for what is no array of integers",
    program:
      "[new Float64Array(1), new DataView(new ArrayBuffer(8)), {}, new Uint8Array(65537)].map((into) => { try { crypto.getRandomValues(into); return 'filled' } catch (error) { return error.name } })",
    ends: completed(["TypeMismatchError", "TypeMismatchError", "TypeMismatchError", "QuotaExceededError"]),
  },
  {
    name: "formatters made without end",
    program:
      "for (let i = 0; ; i++) new Intl.NumberFormat('en', { maximumFractionDigits: i % 20, minimumIntegerDigits: 1 + (i % 20) })",
    ends: stopped("time"),
  },
  {
    name: "a comparison that is asked for without end",
    program: "for (let i = 0; ; i++) ('a' + i).localeCompare('b' + i)",
    ends: stopped("time"),
  },
  {
    name: "combining marks without end to be compared",
    program: `const marks = '\\u0301\\u0316'.repeat(2e5);
      ('a' + marks + 'x').localeCompare('a\\u0316' + marks + 'y')`,
    ends: failed("RangeError", expect.stringContaining("combining marks")),
  },
  {
    name: "a clone of what is nested without end",
    program: "let deep = []; for (let i = 0; i < 1e5; i++) deep = [deep]; structuredClone(deep)",
    ends: failed("InternalError", "stack overflow"),
  },
  {
    name: "a clone whose getters never return",
    program: "structuredClone({ get a() { for (;;); } })",
    ends: stopped("time"),
  },
  {
    name: "a clone that grows while it is made",
    program:
      "const list = [{ get a() { list.push(list[0], { ...list[0] }); return 1 } }]; structuredClone(list).length < 10",
    ends: failed("InternalError", "stack overflow"),
  },
  {
    name: "text decoded from bytes that change meanwhile",
    program: `const bytes = new Uint8Array(1e5).fill(97);
      new TextDecoder('utf-8', { get fatal() { bytes.buffer.transfer(); return true } });
      try { new TextDecoder().decode(bytes).length } catch (error) { error.name }`,
    ends: [completed(0), completed("TypeError")],
  },
  {
    name: "text of forty million characters from a few bytes",
    program: "atob(btoa('x'.repeat(1e6)).repeat(40)).length",
    ends: [stopped("memory"), failed("InvalidCharacterError")],
  },
];

attack("The bridge to the host:", questions);
