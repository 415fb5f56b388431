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

describe("the guest", () => {
  it("sees exactly the globals that are listed", async () => {
    expect(
      await answer(
        "Reflect.ownKeys(globalThis).map(String).filter((name) => name !== 'Symbol(Symbol.toStringTag)').sort()",
      ),
    ).toEqual([...guestGlobals]);
    expect([...guestGlobals].sort()).toEqual([...guestGlobals]);
  });

  it("has no process, modules, network, timers or host functions", async () => {
    expect(
      await answer(
        "[typeof process, typeof require, typeof fetch, typeof module, typeof setTimeout, typeof Worker, typeof WebAssembly]",
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

  it("reaches nothing through console and display but the language", async () => {
    expect(
      await answer(`
        const seen = new Set(Reflect.ownKeys(globalThis).map((key) => globalThis[key]));
        const found = [];
        const walk = (value, path) => {
          if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
          seen.add(value);
          found.push(path);
          for (const key of Reflect.ownKeys(value)) {
            const { value: inner, get } = Reflect.getOwnPropertyDescriptor(value, key);
            walk(inner, path + '.' + String(key)); walk(get, path + '.get ' + String(key));
          }
        };
        for (const key of Reflect.ownKeys(console)) walk(console[key], 'console.' + key);
        for (const key of Reflect.ownKeys(display)) walk(display[key], 'display.' + String(key));
        found.sort().join(' ')`),
    ).toBe("console.debug console.error console.info console.log console.warn");
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
