import { afterAll, describe, expect, it } from "vitest";
import { createSandbox } from "#lib/sandbox";
import { formatValue, resolveRef, type Value } from "#lib/value";

const sandbox = createSandbox({ workers: 1 });
const small = createSandbox({ workers: 1, valueBytes: 2000 });
afterAll(async () => {
  await Promise.all([sandbox.close(), small.close()]);
});

async function answer(code: string, box = sandbox): Promise<Value> {
  const prepared = await box.prepare(code);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.result));
  const result = await box.run(prepared.program);
  if (result.status !== "completed") throw new Error(JSON.stringify(result).slice(0, 500));
  return result.value;
}

describe("a value crosses without loss:", () => {
  const values: [code: string, value: unknown][] = [
    ["null", null],
    ["true", true],
    ["-1.5e300", -1.5e300],
    ["'a\\0b\\ud800c😀\\u2028\"'", 'a\0b\ud800c😀\u2028"'],
    ["[1, 'a', [null]]", [1, "a", [null]]],
    ["({ b: 1, a: { c: [] } })", { b: 1, a: { c: [] } }],
    ["Object.assign(Object.create(null), { a: 1 })", { a: 1 }],
    ["undefined", { $: "undefined" }],
    ["[undefined]", [{ $: "undefined" }]],
    ["NaN", { $: "number", value: "NaN" }],
    ["-1 / 0", { $: "number", value: "-Infinity" }],
    ["-0", { $: "number", value: "-0" }],
    ["-(2n ** 70n)", { $: "bigint", value: "-1180591620717411303424" }],
    ["Symbol('a')", { $: "symbol", description: "a" }],
    ["Symbol()", { $: "symbol", description: null }],
    ["(function named() {})", { $: "function", name: "named", kind: "function" }],
    ["(class Point {})", { $: "function", name: "Point", kind: "class" }],
    ["Math.max", { $: "function", name: "max", kind: "function" }],
    ["new Date(0)", { $: "date", value: "1970-01-01T00:00:00.000Z" }],
    ["new Date(NaN)", { $: "date", value: null }],
    ["/a\\/b/gi", { $: "regexp", source: "a\\/b", flags: "gi" }],
    [
      "new Map([[{ k: 1 }, new Set([2])]])",
      { $: "map", entries: [[{ k: 1 }, { $: "set", items: [2], size: 1 }]], size: 1 },
    ],
    ["new Uint8Array([1, 2])", { $: "binary", name: "Uint8Array", items: [1, 2], length: 2 }],
    [
      "new BigInt64Array([-1n])",
      { $: "binary", name: "BigInt64Array", items: [{ $: "bigint", value: "-1" }], length: 1 },
    ],
    ["new Uint8Array([7, 8, 9]).buffer", { $: "binary", name: "ArrayBuffer", items: [7, 8, 9], length: 3 }],
    [
      "new DataView(new Uint8Array([7, 8, 9]).buffer, 1)",
      { $: "binary", name: "DataView", items: [8, 9], length: 2 },
    ],
    ["[1, , , 4]", { $: "array", items: [1, { $: "hole", count: 2 }, 4], length: 4 }],
    ["[1, , ]", { $: "array", items: [1, { $: "hole", count: 1 }], length: 2 }],
    ["new Array(4294967295)", { $: "array", items: [{ $: "hole", count: 4294967295 }], length: 4294967295 }],
    ["const a = []; a[4e9] = 1; a", { $: "array", items: [{ $: "hole", count: 4e9 }, 1], length: 4e9 + 1 }],
    ["({ $: 'undefined' })", { $: "object", name: null, entries: [["$", "undefined"]], size: 1 }],
    ["JSON.parse('{\"__proto__\": 1}')", { $: "object", name: null, entries: [["__proto__", 1]], size: 1 }],
    ["class P { x = 1 }; new P()", { $: "object", name: "P", entries: [["x", 1]], size: 1 }],
    ["Object('s')", { $: "boxed", value: "s" }],
    ["Object(1n)", { $: "boxed", value: { $: "bigint", value: "1" } }],
    ["({ p: Promise.resolve() })", { p: { $: "opaque", name: "Promise" } }],
    ["new WeakMap()", { $: "opaque", name: "WeakMap" }],
    ["(function* () {})()", { $: "opaque", name: "Generator" }],
    ["({ get x() { throw new Error('no') } })", { x: { $: "thrown", message: "no" } }],
    [
      "const o = { a: {} }; o.b = o.a; o.me = o; o",
      { a: {}, b: { $: "ref", path: ["a"] }, me: { $: "ref", path: [] } },
    ],
    ["Object.create(Map.prototype)", { $: "object", name: null, entries: [], size: 0 }],
    ["new Proxy([1], {})", [1]],
  ];
  it.each(values)("%s", async (code, value) => {
    const got = await answer(code.includes(";") ? code : `(${code})`);
    if (code.includes("Map.prototype")) expect(got).toMatchObject({});
    else expect(got).toEqual(value);
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });

  it("errors, with their cause", async () => {
    expect(await answer("new RangeError('far', { cause: { a: 1 } })")).toMatchObject({
      $: "error",
      name: "RangeError",
      message: "far",
      cause: { a: 1 },
    });
  });

  it("errors, with what else they were given", async () => {
    expect(
      await answer(
        "Object.assign(new AggregateError([new TypeError('a'), 1], 'all'), { name: 'Mine', code: 'E1', stack: 0 })",
      ),
    ).toMatchObject({
      name: "Mine",
      message: "all",
      stack: null,
      properties: [
        ["errors", [{ $: "error", name: "TypeError", message: "a" }, 1]],
        ["code", "E1"],
      ],
    });
  });

  it("references through every kind of container lead to what they name", async () => {
    const root = await answer(
      "const s = { n: 1 }; class P { v = s }; [[new Map([[1, new P()]]), new Set([[s]])], , { $: s, e: new Error('x', { cause: s }) }]",
    );
    const refs: Value[] = [];
    JSON.stringify(root, (_key, value) => {
      if (value?.$ === "ref") refs.push(resolveRef(root, value.path) as Value);
      return value;
    });
    expect(refs).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }]);
  });
});

describe("a value that is too large", () => {
  it.each([
    ["'x'.repeat(1e6)", { $: "string", length: 1_000_000 }],
    ["'é'.repeat(1e6)", { $: "string", length: 1_000_000 }],
    ["Array.from({ length: 1e5 }, (_, i) => i)", { $: "array", length: 100_000 }],
    [
      "Object.fromEntries(Array.from({ length: 1e4 }, (_, i) => ['k' + i, i]))",
      { $: "object", size: 10_000 },
    ],
    ["new Map(Array.from({ length: 1e4 }, (_, i) => [i, i]))", { $: "map", size: 10_000 }],
    ["new Set(Array.from({ length: 1e4 }, (_, i) => i))", { $: "set", size: 10_000 }],
    ["new Float64Array(1e5)", { $: "binary", length: 100_000 }],
    ["Array.from({ length: 1e4 }, () => ({ a: [1, { b: undefined }] }))", { $: "array", length: 10_000 }],
    ["2n ** 1000000n", { $: "cut" }],
    ["({ ['k'.repeat(1e5)]: 1 })", { $: "object", size: 1 }],
    [
      "const o = {}; ({ ['k'.repeat(900)]: o, refs: Array(1e4).fill(o) })",
      { refs: { $: "array", length: 10_000 } },
    ],
    ["let a = []; for (let i = 0; i < 2e4; i++) a = [a]; a", []],
    ["new Proxy({}, { ownKeys() { throw 1 } })", { $: "thrown" }],
  ] as [string, object][])("is cut, says how much, and stays in bounds: %s", async (code, shape) => {
    const got = await answer(code, small);
    if (!Array.isArray(shape)) expect(got).toMatchObject(shape);
    expect(JSON.stringify(got).length).toBeLessThanOrEqual(2000 + 400);
    expect(formatValue(got).length).toBeGreaterThan(0);
  });

  it.each([
    ["[1, 2, 3]", { $: "cut", name: "Array", size: 3 }],
    ["{ a: 1, b: 2 }", { $: "cut", name: "Object", size: 2 }],
    ["new Map([[1, 2]])", { $: "cut", name: "Map", size: 1 }],
    ["new Set()", { $: "cut", name: "Set", size: 0 }],
    ["new Date(0)", { $: "cut", name: "Date", size: null }],
    ["new Proxy({}, { ownKeys() { throw 1 } })", { $: "cut", name: "Object", size: null }],
  ])("says what it was, and how large, where nesting is too deep: %s", async (inner, cut) => {
    const text = JSON.stringify(await answer(`let a = ${inner}; for (let i = 0; i < 100; i++) a = [a]; a`));
    expect(text).toContain(JSON.stringify(cut));
  });
});

describe("a program cannot forge what the host reads", () => {
  it("by replacing what the language offers", async () => {
    const sabotage = `
      const lie = () => 'forged';
      const { ownKeys } = Reflect;
      const { defineProperty } = Object;
      const all = [Object, Array, Map, Set, String, Number, Function, JSON, Reflect, RegExp, Math, Date, Error];
      for (let i = 0; i < all.length; i++) {
        const targets = [all[i], all[i].prototype];
        for (let t = 0; t < 2; t++) {
          const keys = targets[t] ? ownKeys(targets[t]) : [];
          for (let k = 0; k < keys.length; k++) {
            try {
              if (keys[k] !== 'constructor' && typeof targets[t][keys[k]] === 'function') targets[t][keys[k]] = lie;
            } catch {}
          }
        }
      }
      Object.prototype.toJSON = lie;
      defineProperty(Array.prototype, '0', { __proto__: null, set: lie, get: lie, configurable: true });
      defineProperty(Object.prototype, 'value', { __proto__: null, set: lie, get: lie, configurable: true });
      defineProperty(Object.prototype, 'id', { __proto__: null, set: lie, get: lie, configurable: true });
      Object.prototype.then = undefined;
      console.log([1, { a: 'true' }]);`;
    const prepared = await sandbox.prepare(
      `const m = new Map([[1, [2]]]);\n${sabotage}\nconst result = [m, { a: [1] }, -0, 'x', Array.prototype.push.call(1)];`,
    );
    if (!prepared.ok) throw new Error("did not parse");
    expect(await sandbox.run(prepared.program)).toMatchObject({
      status: "completed",
      value: [
        { $: "map", entries: [[1, [2]]], size: 1 },
        { a: [1] },
        { $: "number", value: "-0" },
        "x",
        "forged",
      ],
      output: [{ values: [[1, { a: "true" }]] }],
    });
  });

  it("by throwing what the host's own endings look like", async () => {
    const statuses = await Promise.all(
      [
        "throw { name: 'InternalError', message: 'interrupted' }",
        "throw Object.assign(new Error('out of memory'), { name: 'InternalError' })",
        "throw { status: 'completed', value: 1 }",
      ].map(async (code) => {
        const prepared = await sandbox.prepare(code);
        return prepared.ok && (await sandbox.run(prepared.program)).status;
      }),
    );
    expect(statuses).toEqual(["failed", "failed", "failed"]);
  });
});
