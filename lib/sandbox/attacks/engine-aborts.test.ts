// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the template is the guest's.
import { type Attack, attack, completed, failed, stopped } from "./attack.ts";

const typeError = failed("TypeError");
const others: [name: string, program: string, ends: Attack["ends"]][] = [
  [
    "a regular expression recompiled by its own lastIndex",
    "const r = /a/gy; r.lastIndex = { valueOf() { r.compile('b'); return 0 } }; r.exec('aaa')",
    completed(null),
  ],
  [
    "a regular expression recompiled by its own replacer",
    "const r = /(a)|b/g; 'aab'.replace(r, () => { r.compile('(((((x)))))'); return 'z' })",
    completed("zzz"),
  ],
  [
    "exec that answers with two billion captures",
    "RegExp.prototype[Symbol.replace].call({ flags: '', exec: () => ({ index: -1e9, length: 2 ** 31, 0: '' }), lastIndex: 0 }, 'abc', 'd')",
    stopped("memory"),
  ],
  ["too many captures", "new RegExp('(a)'.repeat(300))", failed("SyntaxError")],
  ["a generator that calls itself", "const g = (function* () { g.next() })(); g.next()", typeError],
  [
    "an async generator that returns itself",
    "const g = (async function* () { await g.return(1) })(); await g.next()",
    failed("PendingPromise"),
  ],
  [
    "an async generator that throws into itself from finally",
    "const g = (async function* () { try { yield 1 } finally { await g.throw(1) } })(); await g.next(); await g.return(5)",
    failed("PendingPromise"),
  ],
  [
    "a finalisation callback that never returns",
    "new FinalizationRegistry(() => { globalThis.ran = 1; for (;;); }).register({}, 1); await 1; typeof ran",
    [completed("undefined"), stopped("time")],
  ],
  [
    "a finalisation callback that registers more",
    "const f = new FinalizationRegistry(() => f.register({}, 1)); for (let i = 0; i < 1e4; i++) f.register({}, i); await 1; 2",
    completed(2),
  ],
  [
    "a WeakRef to what is gone",
    "const w = new WeakRef({}); for (let i = 0; i < 1e4; i++) new WeakRef({}); typeof w.deref()",
    [completed("undefined"), completed("object")],
  ],
  [
    "a WeakMap whose values hold their keys",
    "const m = new WeakMap(); for (let i = 0; i < 1e5; i++) { const k = {}; m.set(k, { k }) } 1",
    [completed(1), stopped("memory")],
  ],
  [
    "a Map changed while it is walked",
    "const m = new Map([[1, 1], [2, 2]]); m.forEach((v, k) => { m.delete(k); m.set(k + 2, v); if (k > 1e4) m.clear() }); m.size",
    completed(0),
  ],
  [
    "a Map cleared under its iterator",
    "const m = new Map([[1, 1], [2, 2]]); const e = m.entries(); e.next(); m.clear(); m.set(5, 5); m.delete(5); e.next().done",
    completed(true),
  ],
  [
    "a Set cleared by the other set's has",
    "const s = new Set([1, 2, 3]); s.isSubsetOf({ size: 10, has() { s.clear(); for (let i = 0; i < 99; i++) s.add(i); s.clear(); return true }, keys() {} })",
    completed(true),
  ],
  [
    "with over an object that loses what is read",
    "with ({ get x() { delete this.x; return 1 } }) { x; x }",
    failed("ReferenceError"),
  ],
  [
    "eval that declares arguments",
    "function f(a) { return () => { eval('var a = 1; var arguments = 2'); return [a, arguments] } } f(3)()",
    completed([1, 2]),
  ],
  [
    "a static block that deletes what it makes",
    "class A { static { A.x = this; delete this.x } static #p = 1; static { try { ({}).#p } catch (e) { A.e = e.name } } } A.e",
    completed("TypeError"),
  ],
  [
    "a class that extends null",
    "class A extends null { constructor() { return Object.create(A.prototype) } } new A() instanceof A",
    completed(true),
  ],
  [
    "return and break out of finally",
    "function f() { l: for (;;) { try { return 1 } finally { break l } } return 2 } f()",
    completed(2),
  ],
  [
    "continue and break through two finally",
    "function f() { for (const x of [1, 2]) { try { continue } finally { try { return 3 } finally { break } } } return 4 } f()",
    completed(4),
  ],
  [
    "destructuring whose iterator throws in return",
    "const it = { [Symbol.iterator]: () => ({ next: () => ({ value: 1 }), return() { throw new RangeError('r') } }) }; const [a] = it",
    failed("RangeError", "r"),
  ],
  ["a BigInt shifted by a huge amount", "1n << 10000000000000000000n", failed("RangeError")],
  ["a BigInt shifted down by a huge amount", "-1n >> 2n ** 62n", completed({ $: "bigint", value: "-1" })],
  [
    "BigInt.asUintN of all bits",
    "BigInt.asUintN(2 ** 53 - 1, -1n) !== 0n",
    [completed(true), failed("RangeError")],
  ],
  [
    "dates at the end of time",
    "[new Date(8.64e15).toISOString(), new Date(2 ** 53, 1e308).getTime(), Date.UTC(1e300)]",
    completed(["+275760-09-13T00:00:00.000Z", { $: "number", value: "NaN" }, { $: "number", value: "NaN" }]),
  ],
  ["Date.parse of a million digits", "Date.parse('1'.repeat(1e6))", completed({ $: "number", value: "NaN" })],
  [
    "an iterator helper that is closed too soon",
    "try { [1, 2, 3].values().map((x) => x).take(2).toArray() } catch (e) { e.name }",
    [completed([1, 2]), completed("TypeError")],
  ],
  [
    "a template literal of seventy thousand parts",
    "eval('`' + '${1}'.repeat(70_000) + '`').length",
    [completed(70_000), failed("InternalError")],
  ],
  [
    "an object of a hundred thousand deleted keys",
    "const o = {}; for (let i = 0; i < 1e5; i++) { o['k' + (i % 100)] = i; delete o['k' + ((i * 7) % 100)] } Object.keys(o).length > 0",
    completed(true),
  ],
];

attack(
  "Engine aborts:",
  others.map(([name, program, ends]): Attack => ({ name, program, ends })),
);
