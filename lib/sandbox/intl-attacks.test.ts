import { runInNewContext } from "node:vm";
import { afterAll, describe, expect, it } from "vitest";
import { createSandbox } from "#lib/sandbox";
import { answerOf } from "./as-in-node.fixture.ts";

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());
const answer = (code: string) => answerOf(sandbox, code);

/** What works before it must work after. The objects are made before, the functions called after. */
const samples = `
  const formatter = new Intl.NumberFormat('en', { style: 'percent' });
  const collator = new Intl.Collator('de');
  const list = { [Symbol.iterator]() { let i = 0; return { next: () => ({ done: i > 1, value: 'ab'[i++] }) } } };
  const segments = new Intl.Segmenter('en').segment('abc');
  const samples = [
    () => (1234.5).toLocaleString('de', { style: 'currency', currency: 'EUR' }),
    () => [1.5, 2n].toLocaleString('de'),
    () => new Date(0).toLocaleDateString('en', { timeZone: 'UTC' }),
    () => { const sorted = ['b', 'ä', 'a'].toSorted(collator.compare); return sorted[0] + sorted[1] + sorted[2]; },
    () => 'a'.localeCompare('b', ['en', 'de']),
    () => new Intl.ListFormat('en').format(list),
    () => segments.containing(1).segment,
    () => { const { value } = all.next(); return value.segment + value.index; },
    () => new Intl.PluralRules('en').select(1),
    () => formatter.format(0.5),
    () => new Intl.Locale('de-ch').maximize().toString(),
    () => new Intl.DurationFormat('en').format({ hours: 5 }),
    () => 'i'.toLocaleUpperCase('tr'),
    () => new Intl.NumberFormat('en', { style: 'percent' }).resolvedOptions().style,
    () => { try { return new Intl.NumberFormat('en', { style: 'x' }) } catch (error) { return error.message } },
  ];
  let all;
  const sample = () => {
    let text = '';
    all = segments[Symbol.iterator]();
    for (let i = 0; i < samples.length; i++) {
      try { text += i + ' ' + samples[i]() + '; '; } catch (error) { text += i + ' threw ' + error + '; '; }
    }
    return text;
  };
  const before = sample();`;

describe("a hostile program", () => {
  it("breaks no Intl by replacing what the language has", async () => {
    const [before, after] = (await answer(`${samples}
      const { ownKeys, defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
      const owners = [Array, String, Number, BigInt, Map, Set, WeakMap, RegExp, Date, Function, Symbol, Reflect, JSON, Math,
        Object, Iterator, Error, RangeError, Uint8Array, getPrototypeOf(Uint8Array)];
      const kept = ['toSorted', 'localeCompare', 'toLocaleString', 'toLocaleDateString', 'toLocaleUpperCase', 'constructor'];
      const replace = (target) => {
        if (!target || target === Object.prototype) return;
        const keys = ownKeys(target);
        for (let j = 0; j < keys.length; j++) {
          const { value, configurable } = getOwnPropertyDescriptor(target, keys[j]);
          let isKept = typeof value !== 'function' || !configurable;
          for (let k = 0; k < kept.length; k++) if (kept[k] === keys[j]) isKept = true;
          if (!isKept) defineProperty(target, keys[j], { value() { throw 'replaced' } });
        }
      };
      for (let i = 0; i < owners.length; i++) { replace(owners[i]); replace(owners[i].prototype); }
      globalThis.String = globalThis.Map = globalThis.RangeError = globalThis.JSON = null;
      const result = [before, sample()]`)) as string[];
    expect(before).not.toContain("threw");
    expect(after).toBe(before);
  });

  it("changes no question by what it puts on prototypes", async () => {
    const [before, after] = (await answer(`${samples}
      const own = (target, key, descriptor) => Object.defineProperty(target, key, { __proto__: null, ...descriptor });
      for (const target of [Object.prototype, String.prototype, Number.prototype])
        own(target, 'toJSON', { value: () => 'forged' });
      for (const key of ['0', '1', '2', 'kind', 'about', 'kept', 'ranks', 'texts', 'asked', 'name', 'read', 'segment',
        'input', 'boundaries', 'words', 'next', 'length', 'get', 'set', 'error', 'then'])
        own(Object.prototype, key, { get: () => undefined, set() { throw 'set ' + key } });
      const result = [before, sample()]`)) as string[];
    expect(before).not.toContain("threw");
    expect(after).toBe(before);
  });

  it("pollutes nothing of the host by options, locales or names", async () => {
    await answer(`
      const evil = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"style":"percent"}');
      for (const name of Object.getOwnPropertyNames(Intl))
        for (const one of [evil, '__proto__', 'constructor', ['constructor'], { __proto__: evil }]) {
          try { new Intl[name](one, evil) } catch {}
          try { new Intl[name]('en', one).of('__proto__') } catch {}
          try { Intl.supportedValuesOf('__proto__') } catch {}
          try { new Intl.RelativeTimeFormat('en').format(1, 'constructor') } catch {}
        }`);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect((0.5).toLocaleString("en")).toBe("0.5");
  });

  it("is refused what is too big, and the host goes on", async () => {
    const refused = await answer(`
      const big = 'a'.repeat(2 ** 21);
      [
        () => big.localeCompare('b'),
        () => big.toLocaleUpperCase(),
        () => new Intl.Segmenter('en').segment(big),
        () => 'x'.repeat(2 ** 23).toLocaleUpperCase(),
        () => (5).toLocaleString(big),
        () => (5).toLocaleString(Array(1000).fill('en')),
        () => (5).toLocaleString('en', { currency: big }),
        () => (5).toLocaleString('en', { style: big, currency: big, unit: big }),
        () => new Intl.NumberFormat('en').format('9'.repeat(200_000)),
        () => new Intl.NumberFormat('en').format(10n ** 100_001n),
        () => new Intl.ListFormat('en').format(Array(100_001).fill('a')),
        () => new Intl.ListFormat('en').format((function* () { for (;;) yield 'a' })()),
        () => new Intl.ListFormat('en').formatToParts(Array(100_000).fill('abc')),
        () => new Intl.DisplayNames('en', { type: 'region' }).of(big),
        () => new Intl.RelativeTimeFormat('en').format(1, big),
        () => Intl.supportedValuesOf(big),
      ].map((one) => { try { return typeof one() } catch (error) { return error.name } })`);
    expect(refused).toEqual(Array(16).fill("RangeError"));
    expect(await answer("(1234.5).toLocaleString('de')")).toBe("1.234,5");
  });

  it("may make more formatters than are kept", async () => {
    expect(
      await answer(`
        const made = Array.from({ length: 1200 }, (_, i) =>
          new Intl.NumberFormat('en', { minimumFractionDigits: i % 100, minimumIntegerDigits: 1 + (i % 21) }));
        [0, 1199, 1, 0].map((i) => made[i].format(1))`),
    ).toEqual(
      [0, 1199, 1, 0].map((i) =>
        new Intl.NumberFormat("en", {
          minimumFractionDigits: i % 100,
          minimumIntegerDigits: 1 + (i % 21),
        }).format(1),
      ),
    );
  });

  it("changes no flag of the host by what it makes", async () => {
    await answer(`for (let i = 0; i < 1200; i++)
      new Intl.NumberFormat('en', { minimumFractionDigits: i % 100, minimumIntegerDigits: 1 + (i % 21) })`);
    expect(runInNewContext("typeof gc")).toBe("undefined");
  });

  it("is stopped at the deadline in a list of locales without an end", async () => {
    const quick = createSandbox({ workers: 1, timeMs: 300 });
    const prepared = await quick.prepare("(5).toLocaleString({ length: 2 ** 53 - 1 })");
    if (!prepared.ok) throw new Error("not prepared");
    expect(await quick.run(prepared.program)).toMatchObject({ status: "stopped", reason: "time" });
    await quick.close();
  });
});
