import { type Attack, attack, completed, failed, overflown, stopped } from "./attack.ts";

const lies: Attack[] = [
  {
    name: "a stack that points eight hundred times into a line of sixty thousand characters",
    program: `'${"x".repeat(60_000)}'; throw Object.assign(new Error('x'), { stack: 'at program:1:60000\\n'.repeat(850) })`,
    ends: failed("Error", "x"),
  },
  {
    name: "Error.prepareStackTrace that hunts for frames of the host",
    program: `const seen = [];
      Error.prepareStackTrace = (error, frames) => { seen.push(...frames.map((f) => typeof f.getFunction?.())); return 'forged' };
      try { null.x } catch (e) { e.stack }
      seen.filter((kind) => kind === 'function').length`,
    ends: completed(0),
  },
  {
    name: "Error.prepareStackTrace that throws",
    program: "Error.prepareStackTrace = () => { throw new Error('trap') }; throw new RangeError('mine')",
    ends: failed("RangeError", "mine"),
  },
  {
    name: "Error.stackTraceLimit of a billion",
    program: "Error.stackTraceLimit = 1e9; const f = () => f(); f()",
    ends: overflown,
  },
  {
    name: "Error.stackTraceLimit with a getter that throws",
    program:
      "Object.defineProperty(Error, 'stackTraceLimit', { get() { throw new Error('trap') } }); throw new RangeError('mine')",
    ends: failed("RangeError", "mine"),
  },
  {
    name: "Error.captureStackTrace on the global object",
    program: "if (Error.captureStackTrace) Error.captureStackTrace(globalThis); typeof process",
    ends: completed("undefined"),
  },
  {
    name: "a stack that claims a line the program does not have",
    program: "throw Object.assign(new Error('x'), { stack: 'at program:999:1' })",
    ends: failed("Error", "x"),
  },
  {
    name: "a stack with a line too large for a number",
    program:
      "throw Object.assign(new Error('x'), { stack: 'at program:' + '9'.repeat(400) + ':' + '9'.repeat(400) })",
    ends: failed("Error", "x"),
  },
  {
    name: "a stack of sixteen thousand spaces against the regular expression that reads it",
    program: "throw Object.assign(new Error('x'), { stack: 'at ' + ' '.repeat(16_000) })",
    ends: failed("Error", "x"),
  },
  {
    name: "a stack of four million characters",
    program: "throw Object.assign(new Error('x'), { stack: 'at program:1:1\\n'.repeat(3e5).slice(0, 4e6) })",
    ends: failed("Error", "x"),
  },
  {
    name: "a message of four million characters",
    program: "throw new Error('m'.repeat(4e6))",
    ends: failed("Error", `${"m".repeat(16_384)}…`),
  },
  {
    name: "a name of four million characters",
    program: "throw Object.assign(new Error('x'), { name: 'n'.repeat(4e6) })",
    ends: failed(`${"n".repeat(16_384)}…`, "x"),
  },
  {
    name: "a name that is the host's word for nothing thrown",
    program: "throw Object.assign(new Error('x'), { name: '' })",
    ends: failed("Error", "x"),
  },
  {
    name: "line breaks and escapes in a message",
    program: "throw new Error('a\\u0000\\u001b[2J\\ud800\\n    at host (native)')",
    ends: failed("Error", "a\u0000\u001b[2J\ud800\n    at host (native)"),
  },
];

const traps: Attack[] = [
  {
    name: "a getter on name that throws",
    program: "throw Object.defineProperty(new Error('x'), 'name', { get() { throw 1 } })",
    ends: failed("Uncaught"),
  },
  {
    name: "a getter on message that throws",
    program: "throw Object.defineProperty(new Error('x'), 'message', { get() { throw 1 } })",
    ends: failed("Uncaught"),
  },
  {
    name: "a getter on stack that throws",
    program: "throw Object.defineProperty(new Error('x'), 'stack', { get() { throw 1 } })",
    ends: failed("Error", "x"),
  },
  {
    name: "a getter on message that never returns",
    program: "throw Object.defineProperty(new Error('x'), 'message', { get() { for (;;); } })",
    ends: stopped("time"),
  },
  {
    name: "a getter on stack that fills the memory",
    program:
      "throw Object.defineProperty(new Error('x'), 'stack', { get() { const a = []; for (;;) a.push(new Uint8Array(1e6)) } })",
    ends: stopped("memory"),
  },
  {
    name: "a getter on message that prints for ever",
    program:
      "throw Object.defineProperty(new Error('x'), 'message', { get() { for (;;) console.log('x') } })",
    ends: stopped("output"),
  },
  {
    name: "a getter on name that recurses",
    program:
      "const e = Object.defineProperty(new Error('x'), 'name', { get() { return this.name + 1 } }); throw e",
    ends: failed("Uncaught"),
  },
  {
    name: "a message that is an object with toString",
    program: "throw Object.assign(new Error(), { message: { toString() { throw 1 } } })",
    ends: failed("Uncaught"),
  },
  {
    name: "a thrown object whose toString throws",
    program: "throw { toString() { throw 1 }, valueOf() { throw 2 }, [Symbol.toPrimitive]() { throw 3 } }",
    ends: failed("Uncaught"),
  },
  { name: "throwing null", program: "throw null", ends: failed("Uncaught", "null") },
  { name: "throwing undefined", program: "throw undefined", ends: failed("Uncaught", "undefined") },
  { name: "throwing a symbol", program: "throw Symbol('s')", ends: failed("Uncaught", "Symbol(s)") },
  {
    name: "throwing a function with the fields of an error",
    program: "throw Object.assign(() => {}, { message: 'm', stack: 's' })",
    ends: failed("Uncaught"),
  },
  {
    name: "throwing a proxy whose every trap throws",
    program:
      "const bad = () => { throw 1 }; throw new Proxy({}, { get: bad, has: bad, ownKeys: bad, getPrototypeOf: bad, getOwnPropertyDescriptor: bad })",
    ends: failed("Uncaught"),
  },
  {
    name: "throwing a revoked proxy",
    program: "const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy",
    ends: failed("Uncaught"),
  },
  {
    name: "throwing a revoked proxy of a function",
    program: "const { proxy, revoke } = Proxy.revocable(() => {}, {}); revoke(); throw proxy",
    ends: failed("Uncaught"),
  },
  {
    name: "throwing a proxy of a function whose descriptor trap throws",
    program: "throw new Proxy(() => {}, { getOwnPropertyDescriptor() { throw 1 } })",
    ends: failed("Uncaught"),
  },
  {
    name: "words of which each character takes six bytes, in every place",
    program: `const e = new Error('\\x01'.repeat(2e4)); e.name = e.stack = e.message; throw e`,
    ends: failed(`${"\x01".repeat(16_384)}…`, `${"\x01".repeat(16_384)}…`),
  },
  {
    name: "a place in a column that no number can hold",
    program: "const e = new Error('x'); e.stack = 'at f (program:1:' + '9'.repeat(400); throw e",
    ends: failed("Error", "x"),
  },
  { name: "throwing a million items", program: "throw new Array(1e6).fill(1)", ends: failed("Uncaught") },
  {
    name: "throwing an error that is its own cause",
    program: "const e = new Error('x'); e.cause = e; throw e",
    ends: failed("Error", "x"),
  },
  {
    name: "rejecting with a thenable",
    program: "await Promise.reject({ then() { throw 1 } })",
    ends: failed("Uncaught"),
  },
];

attack("Error hooks:", [...lies, ...traps]);
