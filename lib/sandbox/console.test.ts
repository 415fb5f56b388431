import { Console } from "node:console";
import { PassThrough } from "node:stream";
import { runInThisContext } from "node:vm";
import { afterAll, describe, expect, it } from "vitest";
import { createSandbox, type Output, type RunResult } from "#lib/sandbox";
import { formatConsole, type Value } from "#lib/value";

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());

async function run(code: string): Promise<RunResult> {
  const prepared = await sandbox.prepare(code);
  return prepared.ok ? sandbox.run(prepared.program) : prepared.result;
}

async function lines(code: string): Promise<[level: string, ...values: Value[]][]> {
  const result = await run(code);
  if (result.status !== "completed") throw new Error(JSON.stringify(result));
  return result.output.map((line: Output) =>
    line.kind === "console" ? [line.level, ...line.values] : ["display", line.value],
  );
}

/** What the program prints, as text, in Node: what it says on either stream, in order. */
function printedByNode(code: string): string {
  const stream = new PassThrough();
  const console = new Console({ stdout: stream, stderr: stream });
  runInThisContext(`(console) => { ${code} }`)(console);
  return String(stream.read() ?? "");
}

async function printed(code: string): Promise<string> {
  return (await lines(code)).map(([, ...values]) => `${formatConsole(values)}\n`).join("");
}

describe("the console prints as in Node:", () => {
  it.each([
    "console.log('text')",
    "console.log()",
    "console.log('a', 1, true, null, undefined)",
    "console.log('a\\nb')",
    "console.info('i'); console.warn('w'); console.error('e'); console.debug('d')",
    "console.log('%s is %d years and %i months', 'Bob', 42.5, 7.9)",
    "console.log('%d %d %d %d', '0x10', null, undefined, {})",
    "console.log('%i %i %i', '12px', 3.99, -0.5)",
    "console.log('%f %f', '1.50x', Symbol('s'))",
    "console.log('%d %i %s', 10n, 11n, 12n)",
    "console.log('%s %s %s %s', null, undefined, true, -0)",
    "console.log('%d %i %s', -0, '-0', -0)",
    "console.log('%s', Symbol('x'))",
    "console.log('%d', Symbol('x'))",
    "console.log('%j', { a: [1, 'x'] })",
    "const a = {}; a.a = a; console.log('%j', a)",
    "console.log('%j %j', undefined, 'x')",
    "console.log('%c styled %c text', 'color: red', '')",
    "console.log('100%% sure', 1)",
    "console.log('100%%')",
    "console.log('100%', 1)",
    "console.log('%')",
    "console.log('%', 1)",
    "console.log('%x %s', 1, 2)",
    "console.log('%s')",
    "console.log('%s %s', 'one')",
    "console.log('%s', 'a', 'b', 'c')",
    "console.log('%%%s%%', 1)",
    "console.log('%%s', 1)",
    "console.log(1, '%s', 2)",
    "console.log('%s', class { toString() { return 'no' } }.name, new (class A { toString() { return 'own' } })())",
    "console.log('%s', new Date(0) instanceof Date)",
    "console.log('%s', { toString() { return 'mine' } })",
    "console.log('%s', { [Symbol.toPrimitive]() { return 'primitive' } })",
    "console.log('%o %O', 'a', 1)",
    "console.log('value: %O', { a: 1 })",
    "console.log('%O and %O', { a: 1 }, { b: 2 })",
    "console.log('%s done', { a: 1 })",
    "console.log('%O', null, 'rest')",
    "console.log('%s %O', 'x', { b: 2 }, { c: 3 })",
    "console.error('%s failed', 'it')",
    "console.dir({ a: 1 })",
    "console.dirxml('a', 1)",
    "console.count(); console.count('x'); console.count(); console.count(undefined); console.count(null)",
    "console.count('a'); console.countReset('a'); console.count('a')",
    "console.count('%s')",
    "console.assert(true, 'no'); console.assert(1); console.assert(false)",
    "console.assert(false, 'reason')",
    "console.assert(0, 'reason %s', 'why')",
    "console.assert(null, { a: 1 })",
    "console.assert(false, 5, 'x')",
    "console.assert()",
    "console.group('one'); console.log('in'); console.groupEnd(); console.log('out')",
    "console.group(); console.log('in\\nner'); console.group('deeper %s', 'x'); console.warn('w'); console.groupEnd(); console.log({ a: 1 }); console.groupEnd()",
    "console.groupEnd(); console.log('flat')",
    "console.groupCollapsed('c'); console.log('x', 1); console.log(5, 'x'); console.groupEnd()",
    "console.group('a', 'b'); console.log(); console.groupEnd()",
    "console.group('g'); console.count('k'); console.assert(false, 'bad'); console.groupEnd()",
    "console.clear(); console.log('kept')",
    "console.table(5); console.table('x')",
    "const { log, error } = console; log('free'); [1, 2].forEach((n) => console.log(n)); error('also')",
  ])("%s", async (code) => {
    expect(await printed(code)).toBe(printedByNode(code));
  });

  it("has the methods that Node's has, as it has them", async () => {
    const names =
      `assert clear count countReset debug dir dirxml error group groupCollapsed groupEnd info log table time
      timeEnd timeLog trace warn`.split(/\s+/);
    const look = `(names) => names.map((name) => {
      const { value, ...flags } = Object.getOwnPropertyDescriptor(console, name);
      return [name, typeof value, flags];
    })`;
    expect(await run(`(${look})(${JSON.stringify(names)})`)).toMatchObject({
      value: runInThisContext(look)(names),
    });
    expect(await run(`${JSON.stringify(names)}.every((name) => console[name].name === name)`)).toMatchObject({
      value: true,
    });
  });
});

describe("a console line", () => {
  it("keeps values as values", async () => {
    expect(
      await lines("console.log('%s has', 'it', { a: 1 }, [2]); console.log('at %o!', { a: 1 })"),
    ).toEqual([
      ["log", "it has", { a: 1 }, [2]],
      ["log", "at", { a: 1 }, "!"],
    ]);
  });

  it("shows a table as its records, and only the columns asked for", async () => {
    const rows = "[{ a: 1, b: 2, c: 3 }, { b: 5, __proto__: { a: 9 } }, 7]";
    expect(
      await lines(`
        console.table(${rows});
        console.table(${rows}, ['b', 'a']);
        console.table({ x: { a: 1, b: 2 }, y: null }, ['b']);
        console.table(new Map([['k', { a: 1, b: 2 }]]), ['a']);
        console.table('text', ['a'])`),
    ).toEqual([
      ["log", [{ a: 1, b: 2, c: 3 }, { b: 5 }, 7]],
      ["log", [{ b: 2, a: 1 }, { b: 5 }, 7]],
      ["log", { x: { b: 2 }, y: null }],
      ["log", { $: "map", entries: [["k", { a: 1 }]], size: 1 }],
      ["log", "text"],
    ]);
    expect(await run("console.table([], 'a')")).toMatchObject({
      status: "failed",
      error: { name: "TypeError", message: expect.stringContaining("instance of Array") },
    });
  });

  it("has the level of its method", async () => {
    const all = await lines(
      "console.log(1); console.info(1); console.debug(1); console.warn(1); console.error(1); console.assert(false); console.trace(); console.dir(1); console.table(1); console.count(); console.countReset('none')",
    );
    expect(all.map(([level]) => level).join(" ")).toBe(
      "log info debug warn error error error log log log warn",
    );
  });

  it("times what runs between two calls, and says which label it does not know", async () => {
    const all = await lines(
      "console.time(); console.time(); console.timeLog('default', { a: 1 }); console.timeEnd(); console.timeEnd(); console.time('x'); await new Promise((done) => setTimeout(done, 5)); console.timeEnd('x')",
    );
    expect(all).toEqual([
      ["warn", "Label 'default' already exists for console.time()"],
      ["log", expect.stringMatching(/^default: \d+(\.\d{1,3})?ms$/), { a: 1 }],
      ["log", expect.stringMatching(/^default: \d+(\.\d{1,3})?ms$/)],
      ["warn", "No such label 'default' for console.timeEnd()"],
      ["log", expect.stringMatching(/^x: (\d+(\.\d{1,3})?ms|\d\.\d{3}s)$/)],
    ]);
  });

  it("traces the program's own frames only", async () => {
    const all = await lines(
      "function inner() { console.trace('here %d', 1, { a: 1 }); console.trace('plain'); console.trace() }\ninner()",
    );
    expect(all).toEqual([
      ["error", "Trace: here 1", { a: 1 }, expect.stringMatching(/^\n {4}at inner \(/)],
      ["error", expect.stringMatching(/^Trace: plain\n {4}at inner \(.*1:.*\)\n {4}at .*2:/)],
      ["error", expect.stringMatching(/^Trace\n {4}at inner/)],
    ]);
    expect(JSON.stringify(all)).not.toContain("prelude");
  });

  it("is right after a program has replaced everything it could have used", async () => {
    expect(
      await lines(`
        const console_ = console, display_ = display, url = new URL('http://a.example/?b=1');
        const sabotage = () => { throw new Error('reached') };
        const targets = [];
        for (const holder of [Array, String, Map, Set, Number, Object, Function, Promise, JSON, Math, Reflect, Symbol, RegExp, Date, URL, URLSearchParams, Error, Uint8Array])
          for (const target of [holder, holder.prototype, Object.getPrototypeOf(holder.prototype ?? holder)])
            for (const key of target ? Reflect.ownKeys(target) : [])
              targets.push([target, key, { value: sabotage, configurable: true }]);
        const define = Object.defineProperty;
        let replaced = 0;
        for (let i = 0; i < targets.length; i++)
          try { define(targets[i][0], targets[i][1], targets[i][2]); replaced++ } catch {}
        for (let i = 0; i < 3; i++) globalThis[['JSON', 'Map', 'Reflect'][i]] = undefined;
        console_.log('%s and %d', 'a', 1, { a: [1] });
        console_.group('g'); console_.log('in\\nner'); console_.groupEnd();
        console_.table([{ a: 1, b: 2 }], ['a']);
        console_.count('c'); console_.time('t'); console_.assert(false, 'no');
        display_(url); display_(replaced > 300);`),
    ).toEqual([
      ["log", "a and 1", { a: [1] }],
      ["log", "g"],
      ["log", "  in\n  ner"],
      ["log", [{ a: 1 }]],
      ["log", "c: 1"],
      ["error", "Assertion failed: no"],
      ["display", expect.objectContaining({ $: "object", name: "URL" })],
      ["display", true],
    ]);
  });

  it("asks no setter that a program put on a prototype", async () => {
    expect(
      await lines(`
        for (let i = 0; i < 20; i++) for (const prototype of [Array.prototype, Object.prototype])
          Object.defineProperty(prototype, i, { set() { throw new Error('reached') } });
        for (const key of ['text', 'left', 'cut', 'due', 'wake', 'place', 'run', 'args', 'ok', 'get', 'set'])
          Object.defineProperty(Object.prototype, key, { __proto__: null, set() { throw new Error('reached') } });
        console.log('%s %o', 'a', { b: 1 }, 2);
        console.group(); console.log(3); console.groupEnd();
        console.table([{ a: 1 }], ['a']);
        console.timeLog('none');
        await new Promise((done) => { setTimeout(done, 1); setTimeout(() => {}, 2, 3); setImmediate(() => {}) });
        console.trace('t')`),
    ).toMatchObject([
      ["log", "a", { b: 1 }, 2],
      ["log", " ", 3],
      ["log", [{ a: 1 }]],
      ["warn", "No such label 'none' for console.timeLog()"],
      ["error", expect.stringMatching(/^Trace: t\n/)],
    ]);
  });
});
