import { type Attack, attack, completed, failed } from "./attack.ts";

/** Ways to a function's maker, and through it to a global object. Each must find the guest's own. */
const walks: [name: string, expression: string][] = [
  ["Function by its global name", "Function('return this')()"],
  ["the constructor of console.log", "console.log.constructor('return this')()"],
  ["the constructor of display", "display.constructor('return this')()"],
  ["the constructor of the constructor of console", "console.constructor.constructor('return this')()"],
  [
    "the constructor of an error that the engine threw",
    "(() => { try { null.x } catch (e) { return e.constructor.constructor('return this')() } })()",
  ],
  [
    "the constructor of a stack overflow",
    "(() => { const f = () => f(); try { f() } catch (e) { return e.constructor.constructor('return this')() } })()",
  ],
  [
    "the constructor of an error thrown by console.log",
    "(() => { try { console.log({ toJSON: 1, get a() { throw 1 } }, new Proxy([], { get() { throw new Error('x') } })) } catch (e) { return e.constructor.constructor('return this')() } return globalThis })()",
  ],
  ["the constructor of an async function", "await (async () => {}).constructor('return this')()"],
  ["the constructor of a generator", "(function* () {}).constructor('yield this')().next().value"],
  [
    "the constructor of an async generator",
    "(await (async function* () {}).constructor('yield this')().next()).value",
  ],
  ["the constructor of a bound native function", "[].map.bind([]).constructor('return this')()"],
  [
    "the constructor of a getter of the language",
    "Reflect.getOwnPropertyDescriptor(Map.prototype, 'size').get.constructor('return this')()",
  ],
  [
    "the constructor of the iterator prototype's maker",
    "[][Symbol.iterator]().constructor.constructor('return this')()",
  ],
  ["indirect eval", "(0, eval)('this')"],
  ["this of a sloppy function", "(function () { return this })()"],
  ["this of a function called with null", "(function () { return this }).call(null)"],
  ["valueOf taken off Object.prototype", "Object.prototype.valueOf.call(Function('return this')())"],
  ["Reflect.construct with another new target", "Reflect.construct(Function, ['return this'], Promise)()"],
  [
    "Symbol.species of Promise",
    "(() => { let got; class P extends Promise { constructor(f) { got = f.constructor('return this')(); super(f) } } new P(() => {}); return got })()",
  ],
  [
    "a replacer of JSON.stringify",
    "(() => { let got; JSON.stringify({}, function () { got = this.constructor.constructor('return this')(); }); return got })()",
  ],
  [
    "a reviver of JSON.parse",
    "(() => { let got; JSON.parse('[1]', function () { got = this.constructor.constructor('return this')(); }); return got })()",
  ],
  [
    "the callback of String.prototype.replace",
    "(() => { let got; 'a'.replace(/a/, function () { got = this }); return got })()",
  ],
  [
    "the handler of a proxy",
    "(() => { let got; new Proxy({}, { get(t, k, r) { got = this.constructor } }).x; return globalThis })()",
  ],
  [
    "the caller of a function",
    "(() => { const f = function () { return f.caller ?? globalThis }; try { return f() } catch { return globalThis } })()",
  ],
  ["arguments.callee", "(function () { return arguments.callee.constructor('return this')() })()"],
];

const legacy: Attack[] = [
  {
    name: "__defineGetter__ on Object.prototype",
    program: "Object.prototype.__defineGetter__('left', () => 1); ({}).left",
    ends: completed(1),
  },
  {
    name: "__proto__ of a literal set to a function's prototype",
    program: "({ __proto__: display }) instanceof Function",
    ends: completed(true),
  },
  {
    name: "__proto__ by JSON.parse and Object.assign",
    program: 'Object.assign({}, JSON.parse(\'{"__proto__":{"left":1}}\')).left',
    ends: completed(1),
  },
  {
    name: "a merge that walks into constructor.prototype",
    program:
      'const merge = (a, b) => { for (const k in b) typeof b[k] === \'object\' ? merge(a[k], b[k]) : a[k] = b[k] }; merge({}, JSON.parse(\'{"constructor":{"prototype":{"left":1}}}\')); ({}).left',
    ends: completed(1),
  },
  {
    name: "setPrototypeOf on the global object",
    program: "Object.setPrototypeOf(globalThis, { left: 1 }); left",
    ends: completed(1),
  },
  {
    name: "setPrototypeOf on Object.prototype",
    program: "Object.setPrototypeOf(Object.prototype, { left: 1 })",
    ends: failed("TypeError"),
  },
  {
    name: "freezing every prototype of the language",
    program:
      "Object.getOwnPropertyNames(globalThis).forEach((n) => { const v = globalThis[n]; if (v?.prototype) Object.freeze(v.prototype); if (v && n !== 'globalThis') Object.freeze(v) }); [1, new Map([[1, 2]])].length",
    ends: completed(2),
  },
  {
    name: "deleting every global",
    program:
      "const { ownKeys, deleteProperty } = Reflect; const global = globalThis; for (const k of ownKeys(global)) deleteProperty(global, k); [typeof Object, typeof console]",
    ends: completed(["undefined", "undefined"]),
  },
  {
    name: "emptying every prototype of the language",
    program:
      "const { ownKeys, deleteProperty } = Reflect; const all = ownKeys(globalThis).map((k) => globalThis[k]); for (let i = 0; i < all.length; i++) { const p = all[i] && all[i].prototype; if (p) for (let k = ownKeys(p), j = 0; j < k.length; j++) deleteProperty(p, k[j]) } const result = { a: [1] }",
    ends: completed({ a: [1] }),
  },
  {
    name: "sealing the global object against the next program",
    program: "Object.freeze(globalThis); Object.isFrozen(globalThis)",
    ends: completed(true),
  },
];

attack("Prototype walks:", [
  ...walks.map(
    ([name, expression]): Attack => ({
      name,
      program: `const found = ${expression}; [found === globalThis, typeof found.process, typeof found.require]`,
      ends: completed([true, "undefined", "undefined"]),
    }),
  ),
  ...legacy,
]);
