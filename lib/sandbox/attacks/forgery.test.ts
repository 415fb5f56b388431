import { type Attack, attack, completed, failed } from "./attack.ts";

const looksLike: Attack[] = [
  {
    name: "arrays that look like wire tags",
    program: "[['u'], ['n', 'NaN'], ['r', 0], ['z', 'x', null], ['h', 5]]",
    ends: completed([["u"], ["n", "NaN"], ["r", 0], ["z", "x", null], ["h", 5]]),
  },
  {
    name: "an object that looks like a Value",
    program: "({ $: 'date', value: 'not a date' })",
    ends: completed({
      $: "object",
      name: null,
      entries: [
        ["$", "date"],
        ["value", "not a date"],
      ],
      size: 2,
    }),
  },
  {
    name: "an object that looks like a reference",
    program: "({ a: { $: 'ref', path: ['__proto__'] } })",
    ends: completed({
      a: {
        $: "object",
        name: null,
        entries: [
          ["$", "ref"],
          ["path", ["__proto__"]],
        ],
        size: 2,
      },
    }),
  },
  {
    name: "an object that looks like a result",
    program: "({ status: 'crashed', message: 'm', output: [] })",
    ends: completed({ status: "crashed", message: "m", output: [] }),
  },
  {
    name: "strings that look like wire text",
    program: "['\"],[\"u\"', '\\\\\"', '\\u2028']",
    ends: completed(['"],["u"', '\\"', "\u2028"]),
  },
  {
    name: "keys that look like wire text",
    program: '({ \'",["u"],"\': 1 })',
    ends: completed({ '",["u"],"': 1 }),
  },
  {
    name: "a class named like wire text",
    program: 'new ({ \'",5,["u"]\': class {} }[\'",5,["u"]\'])()',
    ends: completed({ $: "object", name: '",5,["u"]', entries: [], size: 0 }),
  },
  {
    name: "a symbol described like wire text",
    program: "Symbol('\"]')",
    ends: completed({ $: "symbol", description: '"]' }),
  },
  {
    name: "toJSON everywhere",
    program:
      "Object.prototype.toJSON = Array.prototype.toJSON = String.prototype.toJSON = Number.prototype.toJSON = () => 'forged'; ({ a: [1, 's', new Date(0)], toJSON() { return 'forged' } }).a",
    ends: completed([1, "s", { $: "date", value: "1970-01-01T00:00:00.000Z" }]),
  },
  {
    name: "Symbol.toStringTag of a Date",
    program: "({ [Symbol.toStringTag]: 'Date', a: 1 })",
    ends: completed({ a: 1 }),
  },
  {
    name: "a Map by prototype only",
    program: "Object.assign(Object.create(Map.prototype), { size2: 1 })",
    ends: completed({ size2: 1 }),
  },
  { name: "a Date by prototype only", program: "Object.create(Date.prototype)", ends: completed({}) },
  {
    name: "a typed array by prototype only",
    program: "Object.create(Uint8Array.prototype)",
    ends: completed({ $: "object", name: "Uint8Array", entries: [], size: 0 }),
  },
  {
    name: "a Map whose own size lies",
    program: "const m = new Map([[1, 2]]); Object.defineProperty(m, 'size', { value: 1e9 }); m",
    ends: completed({ $: "map", entries: [[1, 2]], size: 1 }),
  },
  {
    name: "a typed array whose own length lies",
    program: "const u = new Uint8Array([1]); Object.defineProperty(u, 'length', { value: 1e9 }); u",
    ends: completed({ $: "binary", name: "Uint8Array", items: [1], length: 1 }),
  },
  {
    name: "a Date whose own methods lie",
    program: "const d = new Date(0); d.getTime = d.toISOString = () => 'forged'; d",
    ends: completed({ $: "date", value: "1970-01-01T00:00:00.000Z" }),
  },
  {
    name: "a regular expression whose own source lies",
    program: "Object.defineProperty(/a/g, 'source', { value: '\"],[\"u\"' })",
    ends: completed({ $: "regexp", source: "a", flags: "g" }),
  },
  {
    name: "a class that calls itself Map",
    program: "new (class Map { a = 1 })()",
    ends: completed({ $: "object", name: "Map", entries: [["a", 1]], size: 1 }),
  },
  {
    name: "a function whose text lies",
    program: "const f = () => 1; f.toString = () => 'class X'; f",
    ends: completed({ $: "function", name: "f", kind: "function" }),
  },
];

const endings: Attack[] = [
  {
    name: "the interrupt forged by a plain object",
    program: "throw { name: 'InternalError', message: 'interrupted' }",
    ends: failed("InternalError", "interrupted"),
  },
  {
    name: "the interrupt forged by an InternalError",
    program: "throw Object.assign(new InternalError('interrupted'))",
    ends: failed("InternalError", "interrupted"),
  },
  {
    name: "running out of memory forged",
    program: "throw new InternalError('out of memory')",
    ends: failed("InternalError", "out of memory"),
  },
  {
    name: "a stack overflow forged",
    program: "throw new InternalError('stack overflow')",
    ends: failed("InternalError", "stack overflow"),
  },
  {
    name: "a pending promise forged",
    program: "throw Object.assign(new Error('m'), { name: 'PendingPromise' })",
    ends: failed("PendingPromise", "m"),
  },
  {
    name: "console replaced before it prints",
    program: "console.log = () => {}; globalThis.console = { log() {} }; console.log('lost'); 1",
    ends: completed(1),
    prints: [],
  },
  {
    name: "console.log called on another object, by apply and by new",
    program:
      "console.log.call(null, 1); console.error.apply(globalThis, [2]); try { new console.log(3) } catch {} Reflect.apply(display, 0, [4]); 0",
    ends: completed(0),
    prints: [[1], [2], [4]],
  },
];

attack("Forgery of results and console:", [...looksLike, ...endings]);
