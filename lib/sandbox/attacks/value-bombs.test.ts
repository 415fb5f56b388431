import { expect } from "vitest";
import { type Attack, attack, completed } from "./attack.ts";

const some = expect.any(Array);

/** What is cut says how much there was. */
const cut: [name: string, program: string, value: unknown][] = [
  [
    "a string of four million characters",
    "'x'.repeat(4e6)",
    { $: "string", value: expect.any(String), length: 4e6 },
  ],
  [
    "a string of quotes, each of which takes two bytes",
    "'\"'.repeat(4e6)",
    { $: "string", value: expect.any(String), length: 4e6 },
  ],
  [
    "a string of NULs, each of which takes six bytes",
    "'\\0'.repeat(1e6)",
    { $: "string", value: expect.any(String), length: 1e6 },
  ],
  [
    "a string of lone surrogates",
    "'\\ud800'.repeat(1e6)",
    { $: "string", value: expect.any(String), length: 1e6 },
  ],
  [
    "functions whose names take six bytes for each character",
    "Array.from({ length: 1e4 }, () => Object.defineProperty(() => {}, 'name', { value: '\\x01'.repeat(300) }))",
    { $: "array", items: some, length: 1e4 },
  ],
  [
    "getters that throw words that take six bytes for each character",
    `const thrower = { get() { throw '\\ud800'.repeat(300) } };
    const a = []; for (let i = 0; i < 1000; i++) Object.defineProperty(a, i, thrower); a`,
    { $: "array", items: some, length: 1000 },
  ],
  ["a wide array", "new Array(4e5).fill(1)", { $: "array", items: some, length: 4e5 }],
  [
    "a wide array of empty arrays",
    "Array.from({ length: 1e5 }, () => [])",
    { $: "array", items: some, length: 1e5 },
  ],
  ["a wide array of undefined", "new Array(4e5).fill()", { $: "array", items: some, length: 4e5 }],
  [
    "an array of four billion holes",
    "new Array(4294967295)",
    { $: "array", items: [{ $: "hole", count: 4294967295 }], length: 4294967295 },
  ],
  [
    "a wide array of arrays with a hole",
    "Array.from({ length: 1e5 }, () => [, 1])",
    { $: "array", items: some, length: 1e5 },
  ],
  [
    "a wide array of objects with a key $",
    "Array.from({ length: 1e5 }, () => ({ $: 1 }))",
    { $: "array", items: some, length: 1e5 },
  ],
  [
    "a wide array of objects with a key __proto__",
    "Array.from({ length: 1e5 }, () => ({ ['__proto__']: 1 }))",
    { $: "array", items: some, length: 1e5 },
  ],
  [
    "a wide array of functions, of which the names take six bytes a character",
    "Array.from({ length: 1e4 }, () => Object.defineProperty(() => 1, 'name', { value: '\\0'.repeat(99) }))",
    { $: "array", items: some, length: 1e4 },
  ],
  [
    "an array with a hole before each item",
    "const a = []; for (let i = 1; i < 1e5; i += 2) a[i] = i; a",
    { $: "array", items: some, length: 1e5 },
  ],
  [
    "an array with one item at its very end",
    "const a = []; a[4294967294] = 1; a",
    { $: "array", items: [{ $: "hole", count: 4294967294 }, 1], length: 4294967295 },
  ],
  [
    "an object with a hundred thousand keys",
    "const o = {}; for (let i = 0; i < 1e5; i++) o['k' + i] = i; o",
    { $: "object", name: null, entries: some, size: 1e5 },
  ],
  [
    "an object with a key of a million characters",
    "({ ['k'.repeat(1e6)]: 1 })",
    { $: "object", name: null, entries: [], size: 1 },
  ],
  [
    "an instance of a class with a name of a million characters",
    "new ({ ['k'.repeat(1e6)]: class {} }['k'.repeat(1e6)])()",
    { $: "object", name: `${"k".repeat(200)}…`, entries: [], size: 0 },
  ],
  [
    "a Map of a hundred thousand",
    "const m = new Map(); for (let i = 0; i < 1e5; i++) m.set(i, i); m",
    { $: "map", entries: some, size: 1e5 },
  ],
  [
    "a Set of a hundred thousand",
    "const s = new Set(); for (let i = 0; i < 1e5; i++) s.add(i); s",
    { $: "set", items: some, size: 1e5 },
  ],
  [
    "a typed array of ten megabytes",
    "new Uint8Array(1e7)",
    { $: "binary", name: "Uint8Array", items: some, length: 1e7 },
  ],
  [
    "a buffer of ten megabytes",
    "new ArrayBuffer(1e7)",
    { $: "binary", name: "ArrayBuffer", items: some, length: 1e7 },
  ],
  [
    "a view of ten megabytes",
    "new DataView(new ArrayBuffer(1e7))",
    { $: "binary", name: "DataView", items: some, length: 1e7 },
  ],
  [
    "a shared buffer",
    "new SharedArrayBuffer(2)",
    { $: "binary", name: "SharedArrayBuffer", items: [0, 0], length: 2 },
  ],
  ["a BigInt of a million bits", "2n ** 1000000n", { $: "cut", name: "BigInt", size: null }],
  [
    "shared references that would grow to a billion",
    "let a = 'x'; for (let i = 0; i < 30; i++) a = [a, a]; a",
    some,
  ],
  [
    "a shared object under long keys",
    "const o = {}; const all = {}; for (let i = 0; i < 100; i++) all['k'.repeat(500) + i] = { a: o, b: o }; all",
    { $: "object", name: null, entries: some, size: 100 },
  ],
  [
    "a hundred thousand references to one object",
    "const o = {}; new Array(1e5).fill(o)",
    { $: "array", items: some, length: 1e5 },
  ],
  ["a hundred thousand levels of arrays", "let a = []; for (let i = 0; i < 1e5; i++) a = [a]; a", some],
  [
    "ten thousand levels of Map in Map",
    "let m = new Map(); for (let i = 0; i < 1e4; i++) m = new Map([[m, m]]); m",
    { $: "map", entries: some, size: 1 },
  ],
  [
    "ten thousand levels of causes",
    "let e = new Error('0'); for (let i = 0; i < 1e4; i++) e = new Error('x', { cause: e }); e",
    {
      $: "error",
      name: "Error",
      message: "x",
      stack: expect.any(String),
      cause: expect.anything(),
      properties: [],
    },
  ],
  [
    "a Map that is its own key",
    "const m = new Map(); m.set(m, m); m",
    {
      $: "map",
      entries: [
        [
          { $: "ref", path: [] },
          { $: "ref", path: [] },
        ],
      ],
      size: 1,
    },
  ],
  [
    "a Set that holds itself",
    "const s = new Set(); s.add(s); s",
    { $: "set", items: [{ $: "ref", path: [] }], size: 1 },
  ],
  [
    "an array that holds itself behind a hole",
    "const a = []; a[1] = a; a",
    {
      $: "array",
      items: [
        { $: "hole", count: 1 },
        { $: "ref", path: [] },
      ],
      length: 2,
    },
  ],
  [
    "a cycle through getters that make new objects",
    "const make = () => ({ get next() { return make() } }); make()",
    { next: expect.any(Object) },
  ],
  [
    "ten thousand symbols",
    "Array.from({ length: 1e4 }, (_, i) => Symbol('s'.repeat(100) + i))",
    { $: "array", items: some, length: 1e4 },
  ],
  [
    "a symbol with a description of a million characters",
    "Symbol('s'.repeat(1e6))",
    { $: "symbol", description: `${"s".repeat(200)}…` },
  ],
  [
    "a regular expression of a hundred thousand characters",
    "new RegExp('a'.repeat(1e5))",
    { $: "regexp", source: `${"a".repeat(200)}…`, flags: "" },
  ],
  [
    "an error with a message of a million characters",
    "new Error('m'.repeat(1e6))",
    {
      $: "error",
      name: "Error",
      message: `${"m".repeat(200)}…`,
      stack: expect.any(String),
      cause: null,
      properties: [],
    },
  ],
  [
    "a function of a hundred thousand characters",
    "eval('(function f() {' + ';'.repeat(1e5) + '})')",
    { $: "function", name: "f", kind: "function" },
  ],
  [
    "boxed values that hold long texts",
    "Object('x'.repeat(4e6))",
    { $: "boxed", value: { $: "string", value: expect.any(String), length: 4e6 } },
  ],
  [
    "a hundred thousand empty objects of a class",
    "class A {} Array.from({ length: 1e5 }, () => new A())",
    { $: "array", items: some, length: 1e5 },
  ],
  [
    "keys of four bytes each",
    "const o = {}; for (let i = 0; i < 3e4; i++) o['😀' + i] = '😀'; o",
    { $: "object", name: null, entries: some, size: 3e4 },
  ],
];

attack(
  "Value bombs:",
  cut.map(([name, program, value]): Attack => ({ name, program, ends: completed(value) })),
);
