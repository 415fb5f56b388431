import { type Attack, attack, completed, failed, stopped } from "./attack.ts";

/** A buffer that goes away in the middle of a native call, by the conversion of an argument. */
const detach =
  "const b = new ArrayBuffer(64); const u = new Uint8Array(b); const d = new DataView(b); const gone = (n) => ({ valueOf() { b.transfer(0); return n } });";
const shrink =
  "const b = new ArrayBuffer(64, { maxByteLength: 128 }); const u = new Uint8Array(b); const less = (n) => ({ valueOf() { b.resize(1); return n } });";

const typeError = failed("TypeError");

const buffers: [name: string, program: string, ends: Attack["ends"]][] = [
  ["a buffer detached during fill", `${detach} u.fill(gone(7)); u.length`, typeError],
  [
    "a buffer detached during sort",
    `${detach} u.sort((x, y) => { gone(0).valueOf(); return y - x }); u.length`,
    [completed(0), typeError],
  ],
  ["a buffer detached during slice", `${detach} u.slice(gone(1), 60)`, typeError],
  ["a buffer detached during subarray", `${detach} u.subarray(gone(1), 10)`, typeError],
  ["a buffer detached during copyWithin", `${detach} u.copyWithin(0, gone(1)); u.length`, typeError],
  ["a buffer detached during set of a view", `${detach} d.setFloat64(0, gone(1))`, typeError],
  ["a buffer detached during get of a view", `${detach} d.getFloat64(gone(56))`, typeError],
  ["a buffer detached during with", `${detach} u.with(0, gone(1))`, [failed("RangeError"), typeError]],
  ["a buffer detached during lastIndexOf", `${detach} u.lastIndexOf(1, gone(60))`, completed(-1)],
  [
    "a buffer detached while it is the answer",
    `${detach} [{ get a() { gone(0).valueOf(); return 1 } }, u, d, b].length`,
    completed(4),
  ],
  [
    "a buffer detached while the answer is read",
    `${detach} const result = [u, { get a() { gone(0).valueOf(); return 1 } }, u.length]`,
    completed([{ $: "binary", name: "Uint8Array", items: new Array(64).fill(0), length: 64 }, { a: 1 }, 64]),
  ],
  ["a buffer that shrinks during fill", `${shrink} u.fill(less(7)); u.length`, completed(1)],
  [
    "a buffer that shrinks during set",
    `${shrink} u.set({ length: 64, get 0() { return less(7).valueOf() } }); u.length`,
    completed(1),
  ],
  [
    "a buffer that shrinks during sort",
    `${shrink} u.sort((x, y) => { less(0).valueOf(); return y - x }); u.length`,
    completed(1),
  ],
  [
    "a buffer that shrinks during join",
    `${shrink} u.join({ toString() { return less('-').valueOf() } }).length`,
    completed(64),
  ],
  [
    "a shared buffer that would grow to a gigabyte",
    "typeof new SharedArrayBuffer(16, { maxByteLength: 1e9 }).grow?.(1e9)",
    [completed("undefined"), stopped("memory"), failed("RangeError")],
  ],
  [
    "a detached buffer that would be told as a plain object",
    "const b = new ArrayBuffer(8); b.transfer(); b",
    completed({ $: "binary", name: "ArrayBuffer", items: [], length: 0 }),
  ],
  ["a view beyond its buffer", "new DataView(new ArrayBuffer(8), 8).getInt8(0)", failed("RangeError")],
];

attack(
  "Detached and shrinking buffers:",
  buffers.map(([name, program, ends]): Attack => ({ name, program, ends })),
);
