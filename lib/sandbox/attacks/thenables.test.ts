import { attack, completed, failed, stopped } from "./attack.ts";

/** Takes the answer out of the engine's own promise, by the `then` that every object inherits. */
const steal = (give: string) =>
  `await 1; Object.prototype.then = function (resolve) { delete Object.prototype.then; resolve(${give}) }; 5`;

const key = "then";
const thenable = { [key]: { $: "function", name: key, kind: "function" } };

attack("Thenables:", [
  {
    name: "a poisoned then on Object.prototype that never answers",
    program: "await 1; Object.prototype.then = () => {}; 5",
    ends: failed("PendingPromise"),
  },
  {
    name: "a poisoned then on Object.prototype that throws",
    program:
      "await 1; Object.defineProperty(Object.prototype, 'then', { get() { throw new RangeError('then') }, configurable: true }); 5",
    ends: failed("RangeError", "then"),
  },
  {
    name: "a poisoned then that answers with an object of its own",
    program: steal("{ value: 7 }"),
    ends: completed(7),
  },
  {
    name: "a poisoned then that answers with a getter that throws",
    program: steal("{ get value() { throw new RangeError('value') } }"),
    ends: failed("RangeError", "value"),
  },
  {
    name: "a poisoned then that answers with null",
    program: steal("null"),
    ends: [completed({ $: "undefined" }), completed(null), failed("TypeError")],
  },
  {
    name: "a poisoned then that answers with a getter that never returns",
    program: steal("{ get value() { for (;;); } }"),
    ends: stopped("time"),
  },
  {
    name: "a poisoned then that answers with a getter that fills the memory",
    program: steal("{ get value() { const a = []; for (;;) a.push(new Uint8Array(1e6)) } }"),
    ends: stopped("memory"),
  },
  {
    name: "a poisoned then that answers with a proxy",
    program: steal("new Proxy({}, { get: (t, key) => key })"),
    ends: completed("value"),
  },
  {
    name: "a poisoned then that answers with a number",
    program: steal("5"),
    ends: completed({ $: "undefined" }),
  },
  {
    name: "a thenable as the last expression",
    program: "({ then(resolve) { resolve(1) } })",
    ends: completed(thenable),
  },
  {
    name: "a thenable as the last expression after an await",
    program: "await 1; ({ then(resolve) { resolve(1) } })",
    ends: completed(thenable),
  },
  {
    name: "awaiting a thenable that answers with another for ever",
    program: "const make = () => ({ then(resolve) { resolve(make()) } }); await make()",
    ends: stopped("time"),
  },
  {
    name: "awaiting a thenable that answers twice",
    program: "await { then(resolve, reject) { resolve(1); reject(new Error('twice')); resolve(2) } }",
    ends: completed(1),
  },
  {
    name: "awaiting a thenable that never answers",
    program: "await { then() {} }",
    ends: failed("PendingPromise"),
  },
  {
    name: "awaiting a thenable whose then throws after it answered",
    program: "await { then(resolve) { resolve(1); throw new Error('late') } }",
    ends: completed(1),
  },
  {
    name: "awaiting a thenable that keeps the engine's resolvers",
    program:
      "let kept; const p = (async () => { await { then(...r) { kept = r } } })(); await 1; [typeof kept[0], kept[0].constructor('return this')() === globalThis]",
    ends: completed(["function", true]),
  },
  {
    name: "a promise that is resolved with itself",
    program: "let r; const p = new Promise((f) => { r = f }); r(p); await p",
    ends: failed("TypeError"),
  },
  {
    name: "a promise whose constructor getter throws",
    program:
      "const p = Promise.resolve(1); Object.defineProperty(p, 'constructor', { get() { throw new RangeError('c') } }); await p",
    ends: failed("RangeError", "c"),
  },
  {
    name: "a promise whose own then lies",
    program: "const p = Promise.resolve(1); p.then = (f) => f(2); p",
    ends: completed(1),
  },
  {
    name: "a subclass of Promise as the answer",
    program: "class P extends Promise { then() { throw new Error('then') } } P.resolve(3)",
    ends: completed(3),
  },
  {
    name: "a proxy of a promise as the answer",
    program: "[new Proxy(Promise.resolve(1), {})].length",
    ends: completed(1),
  },
  {
    name: "Promise.prototype.then replaced by a liar",
    program: "Promise.prototype.then = function (f) { f('lie') }; await Promise.resolve('truth')",
    ends: completed("truth"),
  },
  {
    name: "Promise.prototype.then frozen and emptied",
    program: "delete Promise.prototype.then; Object.freeze(Promise.prototype); await 4",
    ends: completed(4),
  },
  {
    name: "a rejection hidden behind a thousand others that are handled",
    program:
      "const ps = []; for (let i = 0; i < 1000; i++) ps.push(Promise.reject(i)); Promise.reject(new Error('lost')); ps.forEach((p) => p.catch(() => {})); 'fine'",
    ends: failed("Error", "lost"),
  },
  {
    name: "a rejection whose reason rejects again when it is read",
    program:
      "Promise.reject({ get name() { Promise.reject(1); return 'E' }, get message() { Promise.reject(2); return 'm' } }); 1",
    ends: failed("E", "m"),
  },
  {
    name: "a rejection made while the answer is read",
    program: "({ get a() { Promise.reject(new Error('late')); return 1 } })",
    ends: completed({ a: 1 }),
  },
]);
