import { expect } from "vitest";
import { type Attack, attack, completed } from "./attack.ts";

const thrown = (message: string) => completed({ $: "thrown", message });

const proxies: Attack[] = [
  {
    name: "a proxy that answers every question with itself",
    program: "const p = new Proxy({}, { get: () => p, getPrototypeOf: () => p, ownKeys: () => [] }); p",
    ends: completed({}),
  },
  {
    name: "a proxy whose prototype is a new proxy for ever",
    program: "const make = () => new Proxy({}, { getPrototypeOf: make }); make()",
    ends: completed({}),
  },
  {
    name: "a proxy whose keys trap throws",
    program: "new Proxy({}, { ownKeys() { throw new Error('keys') } })",
    ends: thrown("keys"),
  },
  {
    name: "a proxy whose prototype trap throws",
    program: "new Proxy({}, { getPrototypeOf() { throw new Error('proto') } })",
    ends: thrown("proto"),
  },
  {
    name: "a proxy whose get trap throws",
    program: "new Proxy({ a: 1 }, { get() { throw new Error('get') } })",
    ends: completed({ a: { $: "thrown", message: "get" } }),
  },
  {
    name: "a proxy whose descriptor trap throws",
    program: "new Proxy({ a: 1 }, { getOwnPropertyDescriptor() { throw new Error('desc') } })",
    ends: thrown("desc"),
  },
  {
    name: "a revoked proxy",
    program: "const { proxy, revoke } = Proxy.revocable([], {}); revoke(); proxy",
    ends: thrown("revoked proxy"),
  },
  {
    name: "a proxy of a function that was revoked",
    program: "const { proxy, revoke } = Proxy.revocable(() => {}, {}); revoke(); [proxy]",
    ends: completed([{ $: "thrown", message: expect.any(String) }]),
  },
  {
    name: "a proxy of a function whose descriptor trap throws",
    program: "[new Proxy(() => {}, { getOwnPropertyDescriptor() { throw new Error('desc') } })]",
    ends: completed([{ $: "thrown", message: "desc" }]),
  },
  {
    name: "a proxy of an array whose length is no number",
    program: "new Proxy([], { get: (t, key) => key === 'length' ? '!' : 1 })",
    ends: completed([]),
  },
  {
    name: "a proxy of an array whose length is beyond all integers",
    program: "new Proxy([], { get: (t, key) => key === 'length' ? 1e300 : 1 })",
    ends: completed([]),
  },
  {
    name: "a proxy of an array whose length is NaN",
    program: "new Proxy([], { get: (t, key) => key === 'length' ? NaN : 1 })",
    ends: completed([]),
  },
  {
    name: "a proxy of an array whose length is an object that answers",
    program:
      "new Proxy([], { get: (t, key) => key === 'length' ? { toString: () => '0,[\"n\",\"evil\"]' } : 1 })",
    ends: completed([]),
  },
  {
    name: "a proxy of an array that forges wire text by its length",
    program: "new Proxy([], { get: (t, key) => key === 'length' ? '0,[\"n\",\"evil\"]' : 1 })",
    ends: completed([]),
  },
  {
    name: "a proxy of an array that passes the budget by its length",
    program: "new Proxy([], { get: (t, key) => key === 'length' ? '0' + ',\"x\"'.repeat(500_000) : 1 })",
    ends: completed([]),
  },
  {
    name: "a console line with a forged length",
    program: "console.log(new Proxy([], { get: (t, key) => key === 'length' ? '!' : 1 })); 'on'",
    ends: completed("on"),
  },
  {
    name: "a proxy of an array whose length throws",
    program: "[new Proxy([], { get() { throw new Error('len') } })]",
    ends: completed([{ $: "thrown", message: "len" }]),
  },
  {
    name: "a proxy of an array whose items' descriptors throw",
    program: "[new Proxy([1], { getOwnPropertyDescriptor() { throw new Error('own') } })]",
    ends: completed([[1]]),
  },
  {
    name: "a proxy of an error whose cause trap throws",
    program: "[new Proxy(new Error('x'), { getOwnPropertyDescriptor() { throw new Error('own') } })]",
    ends: completed([
      { $: "error", name: "Error", message: "x", stack: "at <program> (1:21)", cause: null, properties: [] },
    ]),
  },
  {
    name: "a proxy of an array that says it is longer than any array",
    program: "new Proxy([1], { get: (t, key) => key === 'length' ? 2 ** 53 - 1 : t[key] })",
    ends: completed({ $: "array", items: [1, { $: "hole", count: 2 ** 53 - 2 }], length: 2 ** 53 - 1 }),
  },
  {
    name: "a proxy of an array that says it is longer than any count",
    program: "new Proxy([1], { get: (t, key) => key === 'length' ? 1e300 : t[key] })",
    ends: completed([]),
  },
  {
    name: "a proxy of a Map",
    program: "new Proxy(new Map([[1, 2]]), {})",
    ends: completed({}),
  },
  { name: "a proxy of a Date", program: "[new Proxy(new Date(0), {})].length", ends: completed(1) },
  {
    name: "a proxy that lists the same key twice",
    program: "new Proxy({}, { ownKeys: () => ['a', 'a'] })",
    ends: completed({ $: "thrown", message: expect.any(String) }),
  },
  {
    name: "a proxy with a key named __proto__",
    program:
      "new Proxy({}, { ownKeys: () => ['__proto__'], getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }), get: () => 1 })",
    ends: completed({ $: "object", name: null, entries: [["__proto__", 1]], size: 1 }),
  },
  {
    name: "a proxy for Object.prototype's prototype",
    program: "try { Object.setPrototypeOf(Object.prototype, new Proxy({}, {})) } catch (e) { e.name }",
    ends: completed("TypeError"),
  },
  {
    name: "a proxy as the prototype of the global object",
    program:
      "Object.setPrototypeOf(globalThis, new Proxy({}, { has: () => true, get: (t, k) => k === Symbol.unscopables ? undefined : 'trapped' })); typeof notThere",
    ends: completed("string"),
  },
  {
    name: "a chain of ten thousand proxies",
    program:
      "let p = {}; for (let i = 0; i < 1e4; i++) p = new Proxy(p, {}); try { p.x } catch (e) { e.message }",
    ends: completed({ $: "undefined" }),
  },
  {
    name: "a chain of ten thousand proxies as the answer",
    program: "let p = []; for (let i = 0; i < 1e4; i++) p = new Proxy(p, {}); p",
    ends: completed({ $: "thrown", message: "stack overflow" }),
  },
];

attack("Proxies:", proxies);
