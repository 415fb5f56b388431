import fc from "fast-check";

/**
 * Programs that build a value: some containers, linked to leaves and to each other in any way, so that cycles, shared
 * references and holes come about. `body` declares them, `answer` is the expression that names the value.
 */
export interface Building {
  body: string;
  answer: string;
}

const hostile = [
  ...[
    "__proto__",
    "$",
    "constructor",
    "toString",
    "valueOf",
    "toJSON",
    "length",
    "then",
    "value",
    "path",
    "items",
  ],
  ...[
    "0",
    "1",
    "10",
    "4294967294",
    "4294967295",
    "-1",
    "1.5",
    "",
    " ",
    "\0",
    "\ud800",
    "\udc00a",
    "é",
    "😀",
    "\u2028",
    "'\"`\\",
  ],
];
const text = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: "binary", maxLength: 12 }),
  // Any UTF-16 units, so with halves of pairs.
  fc.array(fc.nat(0xffff), { maxLength: 6 }).map((units) => String.fromCharCode(...units)),
  fc.string({ maxLength: 300 }),
);

/** A string as source text: units that a source file has no safe place for are escaped, some others too. */
function quote(value: string): string {
  const escaped = value.replace(
    /[^ !#-[\]-~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `"${escaped}"`;
}

const quoted = text.map(quote);
const number = fc
  .oneof(
    fc.double(),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.constantFrom(Number.NaN, -0, 0, Infinity, -Infinity, 5e-324, 2 ** 53, 1e21, 1e-7),
  )
  .map((n) => (Object.is(n, -0) ? "-0" : String(n)));
const bigint = fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }).map((n) => `${n}n`);
const bytes = fc.array(fc.nat(255), { maxLength: 12 }).map((list) => `[${list}]`);
const name = fc.constantFrom("f", "Point", "constructor", "ä", "$");

const leaf = fc.oneof(
  { weight: 3, arbitrary: quoted },
  { weight: 3, arbitrary: number },
  bigint,
  fc.constantFrom("undefined", "null", "true", "false", "Symbol()", "Symbol.iterator", "new Date(NaN)"),
  quoted.map((q) => `Symbol(${q})`),
  name.map((n) => `(function ${n}() {})`),
  name.map((n) => `(class ${n} { static x = 1 })`),
  fc.constantFrom("() => 1", "async () => {}", "function* () {}", "Math.max", "class {}", "(0, eval)", "Map"),
  fc.integer({ min: -8.64e15, max: 8.64e15 }).map((ms) => `new Date(${ms})`),
  fc
    .tuple(fc.constantFrom("a/b", "", "[/]", "\\/", "(?<n>x)", "\n", "é\\d"), fc.subarray([..."dgimsuy"]))
    .map(([source, flags]) => `new RegExp(${quote(source)}, "${flags.join("")}")`),
  fc
    .tuple(fc.constantFrom("Uint8Array", "Int16Array", "Uint8ClampedArray", "Int32Array"), bytes)
    .map(([type, list]) => `new ${type}(${list})`),
  fc.array(number, { maxLength: 5 }).map((list) => `new Float64Array([${list}])`),
  fc
    .array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { maxLength: 3 })
    .map((l) => `new BigUint64Array([${l.map((n) => `${n}n`)}])`),
  bytes.map((list) => `new Uint8Array(${list}).buffer`),
  bytes.map((list) => `new DataView(new Uint8Array([9, ...${list}]).buffer, 1)`),
  fc.oneof(quoted, number, bigint).map((primitive) => `Object(${primitive})`),
  fc.constantFrom(
    "Promise.resolve(1)",
    "new WeakMap()",
    "new WeakSet()",
    "[1].values()",
    "new Map().keys()",
    "(function* () {})()",
    "(async function* () {})()",
  ),
  // A getter that throws is told in its place.
  quoted.map((q) => `({ get x() { throw new Error(${q}) }, y: 1 })`),
);

type Part = string | { container: number };
const part = fc.oneof(
  { weight: 2, arbitrary: leaf },
  fc.nat(9).map((container) => ({ container })),
);

/** What a container is made by, and how one entry is put into it. `at` counts the entries put so far. */
const kinds: { make: string; put(self: string, key: string, value: string, at: number): string }[] = [
  { make: "{}", put: define },
  { make: "{}", put: define },
  { make: "Object.create(null)", put: define },
  { make: "new (class Point {})()", put: define },
  { make: "new (class extends (class Base {}) {})()", put: define },
  { make: "[]", put: (self, _key, value) => `${self}.push(${value})` },
  { make: "[]", put: (self, _key, value) => `${self}.push(${value})` },
  { make: "[]", put: (self, key, value, at) => `${self}[${self}.length + ${at + key.length}] = ${value}` },
  { make: "new Array(7)", put: (self, key, value) => `${self}[${key.length % 9}] = ${value}` },
  { make: "new Map()", put: (self, key, value) => `${self}.set(${key}, ${value})` },
  { make: "new Map()", put: (self, key, value) => `${self}.set(${value}, ${key})` },
  { make: "new Set()", put: (self, _key, value) => `${self}.add(${value})` },
  { make: 'new RangeError("far")', put: (self, _key, value) => `${self}.cause = ${value}` },
  { make: "new Error()", put: (self, key) => `${self}.message = ${key}` },
  { make: 'new TypeError("t", { cause: null })', put: (self, key) => `${self}.name = ${key}` },
];

/** By definition, since assigning `__proto__` would change the prototype. */
function define(self: string, key: string, value: string): string {
  return `Object.defineProperty(${self}, ${key}, { value: ${value}, enumerable: true, configurable: true, writable: true })`;
}

const container = fc.record({
  kind: fc.nat(kinds.length - 1),
  entries: fc.array(fc.tuple(quoted, part), { maxLength: 5 }),
});

/** A promise is only found inside of an answer: one that is the answer is waited for. */
const alone = leaf.filter((answer) => !answer.startsWith("Promise"));

export const building: fc.Arbitrary<Building> = fc.oneof(
  { weight: 1, arbitrary: alone.map((answer) => ({ body: "", answer: `(${answer})` })) },
  { weight: 9, arbitrary: fc.array(container, { minLength: 1, maxLength: 7 }).map(build) },
);

function build(containers: { kind: number; entries: [string, Part][] }[]): Building {
  const lines = containers.map(({ kind }, i) => `const v${i} = ${kinds[kind]?.make};`);
  for (const [i, { kind, entries }] of containers.entries())
    for (const [at, [key, part]] of entries.entries()) {
      const value = typeof part === "string" ? part : `v${part.container % containers.length}`;
      lines.push(`${kinds[kind]?.put(`v${i}`, key, value, at)};`);
    }
  return { body: lines.join("\n"), answer: "v0" };
}
