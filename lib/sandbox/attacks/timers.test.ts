import { type Attack, attack, completed, failed, stopped } from "./attack.ts";

const endless: [name: string, program: string][] = [
  ["an interval that is never cleared", "setInterval(() => {}, 1)"],
  ["a timer that sets itself anew for ever", "(function again() { setTimeout(again, 0) })()"],
  ["an immediate that sets itself anew for ever", "(function again() { setImmediate(again) })()"],
  ["a microtask that queues itself for ever", "(function again() { queueMicrotask(again) })()"],
  ["a wait for a week", "await new Promise((done) => setTimeout(done, 6e8)); 'awake'"],
  ["a loop in a timer", "setTimeout(() => { for (;;); }); 'said too early'"],
  ["a delay whose valueOf never returns", "setTimeout(() => {}, { valueOf() { for (;;); } })"],
  ["an interval behind an answer that is known", "const result = 5; setInterval(() => result, 10)"],
  [
    "an await on time that is moved back",
    "Date.now = () => 0; performance.now = () => 0; setInterval(() => {}, 50)",
  ],
];

const endings: Attack[] = [
  ...endless.map(([name, program]): Attack => ({ name, program, ends: stopped("time") })),
  {
    name: "a timer that throws",
    program: "setTimeout(() => { throw new RangeError('late') }); 'fine'",
    ends: failed("RangeError", "late"),
  },
  {
    name: "a timer that throws what looks like an interrupt",
    program: "setTimeout(() => { throw { name: 'InternalError', message: 'interrupted' } }); 1",
    ends: failed("InternalError", "interrupted"),
  },
  {
    name: "a rejection in a timer that nobody handles",
    program: "setTimeout(() => { Promise.reject(new TypeError('lost')) }); 'fine'",
    ends: failed("TypeError", "lost"),
  },
  {
    name: "timers that are set while the answer is read",
    program: "({ get a() { setInterval(() => { for (;;); }, 0); return 1 } })",
    ends: completed({ a: 1 }),
  },
  {
    name: "timers that fill the memory",
    program: "for (;;) setTimeout(() => {}, 1e6, new Array(1000).fill(0))",
    ends: stopped("memory"),
  },
  {
    name: "a hundred thousand intervals",
    program: "for (let i = 0; i < 1e5; i++) setInterval(() => {}, 1)",
    ends: stopped("memory"),
  },
  {
    name: "timers that print without end",
    program: "setInterval(() => { for (;;) console.log('x') }, 0)",
    ends: stopped("output"),
  },
  {
    name: "every timer replaced, and what they use",
    program: `Array.prototype.push = Array.prototype.splice = Map.prototype.get = Map.prototype.set = null;
      globalThis.setTimeout = globalThis.clearTimeout = null; setImmediate(() => { console.log('ran') }); 5`,
    ends: completed(5),
    prints: [["ran"]],
  },
  {
    name: "a timer's own handle as its prototype's enemy",
    program: `const t = setTimeout(() => {}, 5); const proto = Object.getPrototypeOf(t);
      for (const key of Reflect.ownKeys(proto)) try { proto[key] = () => { throw 1 } } catch {}
      setTimeout(() => console.log('ran'), 1); 6`,
    ends: completed(6),
    prints: [["ran"]],
  },
  {
    name: "handles forged for clearTimeout",
    program: `const kept = setTimeout(() => console.log('ran'), 1);
      for (const forged of [null, {}, -1, NaN, 2 ** 53, { id: 1 }, new Proxy(kept, {}), Symbol.iterator])
        try { clearTimeout(forged) } catch (error) { console.log(error.name) }
      7`,
    ends: completed(7),
    prints: [["ran"]],
  },
  {
    name: "a result that a timer replaces by a getter that throws",
    program:
      "var result = 1; setTimeout(() => { Object.defineProperty(globalThis, 'x', { get() { throw 1 } }); result = { get y() { return x } } })",
    ends: completed({ y: { $: "thrown", message: "1" } }),
  },
];

attack("Timers:", endings);
