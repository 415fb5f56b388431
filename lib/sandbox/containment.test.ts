import { runInNewContext } from "node:vm";
import { getQuickJS } from "quickjs-emscripten";
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
  decoder encoder entries entries.proto exception`.split(/\s+/);

/** What has no global name, under one that the tests give it. */
const unnamed = `generator: function* () {}, asyncGenerator: async function* () {}, asyncFunction: async function () {},
  arrayIterator: [].values(), stringIterator: ""[Symbol.iterator](), mapIterator: new Map().keys(),
  setIterator: new Set().keys(), matches: "".matchAll(/a/g), helper: [].values().map(String),
  wrapped: Iterator.from({ next() {} })`;

/** What the engine lacks of the language's own prototypes, and is added. */
const added = ["BigInt.prototype.toLocaleString"];

/** What Intl has in newer versions of Node. */
const newer = "Intl.Locale.prototype.get:variants";

/**
 * A program's expression: the sorted paths of all functions and objects that are reached from these roots, through properties,
 * getters, setters and prototypes, each by its shortest way; or what was `seen`, to be left out of another walk.
 */
function walk(roots: string, answer: "found" | "seen" = "found", without = ""): string {
  return `(() => {
    const seen = new Set(${without}), found = [], open = Object.entries(${roots});
    for (const [path, value] of open) {
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue;
      seen.add(value);
      found.push(path);
      for (const key of Reflect.ownKeys(value)) {
        const { value: inner, get, set } = Reflect.getOwnPropertyDescriptor(value, key);
        const name = String(key).replace('Symbol(Symbol.', '@').replace(')', '');
        open.push([path + '.' + name, inner], [path + '.get:' + name, get], [path + '.set:' + name, set]);
      }
      open.push([path + '.proto', Reflect.getPrototypeOf(value)]);
    }
    found.sort();
    return ${answer};
  })()`;
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

  it("finds of the language what the bare engine has, and nothing that was hung onto it", async () => {
    const bare = (await getQuickJS()).newContext();
    const answerOfBare = (code: string) =>
      bare.unwrapResult(bare.evalCode(code)).consume((handle): string[] => bare.dump(handle));
    const names = answerOfBare(
      "Object.getOwnPropertyNames(globalThis).filter((name) => name !== 'globalThis')",
    );
    expect([...names, "globalThis", "Intl", ...Object.keys(given)].sort()).toEqual([...guestGlobals]);
    const language = walk(`{ ${names.map((name) => `${name}: globalThis.${name}`)}, ${unnamed} }`);
    const paths = answerOfBare(language);
    bare.dispose();
    expect(paths.length).toBeGreaterThan(500);
    expect(await answer(language)).toEqual([...paths, ...added].sort());
  });

  it("finds in its Intl what Node's has", async () => {
    const intl = walk(
      "{ Intl, segments: new Intl.Segmenter().segment('a'), iterator: new Intl.Segmenter().segment('a')[Symbol.iterator]() }",
    );
    // What every function and iterator inherits is the language's, and each engine's own.
    const inherited = /\.proto\.(proto|[gs]et:)/;
    const paths: string[] = runInNewContext(intl).filter((path: string) => !inherited.test(path));
    const found = (await answer(intl)) as string[];
    expect(found.filter((path) => !inherited.test(path))).toEqual([...new Set([...paths, newer])].sort());
  });

  it("reaches nothing through its other globals but what is listed here", async () => {
    const found = await answer(`
      const unreached = ${walk(`{ ${guestGlobals.filter((name) => !(name in given) && name !== "globalThis")}, ${unnamed} }`, "seen")};
      const timeout = setTimeout(() => {}), immediate = setImmediate(() => {});
      clearTimeout(timeout); clearImmediate(immediate);
      const entries = new URLSearchParams().entries(), decoder = new TextDecoder(), encoder = new TextEncoder();
      const exception = new DOMException();
      ${walk(`{ ${Object.keys(given)}, timeout, immediate, entries, decoder, encoder, exception }`, "found", "unreached")}`);
    const listed = Object.entries(given).flatMap(([name, members]) => [
      name,
      ...(members.match(/\S+/g) ?? []).map((member) => `${name}.${member}`),
    ]);
    expect(found).toEqual([...listed, ...handles].sort());
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
