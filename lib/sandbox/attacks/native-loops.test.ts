import { type Attack, attack, stopped } from "./attack.ts";

/** Native code that the engine's interrupt handler never sees: only the end of the thread ends it. */
const native: [name: string, program: string][] = [
  ["indexOf", "Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)"],
  ["lastIndexOf", "Array.prototype.lastIndexOf.call({ length: 2 ** 53 - 1 }, 1)"],
  ["includes", "Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1)"],
  ["reverse", "Array.prototype.reverse.call({ length: 2 ** 53 - 1 })"],
  ["join", "Array.prototype.join.call({ length: 2 ** 31 }, '')"],
  [
    "fill",
    "Array.prototype.fill.call(new Proxy({ length: 2 ** 53 - 1 }, { set: undefined, defineProperty: () => true }), 1)",
  ],
  ["copyWithin", "Array.prototype.copyWithin.call({ length: 2 ** 53 - 1 }, 1, 2)"],
  ["shift", "Array.prototype.shift.call({ length: 2 ** 53 - 1 })"],
  ["unshift", "Array.prototype.unshift.call({ length: 2 ** 53 - 2 }, 1)"],
  ["splice", "Array.prototype.splice.call({ length: 2 ** 53 - 2 }, 0, 1)"],
  ["slice", "Array.prototype.slice.call({ length: 2 ** 32 - 1 })"],
  ["sort", "Array.prototype.sort.call({ length: 2 ** 53 - 1 })"],
  ["flat", "Array.prototype.flat.call({ length: 2 ** 53 - 1 })"],
  ["concat", "[].concat({ length: 2 ** 53 - 1, [Symbol.isConcatSpreadable]: true })"],
  ["every", "Array.prototype.every.call({ length: 2 ** 53 - 1 }, () => true)"],
  ["reduceRight", "Array.prototype.reduceRight.call({ length: 2 ** 53 - 1 }, () => 1, 1)"],
  ["at of a sparse array, by reverse", "const a = []; a[2 ** 32 - 2] = 1; a.reverse()"],
  ["String.raw", "String.raw({ raw: { length: 2 ** 53 - 1 } })"],
  [
    "a search for a long needle",
    "const s = 'a'.repeat(2e6); (s + s).indexOf(s.slice(0, -1) + 'b' + 'a'.repeat(9)); for (;;) s.indexOf('a'.repeat(1e6) + 'b')",
  ],
  ["a decimal text of a large BigInt", "(2n ** 1000000n).toString()"],
  [
    "a function with seventy thousand variables",
    "eval('(() => { let ' + Array.from({ length: 70000 }, (_, i) => 'a' + i).join() + '; return () => a1 })()')",
  ],
  ["JSON of a deep array", "let a = []; for (let i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a)"],
];

attack(
  "Native loops:",
  native.map(([name, program]): Attack => ({ name, program, ends: stopped("time") })),
);
