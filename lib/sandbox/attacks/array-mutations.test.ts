import { type Attack, attack, completed, failed, stopped } from "./attack.ts";

const typeError = failed("TypeError");

const arrays: [name: string, program: string, ends: Attack["ends"]][] = [
  [
    "delete and push",
    "const a = [1, 2, 3]; delete a[1]; a.push(4); a",
    completed({ $: "array", items: [1, { $: "hole", count: 1 }, 3, 4], length: 4 }),
  ],
  [
    "delete, push, unshift and splice",
    "const a = []; a.length = 5; delete a[1]; a.push(1); a.unshift(0); a.splice(1, 1); a",
    completed({ $: "array", items: [0, { $: "hole", count: 4 }, 1], length: 6 }),
  ],
  [
    "an array emptied by its comparator",
    "const a = [1, 2, 3, 4]; a.sort((x, y) => { a.length = 0; return x - y }); a.length",
    [completed(0), completed(4)],
  ],
  [
    "an array emptied by the callback of map",
    "const a = Array.from({ length: 1000 }, (_, i) => i); a.map((x) => { a.length = 0; return x }).length",
    completed(1000),
  ],
  [
    "an array emptied by a getter during flat",
    "const a = [1, [2, [3]]]; Object.defineProperty(a, 0, { get() { a.length = 0; return 1 } }); a.flat(5)",
    completed([1]),
  ],
  [
    "an array emptied by a getter during concat",
    "const a = [1, 2, 3]; a.concat({ length: 1, [Symbol.isConcatSpreadable]: true, get 0() { a.length = 0; return 1 } }, a)",
    completed([1, 2, 3, 1]),
  ],
  [
    "an array emptied by toString during join",
    "const a = [{ toString() { a.length = 0; return 'x' } }, 1, 2]; a.join()",
    completed("x,,"),
  ],
  [
    "an array emptied by a replacer",
    "const o = { a: [1, 2, 3] }; JSON.stringify(o, (k, v) => { o.a.length = 0; return v })",
    completed('{"a":[]}'),
  ],
  [
    "an array rebuilt by a reviver",
    "JSON.parse('[1,2,3]', function (k, v) { if (k === '0') { this.length = 0; this[1] = [1] } return v })",
    completed([1, [1, [1]]]),
  ],
  [
    "a proxy given to concat",
    "[].concat(new Proxy([1, 2], { get: (t, k) => k === 'length' ? 5 : t[k] })).length",
    completed(5),
  ],
  [
    "a length setter on Array.prototype",
    "Array.prototype.length = 5; [].concat([1], Array.prototype).length",
    completed(6),
  ],
  ["push beyond the longest length", "Array.prototype.push.call({ length: 2 ** 53 - 1 }, 1)", typeError],
  [
    "splice beyond the longest length",
    "Array.prototype.splice.call({ length: 2 ** 53 - 1 }, 2 ** 53 - 3, 1, 1, 2)",
    typeError,
  ],
  ["apply with a million arguments", "Math.max.apply(null, new Array(1e6).fill(1))", failed("RangeError")],
  [
    "a spread of a million arguments",
    "Math.max(...new Array(1e6).fill(1))",
    [failed("RangeError"), stopped("memory")],
  ],
  [
    "bound functions of a hundred thousand arguments",
    "const f = ((...a) => a.length).bind(null, ...new Array(6e4).fill(1)).bind(null, ...new Array(6e4).fill(1)); f()",
    [completed(120_000), failed("RangeError"), failed("InternalError", "stack overflow")],
  ],
  [
    "arguments that are redefined",
    "function f(a, b) { arguments[0] = 5; arguments.length = 1e9; delete arguments[1]; arguments[1] = 9; return [a, b] } f(1, 2)",
    completed([5, 2]),
  ],
];

attack(
  "Array mutations:",
  arrays.map(([name, program, ends]): Attack => ({ name, program, ends })),
);
