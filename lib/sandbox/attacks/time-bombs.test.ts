import { type Attack, attack, completed, stopped } from "./attack.ts";

/** Each runs for ever, or so long that it makes no difference, where the engine asks whether it should go on. */
const loops: [name: string, program: string][] = [
  ["a loop", "for (;;);"],
  ["a loop within try, catch and finally", "for (;;) { try { for (;;); } catch {} finally { continue } }"],
  [
    "a loop that catches everything around itself",
    "const f = () => { try { for (;;); } catch { f() } finally { f() } }; f()",
  ],
  [
    "a labelled loop that continues from finally",
    "outer: for (;;) { try { throw 1 } finally { continue outer } }",
  ],
  [
    "a loop in a generator's return",
    "function* g() { try { yield 1 } finally { for (;;); } } for (const x of g()) break",
  ],
  [
    "a loop in an iterator's return",
    "const it = { [Symbol.iterator]: () => ({ next: () => ({ value: 1 }), return() { for (;;); } }) }; const [a] = it",
  ],
  ["a loop in a getter of the answer", "({ get x() { for (;;); } })"],
  ["a loop in a proxy of the answer", "new Proxy({}, { ownKeys() { for (;;); } })"],
  ["a loop in a getter of a printed value", "console.log({ get x() { for (;;); } })"],
  ["a loop after the answer is known", "const p = Promise.resolve().then(() => { for (;;); }); 5"],
  ["a loop in an async function nobody awaits", "(async () => { await null; for (;;); })(); 5"],
  [
    "slow getters, a million of them",
    "Array.from({ length: 1e4 }, () => ({ get a() { for (let i = 0; i < 1e6; i++); return 1 } }))",
  ],
  [
    "an evil comparator",
    "const a = Array.from({ length: 1e5 }, (_, i) => i); for (;;) a.sort(() => Math.random() - 0.5)",
  ],
  [
    "an infinite iterator in a spread that keeps nothing",
    "Math.max(...{ [Symbol.iterator]: () => ({ next: () => { for (;;); } }) })",
  ],
  [
    "an infinite iterator in a loop",
    "for (const x of { [Symbol.iterator]: () => ({ next: () => ({ value: 1 }) }) });",
  ],
  [
    "an infinite iterator given to a Set",
    "new Set({ [Symbol.iterator]: () => ({ next: () => ({ value: 1 }) }) })",
  ],
  [
    "an infinite iterator given to a Map",
    "new Map({ [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1] }) }) })",
  ],
  ["an infinite iterator helper", "(function* () { for (;;) yield 1 })().filter(() => false).next()"],
  ["an iterator that drops a billion", "(function* () { for (;;) yield 1 })().drop(1e9).next()"],
  [
    "an async generator that never ends",
    "for await (const x of (async function* () { for (;;) yield 1 })());",
  ],
  ["a promise that begets the next", "const f = () => { Promise.resolve().then(f) }; f(); 1"],
  ["an async function that awaits for ever", "for (;;) await null"],
  [
    "two async functions that wake each other",
    "const a = async () => { for (;;) await null }; a(); await a()",
  ],
  ["a thenable that begets the next", "const t = { then(f) { f(t) } }; await t"],
  ["eval in a loop", "for (;;) eval('1')"],
  ["a catastrophic regular expression", "/(a+)+b/.test('a'.repeat(40))"],
  ["a catastrophic regular expression with a lookahead", "/^(?=(a+)+$)b?(a|a)*c/.test('a'.repeat(40))"],
  ["a catastrophic regular expression with a back reference", "/(.*)*\\1x/.test('ab'.repeat(30))"],
  ["a catastrophic regular expression in replaceAll", "'a'.repeat(40).replaceAll(/(a|aa)+$b/g, '')"],
  ["a regular expression of a billion empty turns", "/(?:){1000000000}/.test('')"],
  [
    "a proxy as the prototype that never ends",
    "const p = new Proxy({}, { getPrototypeOf: () => p }); ({}) instanceof class { static [Symbol.hasInstance](v) { for (;;) if (p instanceof Array) return } }",
  ],
  ["Date.parse in a loop", "for (;;) Date.parse('2020-01-01T00:00:00Z')"],
  [
    "JSON of shared references",
    "let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; JSON.stringify(a, (key, value) => value)",
  ],
  ["a reviver that never ends", "JSON.parse('[1]', () => { for (;;); })"],
  ["a replacer that never ends", "JSON.stringify([1], () => { for (;;); })"],
  ["arithmetic on ever larger BigInts", "let n = 3n; for (;;) n = n * n % (2n ** 100000n)"],
];

attack("Time bombs:", [
  ...loops.map(([name, program]): Attack => ({ name, program, ends: stopped("time") })),
  {
    name: "a proxy that lists ten thousand keys it does not have",
    program: "new Proxy({}, { ownKeys: () => Array.from({ length: 1e4 }, (_, i) => 'k' + i) })",
    ends: completed({}),
  },
]);
