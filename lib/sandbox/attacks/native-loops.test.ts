import { type Attack, attack, stopped } from "./attack.ts";

/** Native code that the engine's interrupt handler never sees: only the end of the thread ends it. */
const native: [name: string, program: string][] = [
  ["indexOf over 2 ** 53 - 1 items", "Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)"],
  ["lastIndexOf over 2 ** 53 - 1 items", "Array.prototype.lastIndexOf.call({ length: 2 ** 53 - 1 }, 1)"],
  ["includes over 2 ** 53 - 1 items", "Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1)"],
  ["reverse of 2 ** 53 - 1 items", "Array.prototype.reverse.call({ length: 2 ** 53 - 1 })"],
  ["join of two billion items", "Array.prototype.join.call({ length: 2 ** 31 }, '')"],
  [
    "fill of 2 ** 53 - 1 items",
    "Array.prototype.fill.call(new Proxy({ length: 2 ** 53 - 1 }, { set: undefined, defineProperty: () => true }), 1)",
  ],
  ["copyWithin over 2 ** 53 - 1 items", "Array.prototype.copyWithin.call({ length: 2 ** 53 - 1 }, 1, 2)"],
  ["shift of 2 ** 53 - 1 items", "Array.prototype.shift.call({ length: 2 ** 53 - 1 })"],
  ["unshift of 2 ** 53 - 2 items", "Array.prototype.unshift.call({ length: 2 ** 53 - 2 }, 1)"],
  ["splice of 2 ** 53 - 2 items", "Array.prototype.splice.call({ length: 2 ** 53 - 2 }, 0, 1)"],
  ["slice of four billion items", "Array.prototype.slice.call({ length: 2 ** 32 - 1 })"],
  ["sort of 2 ** 53 - 1 items", "Array.prototype.sort.call({ length: 2 ** 53 - 1 })"],
  ["flat of 2 ** 53 - 1 items", "Array.prototype.flat.call({ length: 2 ** 53 - 1 })"],
  ["concat of 2 ** 53 - 1 items", "[].concat({ length: 2 ** 53 - 1, [Symbol.isConcatSpreadable]: true })"],
  ["every over 2 ** 53 - 1 items", "Array.prototype.every.call({ length: 2 ** 53 - 1 }, () => true)"],
  [
    "reduceRight over 2 ** 53 - 1 items",
    "Array.prototype.reduceRight.call({ length: 2 ** 53 - 1 }, () => 1, 1)",
  ],
  ["reverse of a sparse array", "const a = []; a[2 ** 32 - 2] = 1; a.reverse()"],
  ["String.raw of 2 ** 53 - 1 parts", "String.raw({ raw: { length: 2 ** 53 - 1 } })"],
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
