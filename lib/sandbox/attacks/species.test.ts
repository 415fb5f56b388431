import { type Attack, attack, completed, failed } from "./attack.ts";

const species: Attack[] = [
  {
    name: "Array species that answers with a shared array",
    program:
      "const shared = [0, 0, 0]; class A extends Array { static get [Symbol.species]() { return function () { return shared } } } A.from([1, 2, 3]).map((n) => { shared.length = 0; return n * 2 }); shared",
    ends: completed({ $: "array", items: [{ $: "hole", count: 2 }, 6], length: 3 }),
  },
  {
    name: "Array species that is no constructor",
    program: "const a = [1]; a.constructor = { [Symbol.species]: 5 }; a.map(String)",
    ends: failed("TypeError"),
  },
  {
    name: "typed array species that answers with a shorter array",
    program:
      "class U extends Uint8Array { static get [Symbol.species]() { return function () { return new Uint8Array(1) } } } new U(8).map((n) => n)",
    ends: failed("TypeError"),
  },
  {
    name: "typed array species that answers with the same buffer",
    program:
      "const u = new Uint8Array([1, 2, 3, 4]); u.constructor = { [Symbol.species]: function (n) { return new Uint8Array(u.buffer, 1, n) } }; u.slice(0, 3)",
    ends: completed({ $: "binary", name: "Uint8Array", items: [1, 1, 1], length: 3 }),
  },
  {
    name: "ArrayBuffer species that answers with a buffer too small",
    program:
      "const b = new ArrayBuffer(8); b.constructor = { [Symbol.species]: function () { return new ArrayBuffer(1) } }; b.slice(0, 8)",
    ends: failed("TypeError"),
  },
  {
    name: "ArrayBuffer species that answers with the buffer itself",
    program:
      "const b = new ArrayBuffer(8); b.constructor = { [Symbol.species]: function () { return b } }; b.slice(0, 8)",
    ends: failed("TypeError"),
  },
  {
    name: "Promise species that keeps the resolvers of the answer",
    program:
      "class P extends Promise { static get [Symbol.species]() { return function (f) { f(() => {}, () => {}); return {} } } } await P.resolve(1).then(() => 2)",
    ends: completed({}),
  },
  {
    name: "RegExp species that answers with no regular expression",
    program:
      "class R extends RegExp { static get [Symbol.species]() { return function () { return { exec: () => null, lastIndex: 0 } } } } 'a,b'.split(new R(','))",
    ends: completed(["a,b"]),
  },
];

attack("Species:", species);
