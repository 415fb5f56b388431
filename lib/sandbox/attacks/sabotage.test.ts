import { type Attack, attack, completed } from "./attack.ts";

const sabotage: Attack[] = [
  {
    name: "NaN redefined",
    program: "Object.defineProperty(globalThis, 'NaN', { value: 0 }); [new Date(0), 0 / 0]",
    ends: completed([
      { $: "date", value: "1970-01-01T00:00:00.000Z" },
      { $: "number", value: "NaN" },
    ]),
  },
  {
    name: "undefined and Infinity redefined",
    program:
      "for (const name of ['undefined', 'Infinity']) Object.defineProperty(globalThis, name, { value: 0 }); [void 0, 1 / 0, -1 / 0, Symbol()]",
    ends: completed([
      { $: "undefined" },
      { $: "number", value: "Infinity" },
      { $: "number", value: "-Infinity" },
      { $: "symbol", description: null },
    ]),
  },
  {
    name: "Number, String, Map and Uint8Array replaced",
    program:
      "const made = [1.5, 's', new Map([[1, 2]]), new ArrayBuffer(1), new Date(0)]; Number = String = Map = Uint8Array = Date = JSON = Reflect = Object = null; made",
    ends: completed([
      1.5,
      "s",
      { $: "map", entries: [[1, 2]], size: 1 },
      { $: "binary", name: "ArrayBuffer", items: [0], length: 1 },
      { $: "date", value: "1970-01-01T00:00:00.000Z" },
    ]),
  },
  {
    name: "JSON.stringify replaced",
    program: "JSON.stringify = () => 'forged'; ({ a: 'b' })",
    ends: completed({ a: "b" }),
  },
  {
    name: "Map.prototype emptied and replaced",
    program:
      "const m = new Map([[1, 2]]); for (const k of Reflect.ownKeys(Map.prototype)) Object.defineProperty(Map.prototype, k, { value: () => { throw 1 } }); m",
    ends: completed({ $: "map", entries: [[1, 2]], size: 1 }),
  },
  {
    name: "String.prototype.concat replaced",
    program: "String.prototype.concat = () => 'forged'; console.log('a'); ({ a: 1n })",
    ends: completed({ a: { $: "bigint", value: "1" } }),
  },
  {
    name: "setters on the indexes of Array.prototype",
    program:
      "for (let i = 0; i < 9; i++) Object.defineProperty(Array.prototype, i, { set() { throw 1 }, get: () => 'forged' }); console.log(1, [2]); const result = { a: JSON.parse('[1,2]') }",
    ends: completed({ a: [1, 2] }),
    prints: [[1, [2]]],
  },
  {
    name: "getters on the indexes of Array.prototype behind holes",
    program: "Object.defineProperty(Array.prototype, 0, { get: () => 'forged' }); [, 1]",
    ends: completed({ $: "array", items: [{ $: "hole", count: 1 }, 1], length: 2 }),
  },
  ...[
    "value",
    "done",
    "id",
    "kind",
    "name",
    "text",
    "left",
    "cut",
    "seen",
    "count",
    "get",
    "base",
    "pathBytes",
  ].map(
    (key): Attack => ({
      name: `a setter on Object.prototype for ${key}`,
      program: `Object.defineProperty(Object.prototype, '${key}', { get() { return 'forged' }, set() { throw new Error('set') }, configurable: true }); const shared = {}; console.log(shared); const result = [new Map([[1, new Set([shared])]]), shared, new Date(0), /x/]`,
      ends: completed([
        { $: "map", entries: [[1, { $: "set", items: [{}], size: 1 }]], size: 1 },
        { $: "ref", path: [0, "entries", 0, 1, "items", 0] },
        { $: "date", value: "1970-01-01T00:00:00.000Z" },
        { $: "regexp", source: "x", flags: "" },
      ]),
      prints: [[{}]],
    }),
  ),
  {
    name: "constructor names with a getter",
    program: "class A {} Object.defineProperty(A, 'name', { get() { throw 1 } }); new A()",
    ends: completed({}),
  },
  {
    name: "a setter on an index of Object.prototype in the place of a key that was there",
    program: `const leaked = []; delete Object.prototype.toLocaleString;
      Object.defineProperty(Object.prototype, '0', { set(value) { leaked[leaked.length] = value } });
      console.log([1, [2]]); typeof leaked[0]`,
    ends: completed("undefined"),
    prints: [[[1, [2]]]],
  },
  {
    name: "getters that print while they are read",
    program: "({ get a() { console.log('a'); return 1 }, get b() { console.log('b'); return 2 } })",
    ends: completed({ a: 1, b: 2 }),
    prints: [["a"], ["b"]],
  },
  {
    name: "a getter that shrinks the array that is read",
    program: "const a = [1, 2, 3]; Object.defineProperty(a, 0, { get() { a.length = 1; return 9 } }); a",
    ends: completed({ $: "array", items: [9, { $: "hole", count: 2 }], length: 3 }),
  },
  {
    name: "a getter that deletes an item of the array that is read, behind a hole",
    program: "const a = [1, , 3, 4]; Object.defineProperty(a, 2, { get() { delete a[3]; return 9 } }); a",
    ends: completed({
      $: "array",
      items: [1, { $: "hole", count: 1 }, 9, { $: "hole", count: 1 }],
      length: 4,
    }),
  },
  {
    name: "a getter that grows the Map that is read",
    program: "const m = new Map(); m.set(1, { get a() { m.set(2, 2); return 1 } }); m",
    ends: completed({ $: "map", entries: [[1, { a: 1 }]], size: 1 }),
  },
  {
    name: "a getter that empties the Map that is read",
    program: "const m = new Map([[1, { get a() { m.clear(); return 1 } }], [2, 2]]); m",
    ends: completed({ $: "map", entries: [[1, { a: 1 }]], size: 2 }),
  },
  {
    name: "a getter that replaces the prototype of what is read",
    program: "const o = { get a() { Object.setPrototypeOf(o, Map.prototype); return 1 }, b: 2 }; o",
    ends: completed({ a: 1, b: 2 }),
  },
];

attack("Sabotage of what the host reads with:", sabotage);
