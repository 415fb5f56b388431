import { runInThisContext } from "node:vm";
import { afterAll, describe, expect, it } from "vitest";
import { createSandbox, type RunResult } from "#lib/sandbox";

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());

async function run(code: string): Promise<RunResult> {
  const prepared = await sandbox.prepare(code);
  return prepared.ok ? sandbox.run(prepared.program) : prepared.result;
}

async function answer(code: string): Promise<unknown> {
  const result = await run(code);
  return result.status === "completed" ? result.value : result;
}

/** Tells a value, or what was thrown, as text; the same source runs in Node and in the guest. */
const tell = `
  const show = (value, seen = new Map()) => {
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value === 'bigint') return value + 'n';
    if (Object.is(value, -0)) return '-0';
    if (typeof value === 'symbol' || typeof value === 'function') return typeof value;
    if (typeof value !== 'object' || value === null) return String(value);
    if (seen.has(value)) return '#' + seen.get(value);
    seen.set(value, seen.size);
    const inner = (item) => show(item, seen);
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    const own = () => Object.keys(value).map((key) => key + ':' + inner(value[key])).join();
    if (kind === 'Map') return 'Map{' + [...value].map(([k, v]) => inner(k) + '=>' + inner(v)).join() + '}';
    if (kind === 'Set') return 'Set{' + [...value].map(inner).join() + '}';
    if (kind === 'Date') return 'Date ' + value.getTime();
    if (kind === 'RegExp') return value + '@' + value.lastIndex;
    if (kind === 'ArrayBuffer') return 'Buffer(' + [...new Uint8Array(value)] + ')#' + seen.get(value);
    if (ArrayBuffer.isView(value)) return kind + '(' + value.byteOffset + ',' + value.byteLength + ' of ' + inner(value.buffer) + ')';
    if (kind === 'Number' || kind === 'String' || kind === 'Boolean' || kind === 'BigInt') return 'Object ' + inner(value.valueOf());
    if (value instanceof Error) return value.constructor.name + '(' + value.name + ',' + value.message + (Object.hasOwn(value, 'cause') ? ',' + inner(value.cause) : '') + ')';
    return (Array.isArray(value) ? '[' + value.length + ';' : kind + (Object.getPrototypeOf(value) === Object.prototype ? '' : '*') + '{') + own() + '}';
  };
  const tell = (make) => {
    try { return show(make()) } catch (e) { return ['threw', e.name, e.message, e.code, e instanceof Error].join(' ') }
  };`;

/** Compares each program with Node's own answer; all of a table run in one guest. */
function sameAsNode(title: string, rows: readonly string[]): void {
  const code = `[${rows.map((row) => `tell(() => { ${/^\s*(const|try)\b/.test(row) ? row : `return (${row})`} })`).join(",\n")}]`;
  const ours = answer(`${tell}\n${code}`);
  describe(title, () => {
    it.each(rows.map((row, i) => [row, i] as const))("%s", async (row, i) => {
      const node: string[] = runInThisContext(`(() => { ${tell}\nreturn ${code} })()`);
      const guest = await ours;
      expect(Array.isArray(guest) ? guest[i] : guest, row).toBe(node[i]);
    });
  });
}

sameAsNode("structuredClone copies as in Node:", [
  "structuredClone(1)",
  "structuredClone(-0)",
  "structuredClone('text')",
  "structuredClone(undefined)",
  "structuredClone(null)",
  "structuredClone(12345678901234567890n)",
  "structuredClone({ a: [1, { b: 2 }], c: undefined })",
  "structuredClone([1, , 3])",
  "structuredClone(Object.assign([1, 2], { extra: true }))",
  "const a = []; a[4000000000] = 1; return structuredClone(a)",
  "const a = [1, 2]; a.length = 5; return structuredClone(a)",
  "structuredClone(/a(b)/gi.exec('xab').groups)",
  "structuredClone(/a(b)/.exec('xab'))",
  "structuredClone(new Map([[{ a: 1 }, new Set([1, 'x'])]]))",
  "structuredClone(new Set([NaN, -0, null]))",
  "structuredClone(new Date(86400000))",
  "structuredClone(new Date(NaN))",
  "const r = /a+/gy; r.lastIndex = 2; return structuredClone(r)",
  "structuredClone(new TypeError('bad', { cause: { why: 1 } }))",
  "structuredClone(new (class MyError extends RangeError { extra = 1 })('mine'))",
  "const e = new Error('x'); e.name = 'Other'; return structuredClone(e)",
  "const e = new Error('x'); e.name = 'SyntaxError'; return structuredClone(e)",
  "const a = {}; a.self = a; return structuredClone(a)",
  "const a = { x: 1 }; return structuredClone([a, a, [a]])",
  "const m = new Map(); m.set(m, m); return structuredClone(m)",
  "structuredClone(new Uint8Array([1, 2, 3]))",
  "structuredClone(new Uint8Array(new Uint8Array([1, 2, 3, 4]).buffer, 1, 2))",
  "structuredClone(new Float64Array([1.5, NaN]))",
  "structuredClone(new BigInt64Array([1n, -1n]))",
  "structuredClone(new Uint8ClampedArray([300]))",
  "structuredClone(new ArrayBuffer(3))",
  "structuredClone(new DataView(new Uint8Array([9, 8, 7]).buffer, 1))",
  "const b = new ArrayBuffer(4); return structuredClone([new Uint8Array(b), new Int16Array(b), b])",
  "structuredClone([Object(1), Object('s'), Object(true), Object(5n)])",
  "structuredClone(new (class Point { constructor() { this.x = 1 } get y() { return 2 } })())",
  "structuredClone({ get a() { return 1 } })",
  "structuredClone(Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true }, hidden: { value: 3 } }))",
  "structuredClone(Object.create(null, { a: { value: 1, enumerable: true } }))",
  'structuredClone(JSON.parse(\'{"__proto__": 1, "constructor": 2}\'))',
  "structuredClone(Object.create(Map.prototype))",
  "structuredClone({ [Symbol('hidden')]: 1, shown: 2 })",
  "structuredClone(new DOMException('message', 'AbortError')).name",
  "structuredClone(globalThis.undefined, {})",
  "structuredClone(1, null)",
  "structuredClone(1, { transfer: [] })",
  "const b = new Uint8Array([1, 2]).buffer; const c = structuredClone({ b }, { transfer: [b] }); return [b.byteLength, b.detached, c]",
  "const v = new Uint8Array([1, 2, 3]), w = new Uint8Array(v.buffer, 1); return [structuredClone([v, w], { transfer: [v.buffer] }), v.length, w.length]",
  "const b = new ArrayBuffer(2); structuredClone(1, { transfer: new Set([b]) }); return b.detached",
]);

sameAsNode("structuredClone refuses as in Node:", [
  "try { structuredClone() } catch (e) { return [e.name, e.code] }",
  "structuredClone(() => 1)",
  "structuredClone({ deep: [Symbol('s')] })",
  "structuredClone(Promise.resolve())",
  "structuredClone(new WeakMap())",
  "structuredClone(new WeakSet())",
  "structuredClone(new WeakRef({}))",
  "structuredClone(class A {})",
  "structuredClone(new URL('http://a/'))",
  "structuredClone(new URLSearchParams('a'))",
  "structuredClone(1, { transfer: 1 })",
  "structuredClone(1, { transfer: [1] })",
  "structuredClone(1, { transfer: [{}] })",
  "const b = new ArrayBuffer(1); return structuredClone(b, { transfer: [b, b] })",
  "const b = new ArrayBuffer(1); b.transfer(); return structuredClone(b)",
  "const b = new ArrayBuffer(1); try { structuredClone([b, () => 1], { transfer: [b] }) } catch (e) { return [e.name, b.detached] }",
  "structuredClone({ get a() { throw new RangeError('inside') } })",
]);

const urls = [
  "https://user:pa%20ss@example.org:8080/a/../b/./c?x=1&y=2#frag",
  "HTTP://EXAMPLE.ORG:80/%7Efoo/../bar",
  "http://münchen.example/straße?q=ü",
  "http://xn--mnchen-3ya.example/",
  "http://日本語.example/パス",
  "http://0x7f.1/",
  "http://[::1]:3000/x",
  "http://[2001:db8::0:1]/",
  "file:///etc/passwd",
  "file:///C|/windows",
  "data:text/plain;base64,SGk=",
  "mailto:someone@example.org?subject=hi",
  "javascript:alert(1)",
  "blob:https://example.org/uuid",
  "  https://example.org/ trimmed  ",
  "https://example.org/a b?c d#e f",
  "https://example.org?",
  "https://example.org#",
  "ws://example.org:80/",
  "custom://host/path",
  "https:example.org",
  "https://example.org:99999",
  "https://ex ample.org",
  "https://",
  "//example.org/a",
  "not a url",
  "",
];

sameAsNode("a URL is read as in Node:", [
  ...urls.map((url) => {
    const text = JSON.stringify(url);
    return `const u = new URL(${text}); return ['href','origin','protocol','username','password','host','hostname','port','pathname','search','hash'].map((k) => u[k])`;
  }),
  "new URL('../c?d', 'https://example.org/a/b/').href",
  "new URL('//other.org/x', 'https://example.org/a').href",
  "new URL('?q', new URL('https://example.org/a#h')).href",
  "new URL('#h', 'about:blank').href",
  "new URL('x', 'mailto:a')",
  "new URL('x', undefined)",
  "new URL('/x', null)",
  "new URL()",
  "try { URL('http://a') } catch (e) { return e.name }",
  "new URL({ toString: () => 'http://object.example/' }).href",
  "new URL(Symbol('s'))",
  "new URL('http://\\ud800.example/')",
  "new URL('http://a/\\ud800').href",
  "URL.canParse('http://a')",
  "URL.canParse('a')",
  "URL.canParse('a', 'http://b')",
  "URL.canParse()",
  "URL.parse('http://a').href",
  "URL.parse('a')",
  "JSON.stringify({ u: new URL('http://a/b') })",
  "String(new URL('http://a/b'))",
  "Object.prototype.toString.call(new URL('http://a'))",
  "const keys = []; for (const key in new URL('http://a')) keys.push(key); return keys.sort()",
  "const { get } = Object.getOwnPropertyDescriptor(URL.prototype, 'href'); return [get.name, URL.length, URL.name, URL.parse.length, URL.canParse.name]",
  "Object.getOwnPropertyDescriptor(URL.prototype, 'href').get.call({}) && 0 || 0".replace(
    /.*/,
    "new URL('http://a') instanceof URL",
  ),
  "try { new URL('x', 'y') } catch (e) { return [e.code, e.input, e.base] }",
]);

sameAsNode("a URL is changed as in Node:", [
  ...[
    ["protocol", "http"],
    ["protocol", "mailto"],
    ["username", "me@home"],
    ["password", "päss"],
    ["host", "other.org:81"],
    ["host", "bad host"],
    ["hostname", "größe.example"],
    ["port", "443"],
    ["port", "12ab"],
    ["port", ""],
    ["pathname", "/x y/../z"],
    ["search", "?a=ü"],
    ["search", ""],
    ["hash", "#ä b"],
    ["href", "http://new.example/x?y=1"],
    ["href", "nonsense"],
    ["origin", "http://x"],
    ["unknown", "1"],
  ].map(
    ([part, value]) =>
      `const u = new URL('https://example.org:8080/a?b=1#c'); u.${part} = ${JSON.stringify(value)}; return [u.href, [...u.searchParams]]`,
  ),
  "const u = new URL('http://a/?x=1'); const p = u.searchParams; u.search = '?y=2&z'; return [p === u.searchParams, p.toString()]",
  "const u = new URL('http://a/?x=1'); u.searchParams.append('k', 'ü &'); return [u.href, u.search]",
  "const u = new URL('http://a/?x=1'); u.searchParams.delete('x'); return u.href",
  "const u = new URL('http://a/?b=1&a=2'); u.searchParams.sort(); u.hash = 'h'; return u.href",
  "const u = new URL('http://a/?b=%20+'); u.searchParams.set('c', 1); return u.href",
  "const u = new URL('http://a/'); u.href = 'http://b/?q=1'; return [...u.searchParams]",
  "const u = new URL('http://a/'); u.search = Symbol(); return 1",
]);

sameAsNode("URLSearchParams works as in Node:", [
  ...[
    "'?a=1&b=2&a=3'",
    "'a=b=c&=x&&y'",
    "'a+b=c%20d%zz%C3%BC%FF'",
    "{ a: 1, b: null, 'ü': undefined }",
    "[['a', 1], ['a', 2]]",
    "new Map([['k', 'v']])",
    "new URLSearchParams('x=1&x=2')",
    "undefined",
    "null",
    "''",
    "5",
    "(function* () { yield ['g', 1] })()",
    "'\\ud800=1'",
  ].map((init) => `const p = new URLSearchParams(${init}); return [p.toString(), [...p], p.size]`),
  "new URLSearchParams([1])",
  "new URLSearchParams([['a']])",
  "new URLSearchParams([['a', 'b', 'c']])",
  "new URLSearchParams({ [Symbol.iterator]: 1 })",
  "new URLSearchParams(Symbol('s'))",
  "const p = new URLSearchParams('a=1&b=2&a=3'); return [p.get('a'), p.get('x'), p.getAll('a'), p.has('b'), p.has('b', '3'), p.has('a', 3)]",
  "const p = new URLSearchParams('a=1&b=2&a=3'); p.set('a', 9); p.append('c', '~!*()'); return p + ''",
  "const p = new URLSearchParams('a=1&b=2&a=3'); p.delete('a', '3'); p.delete('z'); return p + ''",
  "const p = new URLSearchParams('c=1&a=2&b=3&a=1&ﬃ&🌈'); p.sort(); return p + ''",
  "const p = new URLSearchParams('a=1&b=2'), seen = []; p.forEach((v, k, all) => seen.push(v, k, all === p)); return seen",
  "const p = new URLSearchParams('a=1&b=2'); return [[...p.keys()], [...p.values()], [...p.entries()]]",
  "const p = new URLSearchParams('a=1&b=2'), seen = []; for (const [k] of p) { seen.push(k); if (seen.length < 4) p.append('n' + seen.length, 1) } return seen",
  "new URLSearchParams('a').append('x')",
  "new URLSearchParams('a').get()",
  "new URLSearchParams('a').forEach(1)",
  "URLSearchParams.prototype[Symbol.iterator] === URLSearchParams.prototype.entries",
  "['append', 'delete', 'get', 'getAll', 'has', 'set', 'sort', 'forEach', 'toString'].map((n) => URLSearchParams.prototype[n].name + URLSearchParams.prototype[n].length)",
]);

sameAsNode("text is encoded as in Node:", [
  "new TextEncoder().encode('aé€😀')",
  "new TextEncoder().encode('\\ud800x\\udc00')",
  "new TextEncoder().encode()",
  "new TextEncoder().encode(12)",
  "new TextEncoder().encoding",
  "const t = new Uint8Array(4); return [new TextEncoder().encodeInto('aé€', t), t]",
  "const t = new Uint8Array(5); return [new TextEncoder().encodeInto('a😀b', t), t]",
  "new TextDecoder().decode(new Uint8Array([97, 195, 169, 226, 130, 172, 240, 159, 152, 128]))",
  "new TextDecoder().decode(new Uint8Array([255, 97, 195, 40, 237, 160, 128, 240, 159]))",
  "new TextDecoder().decode(new Uint8Array([239, 187, 191, 97]))",
  "new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array([239, 187, 191, 97]))",
  "new TextDecoder().decode(new Uint8Array([1, 97, 98]).buffer)",
  "new TextDecoder().decode(new DataView(new Uint8Array([1, 97, 98]).buffer, 1))",
  "new TextDecoder().decode()",
  "new TextDecoder('utf-16le').decode(new Uint8Array([97, 0, 61, 216, 0, 222]))",
  "new TextDecoder('utf-16').encoding",
  "new TextDecoder('latin1').encoding",
  "new TextDecoder('ascii').encoding",
  "new TextDecoder('windows-1252').decode(new Uint8Array([128, 233, 65]))",
  "new TextDecoder(' UTF8 ').encoding",
  "const d = new TextDecoder(); return [d.encoding, d.fatal, d.ignoreBOM, new TextDecoder('utf8', { fatal: 1 }).fatal]",
  "const d = new TextDecoder(); return [d.decode(new Uint8Array([226, 130]), { stream: true }), d.decode(new Uint8Array([172]), { stream: true }), d.decode()]",
  "const d = new TextDecoder('utf-16le'); return [d.decode(new Uint8Array([97]), { stream: true }), d.decode(new Uint8Array([0]))]",
  "const d = new TextDecoder('utf-8', { fatal: true }); return d.decode(new Uint8Array([97]))",
  "const d = new TextDecoder('utf-8', { fatal: true }); try { d.decode(new Uint8Array([255])) } catch (e) { return e.name }",
  "new TextDecoder('nonsense')",
  "new TextDecoder(null)",
  "TextDecoder.prototype.constructor === TextDecoder",
  "new (class Mine extends TextDecoder { decode(x) { return super.decode(x) + '!' } })('latin1').decode(new Uint8Array([233]))",
  "const d = new TextDecoder(undefined, null); return d.decode(new Uint8Array([97]))",
  "[TextEncoder.name, TextDecoder.name, TextEncoder.length, TextDecoder.length]",
  "Object.prototype.toString.call(new TextDecoder())",
]);

sameAsNode("Base64 is as in Node:", [
  ...["", "a", "ab", "abc", "abcd", "\\x00\\xff\\x80", "héllo"].map((text) => `btoa('${text}')`),
  "btoa('€')",
  "btoa(null)",
  "btoa(12)",
  "btoa()",
  "btoa('a'.repeat(1000)).length",
  ...["", "YQ==", "YQ", "YWI=", "YWJj", " Y Q\\n==\\t", "AP+A", "/+8=", "YR==", "YWJjZA=="].map(
    (text) => `atob('${text}')`,
  ),
  ...[
    "a",
    "abcde",
    "a===",
    "====",
    "=",
    "YQ=",
    "Y=Q=",
    "YQ==YQ==",
    "YWJj=",
    "YWJj====",
    "a-_b",
    "a*bc",
    "é",
  ].map(
    (text) =>
      `try { atob('${text}'); return 'no error' } catch (e) { return [e.name, e.code, e instanceof DOMException] }`,
  ),
  "atob()",
  "atob(null).length",
  "[atob.name, btoa.name, atob.length, btoa.length]",
  "atob(btoa(String.fromCharCode(...Array(256).keys()))).length",
]);

sameAsNode("random values and errors are of the form that Node's have:", [
  "/^[\\da-f]{8}-[\\da-f]{4}-4[\\da-f]{3}-[89ab][\\da-f]{3}-[\\da-f]{12}$/.test(crypto.randomUUID())",
  "crypto.randomUUID() === crypto.randomUUID()",
  "const a = new Uint32Array(8); return [crypto.getRandomValues(a) === a, new Set(a).size > 1]",
  "const a = new Uint8Array(64), v = a.subarray(8, 40); crypto.getRandomValues(v); return [a.slice(0, 8), a.slice(40), v.some(Boolean)]",
  "crypto.getRandomValues(new BigUint64Array(2)).length",
  "crypto.getRandomValues(new Uint8Array(65536)).some((n) => n > 127)",
  "crypto.getRandomValues(new Uint8Array(65537))",
  "crypto.getRandomValues(new Uint32Array(16385))",
  "crypto.getRandomValues(new Float64Array(1))",
  "crypto.getRandomValues(new DataView(new ArrayBuffer(1)))",
  "crypto.getRandomValues([1])",
  "crypto.getRandomValues(new Uint8Array(0)).length",
  "Object.prototype.toString.call(crypto)",
  "[typeof performance.now(), performance.now() <= performance.now(), performance.timeOrigin === performance.timeOrigin]",
  "Math.abs(performance.timeOrigin + performance.now() - Date.now()) < 1000",
  "Object.prototype.toString.call(performance)",
  "new DOMException()",
  "new DOMException('message', 'NotFoundError')",
  "new DOMException('message', { name: 'AbortError', cause: 7 })",
  "['IndexSizeError', 'InvalidCharacterError', 'SyntaxError', 'QuotaExceededError', 'DataCloneError', 'Mine'].map((n) => new DOMException('', n).code)",
  "String(new DOMException('message', 'NotFoundError'))",
  "new DOMException('m') instanceof Error",
  "Object.getOwnPropertyNames(new DOMException('m'))",
  "[DOMException.name, DOMException.length, structuredClone.name, structuredClone.length]",
]);

describe("a URL in a result", () => {
  it("shows its parts, and a query its pairs, by what they are and not by what they claim", async () => {
    expect(
      await answer(`
        const u = new URL('https://me@example.org:81/a?b=1#c'), q = new URLSearchParams('a=1&a=2');
        for (const target of [URL.prototype, URLSearchParams.prototype])
          for (const key of Reflect.ownKeys(target))
            if (key !== 'constructor') Object.defineProperty(target, key, { get() { throw new Error('reached') } });
        [u, q, u, Object.create(URL.prototype), new (class Link extends URL {})('a:b')]`),
    ).toEqual([
      {
        $: "object",
        name: "URL",
        size: 11,
        entries: Object.entries({
          href: "https://me@example.org:81/a?b=1#c",
          origin: "https://example.org:81",
          protocol: "https:",
          username: "me",
          password: "",
          host: "example.org:81",
          hostname: "example.org",
          port: "81",
          pathname: "/a",
          search: "?b=1",
          hash: "#c",
        }),
      },
      {
        $: "object",
        name: "URLSearchParams",
        size: 2,
        entries: [
          ["a", "1"],
          ["a", "2"],
        ],
      },
      { $: "ref", path: [0] },
      {},
      expect.objectContaining({ name: "Link", size: 11 }),
    ]);
  });

  it("is cut where the budget of a result ends", async () => {
    const small = createSandbox({ workers: 1, valueBytes: 2000 });
    try {
      const prepared = await small.prepare("new URLSearchParams('key=value&'.repeat(500))");
      const result = prepared.ok ? await small.run(prepared.program) : prepared.result;
      expect(result).toMatchObject({ status: "completed", value: { name: "URLSearchParams", size: 500 } });
      expect(JSON.stringify(result).length).toBeLessThan(2500);
    } finally {
      await small.close();
    }
  });
});

describe("what the host is asked", () => {
  it("is bounded: a host name that takes long to read, a query that takes much memory", async () => {
    const name = (code: string) => answer(`try { ${code}; 'read' } catch (e) { e.name }`);
    expect(await name("new URL('http://' + '一丁七'.repeat(5000) + '/')")).toBe("RangeError");
    expect(await name("new URL('http:////' + '一丁七'.repeat(5000) + '/')")).toBe("RangeError");
    expect(await name("new URL('http://\\t//' + '%E4%B8%80'.repeat(5000) + '/')")).toBe("RangeError");
    expect(await name("new URL('//' + '一丁七'.repeat(5000), 'http://a')")).toBe("RangeError");
    expect(await name("new URL('http://a').hostname = '一丁七'.repeat(5000)")).toBe("RangeError");
    expect(await name("new URL('http://a').host = '一丁七'.repeat(5000)")).toBe("RangeError");
    expect(await name("new URL('http://a').href = 'http://' + '一丁七'.repeat(5000)")).toBe("RangeError");
    expect(await name("new URL('http://a/' + 'x'.repeat(300_000))")).toBe("RangeError");
    expect(await name("new URLSearchParams('a&'.repeat(200_000))")).toBe("RangeError");
    expect(
      await name(
        "const p = new URLSearchParams(); for (let i = 0; i < 40; i++) p.append('a', 'x'.repeat(10_000)); p.toString()",
      ),
    ).toBe("RangeError");
    expect(await name("new URL('http://a/' + 'x'.repeat(100_000))")).toBe("read");
    expect(await name("new URL('data:text/plain,' + 'x'.repeat(100_000))")).toBe("read");
    expect(await name("new URLSearchParams('a&'.repeat(100_000))")).toBe("read");
  });
});
