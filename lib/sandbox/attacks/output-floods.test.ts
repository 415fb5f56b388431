import { type Attack, attack, completed, stopped } from "./attack.ts";

const floods: [name: string, program: string][] = [
  ["a line for ever", "for (;;) console.log('x')"],
  ["a line for ever, every error caught", "for (;;) try { console.log('x') } catch {} finally { continue }"],
  ["empty lines for ever", "for (;;) console.log()"],
  ["a display for ever", "for (;;) display(1)"],
  [
    "every level in turn",
    "for (;;) for (const level of ['debug', 'info', 'log', 'warn', 'error']) console[level](level)",
  ],
  ["one line of four million characters", "console.log('x'.repeat(4e6)); 'not reached'"],
  ["one line of four million characters outside ASCII", "console.log('é'.repeat(4e6)); 'not reached'"],
  ["one display of a million items", "display(new Array(1e6).fill(1)); 'not reached'"],
  [
    "one line of many keys",
    "console.log(Object.fromEntries(Array.from({ length: 1e4 }, (_, i) => ['k' + i, i]))); 'not reached'",
  ],
  ["lines from a callback of the language", "Array.from({ length: 1e9 }, (_, i) => console.log(i))"],
  ["lines from a comparator", "for (;;) [3, 1, 2].sort((a, b) => { console.log(a, b); return a - b })"],
  ["lines from microtasks", "const f = () => { console.log('x'); Promise.resolve().then(f) }; f()"],
  [
    "lines from getters while the answer is read",
    "new Array(1e4).fill().map(() => ({ get a() { console.log('while reading'); return 1 } }))",
  ],
  [
    "lines from a getter of a line that is printed",
    "const o = { get a() { console.log(o); return 1 } }; console.log(o)",
  ],
  [
    "lines from a proxy of a thrown error",
    "throw new Proxy(new Error('x'), { get(t, key) { for (;;) console.log(key) } })",
  ],
  [
    "lines from a generator's finally",
    "function* g() { try { yield 1 } finally { for (;;) console.log('x') } } for (const x of g()) break",
  ],
  [
    "shared references that grow when written out",
    "let a = 'x'.repeat(50); for (let i = 0; i < 30; i++) a = [a, a]; for (;;) console.log(a)",
  ],
  [
    "references of which each is as long as a key",
    "const t = {}; const o = { ['\\x01'.repeat(50)]: Array(12).fill(t) }; for (;;) console.log(o)",
  ],
  ["undefined, which takes more to tell than to say", "for (;;) console.log(Array(100).fill())"],
  ["cyclic values for ever", "const a = []; a.push(a); for (;;) console.log(a)"],
];

attack("Output floods:", [
  {
    name: "one line of ten thousand values",
    program: "console.log(...new Array(1e4).fill(1)); 'not reached'",
    ends: stopped("output"),
  },
  {
    name: "one line of sixty thousand long numbers",
    program: "console.log(...new Array(6e4).fill(-1.2345678901234567e-300)); 'not reached'",
    ends: stopped("output"),
  },
  {
    name: "one line of one key longer than the budget",
    program: "console.log({ ['k'.repeat(1e6)]: 1 }); 'on'",
    ends: stopped("output"),
    prints: [[{ $: "object", name: null, entries: [], size: 1 }]],
  },
  ...floods.map(([name, program]): Attack => ({ name, program, ends: stopped("output") })),
  {
    name: "a value too deep for a line",
    program: "let a = 1; for (let i = 0; i < 500; i++) a = [a]; console.log(a); 'on'",
    ends: [completed("on"), stopped("output")],
  },
  {
    name: "a value that throws while a line is printed",
    program: "console.log({ get a() { throw new Error('x') } }, 1)",
    ends: completed({ $: "undefined" }),
    prints: [[{ a: { $: "thrown", message: "x" } }, 1]],
  },
  {
    name: "lines that fit exactly, and a quiet end",
    program: "for (let i = 0; i < 20; i++) console.log(i); 'done'",
    ends: completed("done"),
    prints: Array.from({ length: 20 }, (_, i) => [i]),
  },
]);
