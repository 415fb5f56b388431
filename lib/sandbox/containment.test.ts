import { afterAll, describe, expect, it } from "vitest";
import { createSandbox, guestGlobals } from "#lib/sandbox";

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());

async function answer(code: string): Promise<unknown> {
  const prepared = await sandbox.prepare(code);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.result));
  const result = await sandbox.run(prepared.program);
  return result.status === "completed" ? result.value : result;
}

/** The globals that are not the language's, and every function and object that is reached through each. */
const given = {
  DOMException: "prototype prototype.get:code prototype.get:message prototype.get:name",
  TextDecoder: "prototype prototype.decode prototype.get:@toStringTag",
  TextEncoder: "prototype prototype.encode prototype.encodeInto prototype.get:@toStringTag",
  URL: `canParse parse prototype prototype.toJSON prototype.toString prototype.get:searchParams prototype.get:origin
    ${["hash", "host", "hostname", "href", "password", "pathname", "port", "protocol", "search", "username"]
      .map((part) => `prototype.get:${part} prototype.set:${part}`)
      .join(" ")}`,
  URLSearchParams: `prototype prototype.append prototype.delete prototype.entries prototype.forEach prototype.get
    prototype.get:size prototype.getAll prototype.has prototype.keys prototype.set prototype.sort prototype.toString
    prototype.values`,
  atob: "",
  btoa: "",
  clearImmediate: "",
  clearInterval: "",
  clearTimeout: "",
  console: `assert clear count countReset debug dir dirxml error group groupCollapsed groupEnd info log table time
    timeEnd timeLog trace warn`,
  crypto: "proto proto.constructor proto.getRandomValues proto.randomUUID",
  display: "",
  performance: "proto proto.constructor proto.get:timeOrigin proto.now proto.toJSON",
  queueMicrotask: "",
  setImmediate: "",
  setInterval: "",
  setTimeout: "",
  structuredClone: "",
};

/** What a program gets from them: a timer's handle, and the objects it can make. */
const handles =
  `immediate immediate.proto immediate.proto.constructor immediate.proto.hasRef immediate.proto.ref
  immediate.proto.unref timeout timeout.proto timeout.proto.@toPrimitive timeout.proto.close timeout.proto.constructor
  timeout.proto.hasRef timeout.proto.ref timeout.proto.refresh timeout.proto.unref
  made made made made made.proto`.split(/\s+/);

describe("the guest", () => {
  it("sees exactly the globals that are listed", async () => {
    expect(
      await answer(
        "Reflect.ownKeys(globalThis).map(String).filter((name) => name !== 'Symbol(Symbol.toStringTag)').sort()",
      ),
    ).toEqual([...guestGlobals]);
    expect([...guestGlobals].sort()).toEqual([...guestGlobals]);
  });

  it("has no process, modules, network or host functions", async () => {
    expect(
      await answer(
        "[typeof process, typeof require, typeof fetch, typeof module, typeof Buffer, typeof Worker, typeof WebAssembly]",
      ),
    ).toEqual(Array(7).fill("undefined"));
    expect(await answer("import('node:fs').then(() => 'in', () => 'out')")).toBe("out");
  });

  it("finds only its own global object by constructor walks", async () => {
    for (const walk of [
      "Function('return this')()",
      "(0, eval)('this')",
      "console.log.constructor('return this')()",
      "display.constructor('return this')()",
      "(async () => {}).constructor('return globalThis')()",
      "(() => { try { null.x } catch (e) { return e.constructor.constructor('return this')() } })()",
      "Reflect.getPrototypeOf(console).constructor.constructor('return this')()",
    ])
      expect(
        await answer(`const found = await ${walk}; [found === globalThis, typeof found.process]`),
      ).toEqual([true, "undefined"]);
  });

  it("reaches nothing through its globals but the language and what is listed here", async () => {
    expect(
      await answer(`
        const given = ${JSON.stringify(Object.keys(given))};
        const seen = new Set();
        const found = [];
        const walk = (value, path) => {
          if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
          seen.add(value);
          found.push(path);
          for (const key of Reflect.ownKeys(value)) {
            const { value: inner, get, set } = Reflect.getOwnPropertyDescriptor(value, key);
            const name = String(key).replace('Symbol(Symbol.', '@').replace(')', '');
            walk(inner, path + '.' + name); walk(get, path + '.get:' + name); walk(set, path + '.set:' + name);
          }
          walk(Reflect.getPrototypeOf(value), path + '.proto');
        };
        for (const key of Reflect.ownKeys(globalThis))
          if (key !== 'globalThis' && !given.includes(key)) walk(globalThis[key], '');
        for (const value of [function* () {}, async function* () {}, [].values()]) walk(value, '');
        found.length = 0;
        for (const key of given) walk(globalThis[key], key);
        const timeout = setTimeout(() => {}), immediate = setImmediate(() => {});
        walk(timeout, 'timeout'); walk(immediate, 'immediate');
        clearTimeout(timeout); clearImmediate(immediate);
        for (const made of [new URLSearchParams().entries(), new TextDecoder(), new TextEncoder(), new DOMException()])
          walk(made, 'made');
        found.sort()`),
    ).toEqual(
      Object.entries(given)
        .flatMap(([name, members]) => [
          name,
          ...members
            .split(/\s+/)
            .filter(Boolean)
            .map((m) => `${name}.${m}`),
        ])
        .concat(...handles)
        .sort(),
    );
  });

  it("leaves nothing behind for the next program", async () => {
    await answer(
      "Object.prototype.polluted = 1; Array.prototype.map = null; globalThis.left = 1; var declared = 1; console.log = null; Promise.prototype.then = null",
    );
    expect(
      await answer("[{}.polluted, typeof left, typeof declared, [1].map((n) => n + 1), await 3]"),
    ).toEqual([{ $: "undefined" }, "undefined", "undefined", [2], 3]);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it("cannot be reached by a getter or a proxy while its answer is read", async () => {
    expect(await answer("new Proxy({ a: 1 }, { get(t, k) { return k === 'a' ? t : undefined } })")).toEqual({
      a: { a: 1 },
    });
    expect(await answer("({ get a() { console.log('inside'); return { b: 1 } } })")).toEqual({ a: { b: 1 } });
  });
});
