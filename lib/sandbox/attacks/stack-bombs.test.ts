// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the template is the guest's.
import { expect } from "vitest";
import { type Attack, attack, completed, failed, overflown, stopped } from "./attack.ts";

/** Recursion that ends as the guest's own stack overflow. */
const recursion: [name: string, program: string][] = [
  ["plain recursion", "const f = () => f() + 1; f()"],
  ["mutual recursion", "const f = () => g() + 1, g = () => f() + 1; f()"],
  ["recursion through map", "const f = () => [1].map(f); f()"],
  ["recursion through sort", "const f = () => [2, 1].sort(f); f()"],
  ["recursion through forEach of a Map", "const m = new Map([[1, 1]]); const f = () => m.forEach(f); f()"],
  ["recursion through replace", "const f = () => 'a'.replace(/a/, f); f()"],
  ["recursion through a getter", "const o = { get a() { return this.a } }; o.a"],
  ["recursion through a setter", "const o = { set a(v) { this.a = v } }; o.a = 1"],
  ["recursion through a proxy", "const p = new Proxy({}, { get: (t, k, r) => r[k] }); p.a"],
  ["recursion through has of a proxy", "const p = new Proxy({}, { has: (t, k) => k in p }); 'a' in p"],
  ["recursion through toString", "const o = { toString() { return `${this}` } }; String(o)"],
  ["recursion through valueOf", "const o = { valueOf() { return +this } }; o + 1"],
  ["recursion through Symbol.toPrimitive", "const o = { [Symbol.toPrimitive]() { return `${o}` } }; `${o}`"],
  ["recursion through toJSON", "const o = { toJSON() { return JSON.stringify(o) } }; JSON.stringify(o)"],
  ["recursion through a constructor", "class A { constructor() { new A() } } new A()"],
  ["recursion through a class field", "class A { a = new A() } new A()"],
  ["recursion through Reflect.construct", "function F() { Reflect.construct(F, []) } new F()"],
  ["recursion through apply and bind", "const f = () => f.bind(null).apply(null, []); f()"],
  ["recursion through eval", "const f = () => eval('f()'); f()"],
  ["recursion through Function", "globalThis.f = Function('f()'); f()"],
  ["recursion through a generator", "function* g() { yield* g() } g().next()"],
  [
    "recursion through spread of an iterator",
    "const it = { [Symbol.iterator]() { return [...it] } }; [...it]",
  ],
  ["recursion through destructuring defaults", "const f = ({ a = f({}) } = {}) => a; f()"],
  ["recursion through a tagged template", "const f = () => f`x${1}`; f()"],
  [
    "recursion through instanceof",
    "class A { static [Symbol.hasInstance](v) { return v instanceof A } } 1 instanceof A",
  ],
  ["recursion through Array.from", "const f = () => Array.from([1], f); f()"],
  ["toString of a deep array", "let a = []; for (let i = 0; i < 1e5; i++) a = [a]; String(a)"],
  ["flat of a deep array", "let a = []; for (let i = 0; i < 1e5; i++) a = [a]; a.flat(Infinity)"],
  [
    "a get through ten thousand proxies with a trap",
    "let p = {}; for (let i = 0; i < 3e4; i++) p = new Proxy(p, { get: (t, k) => t[k] }); p.x",
  ],
  ["a generator of thirty thousand levels", "function* g(n) { if (n) yield* g(n - 1); yield n } [...g(3e4)]"],
];

/** Source whose nesting is too deep, for the parser in front or for the engine's own. */
const nested: [name: string, open: string, middle: string, close: string][] = [
  ["parentheses", "(", "1", ")"],
  ["arrays", "[", "1", "]"],
  ["objects", "({a:", "1", "})"],
  ["functions", "(function(){return ", "1", "})()"],
  ["arrow functions", "()=>(", "1", ")"],
  ["template literals", "`${", "1", "}`"],
  ["blocks", "{", "1", "}"],
  ["calls", "f(", "1", ")"],
  ["index expressions", "a[", "1", "]"],
  ["conditional expressions", "1?", "1", ":1"],
];

const chains: [name: string, unit: string, tail: string][] = [
  ["unary operators", "- ", "1"],
  ["powers", "1**", "1"],
  ["assignments", "a=", "1"],
  ["else ifs", "if(0);else ", "1"],
  ["awaits", "await ", "1"],
  ["news", "new ", "f"],
  ["arrow functions in a row", "x=>", "1"],
  ["conditional expressions in a row", "1?1:", "1"],
];

/** As much as a program may be long. */
function fill(unit: string): number {
  return Math.floor(60_000 / unit.length);
}

const values: Attack[] = [
  {
    name: "thirty thousand parentheses",
    program: `${"(".repeat(30_000)}1${")".repeat(30_000)}`,
    ends: failed("SyntaxError"),
  },
  {
    name: "eval of a million parentheses",
    program: "eval('('.repeat(1e6))",
    ends: failed("SyntaxError", "stack overflow"),
  },
  {
    name: "a chain of a hundred thousand prototypes",
    program: "let o = {}; for (let i = 0; i < 1e5; i++) o = Object.create(o); [o.x, 'x' in o]",
    ends: completed([{ $: "undefined" }, false]),
  },
  {
    name: "a regular expression nested twenty thousand deep",
    program: "new RegExp('('.repeat(20_000) + ')'.repeat(20_000))",
    ends: [overflown, failed("SyntaxError")],
  },
  {
    name: "a regular expression that backtracks through its own stack",
    program: "/^(?:a|ab)*$/.test('ab'.repeat(1e6) + 'c')",
    ends: stopped("memory"),
  },
  {
    name: "recursion with a constant number of arguments",
    program: "const f = (...a) => f(...a); f(1, 2, 3, 4, 5, 6, 7, 8)",
    ends: overflown,
  },
  {
    name: "recursion through a reviver",
    program: "const f = () => JSON.parse('[1]', f); f()",
    ends: [overflown, failed("SyntaxError", "stack overflow")],
  },
  {
    name: "a promise executor that makes promises",
    program: "const f = () => new Promise(f).then(); const g = () => { f(); g() }; g()",
    ends: stopped("memory"),
  },
  {
    name: "JSON.parse of a deep text",
    program: "typeof JSON.parse('['.repeat(1e5) + ']'.repeat(1e5))",
    ends: completed("object"),
  },
  {
    name: "eval of a long chain of powers",
    program: "eval('1**'.repeat(1e5) + '1')",
    ends: failed("InternalError", expect.stringMatching(/^stack overflow/)),
  },
  {
    name: "eval of a long chain of assignments",
    program: "var a; eval('a='.repeat(1e5) + '1')",
    ends: failed("SyntaxError", "stack overflow"),
  },
  {
    name: "eval of a long chain of else ifs",
    program: "eval('if(0);else '.repeat(1e5) + '1')",
    ends: failed("SyntaxError", "stack overflow"),
  },
  {
    name: "a call through a thousand bound functions",
    program: "let f = () => 1; for (let i = 0; i < 1000; i++) f = f.bind(null); f()",
    ends: completed(1),
  },
  {
    name: "an overflow caught at every level",
    program: "let n = 0; const f = () => { try { f() } catch { n++ } }; f(); n > 0",
    ends: completed(true),
  },
  {
    name: "an async function that calls itself",
    program: "const f = async () => { await f() }; await f()",
    ends: [overflown],
  },
];

attack("Stack bombs:", [
  ...recursion.map(([name, program]): Attack => ({ name, program, ends: overflown })),
  ...nested.map(
    ([name, open, middle, close]): Attack => ({
      name: `source nested too deeply in ${name}`,
      program: open.repeat(fill(open + close)) + middle + close.repeat(fill(open + close)),
      ends: failed("SyntaxError"),
    }),
  ),
  ...nested.map(
    ([name, open, middle, close]): Attack => ({
      name: `eval of source nested too deeply in ${name}`,
      program: `eval(${JSON.stringify(open)}.repeat(1e5) + '${middle}' + ${JSON.stringify(close)}.repeat(1e5))`,
      ends: failed("SyntaxError", "stack overflow"),
    }),
  ),
  ...chains.map(
    ([name, unit, tail]): Attack => ({
      name: `source with a long chain of ${name}`,
      program: unit.repeat(fill(unit)) + tail,
      ends: failed("SyntaxError"),
    }),
  ),
  ...values,
]);
