import { type Attack, attack, completed, failed, stopped } from "./attack.ts";

/** Each asks for more than there is, in a way of its own. */
const growth: [name: string, program: string][] = [
  ["one big typed array", "new Uint8Array(5e7)"],
  ["one big typed array whose failure is caught", "try { new Uint8Array(5e7) } catch {} 'fine'"],
  ["typed arrays that are kept", "const a = []; for (;;) a.push(new Uint8Array(1e6))"],
  [
    "typed arrays that are kept, every failure caught",
    "const a = []; for (let i = 0; i < 500; i++) try { a.push(new Uint8Array(1e6)) } catch {} a.length",
  ],
  ["two gigabytes less one byte in one buffer", "try { new ArrayBuffer(2 ** 31 - 1) } catch {} 1"],
  ["many small objects", "const a = []; for (let i = 0; ; i++) a.push({ i })"],
  ["many small strings", "const a = []; for (let i = 0; ; i++) a.push('s' + i)"],
  ["many small arrays that hold each other", "let a = []; for (;;) a = [a, []]"],
  ["a linked list", "let head = null; for (;;) head = { head }"],
  [
    "strings by doubling that are flattened",
    "let s = 'ab'; const kept = []; for (;;) { s += s; kept.push(s.split('').join('')) }",
  ],
  ["a string by repeat", "'x'.repeat(5e7)"],
  ["a string by padStart", "'x'.padStart(5e7, 'ab')"],
  ["strings by replaceAll", "let s = 'a'; for (;;) s = s.replaceAll('a', 'aaaaaaaa')"],
  ["strings by join of a sparse array", "new Array(5e7).join('x')"],
  ["a Set that grows", "const s = new Set(); for (let i = 0; ; i++) s.add(i)"],
  ["an object whose keys grow", "const o = {}; for (let i = 0; ; i++) o['k' + i] = i"],
  [
    "closures that hold their scopes",
    "const a = []; for (let i = 0; ; i++) { const big = [i, i, i, i]; a.push(() => big) }",
  ],
  [
    "generators that are suspended",
    "function* g() { const big = new Array(50).fill(1); yield big; } const a = []; for (;;) { const it = g(); it.next(); a.push(it) }",
  ],
  ["bound functions of bound functions", "let f = () => {}; for (;;) f = f.bind(null, 1, 2, 3)"],
  ["symbols that are kept", "const a = []; for (let i = 0; ; i++) a.push(Symbol(i))"],
  [
    "captures of a regular expression",
    "const a = []; for (;;) a.push('x'.repeat(1000).match(/(x)(x)(x)(.*)/))",
  ],
  [
    "regular expressions that are compiled and kept",
    "const a = []; for (let i = 0; ; i++) a.push(new RegExp('(' + i + ')'.repeat(1) + '|x'.repeat(1000)))",
  ],
  [
    "functions that are compiled and kept",
    "const a = []; for (let i = 0; ; i++) a.push(Function('return [' + 'i,'.repeat(500) + ']'))",
  ],
  ["a promise chain that is kept", "let p = Promise.resolve(); for (;;) p = p.then(() => p)"],
  ["promises nobody resolves", "const a = []; for (;;) a.push(new Promise(() => {}).then(() => {}))"],
  ["microtasks queued without end", "const p = Promise.resolve(); for (;;) p.then(() => {})"],
  [
    "async functions that wait for each other",
    "const a = []; const f = async (p) => { await p }; let p = f(); for (;;) a.push(p = f(p))",
  ],
  ["JSON.parse of a wide text", "const a = []; for (;;) a.push(JSON.parse('[' + '1,'.repeat(1e5) + '1]'))"],
  ["Array.from of a length", "Array.from({ length: 1e8 }, () => ({}))"],
  ["an array filled to its full length", "new Array(1e8).fill(0)"],
  ["arrays by concat with themselves", "let a = [1, 2, 3]; for (;;) a = a.concat(a)"],
  ["arrays by flat of shared rows", "const row = new Array(1e5).fill(1); new Array(1e3).fill(row).flat()"],
  [
    "an ArrayBuffer that is resized",
    "const b = new ArrayBuffer(1, { maxByteLength: 2 ** 30 }); const a = []; for (;;) { try { b.resize(2 ** 29) } catch {} a.push(new Uint8Array(1e6)) }",
  ],
  ["a spread of many", "const a = new Array(1e5).fill(1); const all = []; for (;;) all.push([...a])"],
  [
    "getters that allocate while the answer is read",
    "const make = () => ({ get a() { kept.push(new Uint8Array(1e6)); return make() } }); const kept = []; new Array(100).fill().map(make)",
  ],
  [
    "errors with deep stacks that are kept",
    "const a = []; const f = (n) => n ? f(n - 1) : a.push(new Error('x'.repeat(100))); for (;;) f(500)",
  ],
  [
    "the error of the last failure thrown again",
    "const a = []; try { for (;;) a.push(new Uint8Array(1e5)) } catch (e) { throw e }",
  ],
  [
    "a failure that is caught and answered with a big text",
    "const a = []; try { for (;;) a.push(new Uint8Array(1e4)) } catch {} 'x'.repeat(60_000)",
  ],
  [
    "a failure that is caught and printed",
    "const a = []; try { for (;;) a.push(new Uint8Array(1e4)) } catch (e) { console.log(e, 'x'.repeat(5000)) }",
  ],
  [
    "a failure by pieces that fill every gap",
    "const a = []; for (let n = 1e6; n >= 1; n = n / 2 | 0) try { for (;;) a.push(new Uint8Array(n)) } catch {} a.length",
  ],
  [
    "a failure by pieces that fill every gap, and an error thrown then",
    "const a = []; for (let n = 1e6; n >= 1; n = n / 2 | 0) try { for (;;) a.push(new Uint8Array(n)) } catch {} throw new Error('x'.repeat(16_000))",
  ],
  [
    "a failure by pieces that fill every gap, after an await",
    "await 1; const a = []; for (let n = 1e6; n >= 1; n = n / 2 | 0) try { for (;;) a.push(new Uint8Array(n)) } catch {} await 2; a",
  ],
  [
    "a failure by pieces that fill every gap, then objects",
    "const a = []; for (let n = 1e6; n >= 16; n = n / 2 | 0) try { for (;;) a.push(new Uint8Array(n)) } catch {} for (;;) try { a.push([], {}) } catch { try { a.push(1) } catch { break } } a",
  ],
  [
    "large BigInts that are kept",
    "const n = 3n ** 20000n; const a = []; for (let i = 0n; ; i++) a.push(n + i)",
  ],
];

const within: Attack[] = [
  {
    name: "a rope of a billion characters that nobody flattens",
    program: "let s = 'ab'; for (let i = 0; i < 25; i++) s += s; s.length",
    ends: [completed(2 ** 26), stopped("memory")],
  },
  {
    name: "a string longer than the engine's longest",
    program: "'x'.repeat(2 ** 30)",
    ends: [failed("InternalError"), failed("RangeError"), stopped("memory")],
  },
  {
    name: "a typed array of a length no engine has",
    program: "new Uint8Array(2 ** 53)",
    ends: failed("RangeError"),
  },
  {
    name: "an array longer than any array",
    program: "new Array(2 ** 32)",
    ends: failed("RangeError", "invalid array length"),
  },
  {
    name: "garbage of a gigabyte that is let go",
    program: "for (let i = 0; i < 1000; i++) new Uint8Array(1e6); 'fine'",
    ends: completed("fine"),
  },
  {
    name: "cycles of garbage that are let go",
    program: "for (let i = 0; i < 2e5; i++) { const a = {}; a.a = a } 'fine'",
    ends: completed("fine"),
  },
  {
    name: "a result read when hardly any memory is left",
    program:
      "const a = []; for (let i = 0; i < 17; i++) a.push(new Uint8Array(1e6)); 'x'.repeat(65_000).length",
    ends: completed(65_000),
  },
];

/** Where the engine uses memory it was not given: the instance traps after the host has refused. */
const unchecked: [name: string, program: string][] = [
  ["a Map that grows", "const m = new Map(); for (let i = 0; ; i++) m.set(i, i)"],
  [
    "a Map that grows, every failure caught",
    "const m = new Map(); try { for (let i = 0; ; i++) m.set(i, i) } catch {} 5",
  ],
  [
    "a failure by pieces, and a rejection nobody handles",
    "const a = []; for (let n = 1e6; n >= 1; n = n / 2 | 0) try { for (;;) a.push(new Uint8Array(n)) } catch {} Promise.reject(a); 1",
  ],
  ["accessors that are kept", "const a = []; for (;;) a.push(Object.defineProperty({}, 'x', { get() {} }))"],
  ["unions of sets that are kept", "const a = []; for (;;) a.push(new Set([1]).union(new Set([2])))"],
  ["lists of keys that are kept", "const a = []; for (;;) a.push(Reflect.ownKeys({ a: 1, b: 2 }))"],
  ["arrays from iterators that are kept", "const a = []; for (;;) a.push(Array.from('abc', (x) => x))"],
  [
    "texts of JSON that are kept",
    "const a = []; for (;;) a.push(JSON.stringify({ a: [1, 2, 3, { b: 4 }] }))",
  ],
];

attack("Memory bombs:", [
  ...unchecked.map(
    ([name, program]): Attack => ({
      name,
      program,
      ends: stopped("memory"),
    }),
  ),
  ...growth.map(([name, program]): Attack => ({ name, program, ends: stopped("memory") })),
  ...within,
]);
