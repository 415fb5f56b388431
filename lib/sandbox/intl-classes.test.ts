import { afterAll, describe, expect, it } from "vitest";
import { createSandbox } from "#lib/sandbox";
import { answerOf, expectAsInNode } from "./as-in-node.fixture.ts";

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());
const answer = (code: string) => answerOf(sandbox, code);

/** Alike and unlike: accents in one piece and in two, digits, punctuation, scripts. */
const manyTexts = `(() => {
  const pieces = ["a", "A", "á", "a\\u0301", "ä", "b", "ß", "ss", "i", "I", "ı", "İ", "z", "1", "10", "2", "-", " ", "ch", "ll", "あ", "ア", "日", "ع", "क", "\\ud83d\\ude00", "\\0", ""];
  const texts = [];
  for (let i = 0, seed = 7; i < 90; i++) {
    let text = "";
    for (let j = 0; j < 3; j++) text += pieces[(seed = (seed * 48271) % 2147483647) % pieces.length];
    texts.push(text);
  }
  return texts;
})()`;

const orders = [
  "undefined",
  "{ numeric: true }",
  "{ sensitivity: 'base' }",
  "{ sensitivity: 'case', ignorePunctuation: true }",
  "{ usage: 'search', caseFirst: 'upper' }",
].map(
  (options) => `(() => {
    const texts = ${manyTexts};
    const { compare } = new Intl.Collator(L, ${options});
    const pairs = texts.map((one) => texts.map((other) => compare(one, other)).join(" "));
    return [pairs, texts.sort((a, b) => a.localeCompare(b, L, ${options}))];
  })()`,
);

const tags = [
  "de-CH",
  "ar-EG-u-nu-latn-ca-islamic",
  "zh-Hant",
  "en-US-u-hc-h12-kn-kf-upper-co-emoji-fw-mon",
  "und",
];

const localeExpressions = [
  ...["language", "script", "region", "baseName", "calendar", "caseFirst", "collation", "firstDayOfWeek"],
  ...[
    "hourCycle",
    "numeric",
    "numberingSystem",
    "toString()",
    "maximize().toString()",
    "minimize().baseName",
  ],
  ...["getCalendars()", "getCollations()", "getHourCycles()", "getNumberingSystems()", "getTimeZones()"],
  ...["getTextInfo()", "getWeekInfo()"],
].map((member) => `${JSON.stringify(tags)}.map((tag) => new Intl.Locale(tag).${member})`);

const localeFunctions = [
  "String(new Intl.Locale('de', { region: 'AT', numeric: true, calendar: 'buddhist', hourCycle: 'h23', script: 'Latn' }))",
  "String(new Intl.Locale(new Intl.Locale('de-CH'), { language: 'fr' }))",
  "String(new Intl.Locale({ toString: () => 'pt-br' }))",
  "new Intl.NumberFormat(new Intl.Locale('de-CH')).resolvedOptions().locale",
  "(1234.5).toLocaleString([new Intl.Locale('hi', { numberingSystem: 'deva' })])",
  "Intl.getCanonicalLocales(['EN-us', 'zh-cmn', new Intl.Locale('fr')])",
  "Intl.getCanonicalLocales()",
  "new Intl.Locale()",
  "new Intl.Locale('x')",
  "new Intl.Locale(5)",
  "new Intl.Locale('en', null)",
  "Intl.Locale('en')",
  "Intl.getCanonicalLocales('a_b')",
  "Intl.getCanonicalLocales([Symbol()])",
  ...["calendar", "collation", "currency", "numberingSystem", "timeZone", "unit", "planet"].map(
    (key) => `Intl.supportedValuesOf('${key}')`,
  ),
];

/** Every member that Node's Intl has: where, what, and how it is defined. */
const shapes = Reflect.ownKeys(Intl)
  .filter((name) => typeof name === "string" && /^[A-Z]/.test(name))
  .flatMap((name) => [
    `describe(Intl, '${String(name)}')`,
    ...["supportedLocalesOf", "prototype", "length", "name"].map(
      (key) => `describe(Intl.${String(name)}, '${key}')`,
    ),
    ...Reflect.ownKeys(Reflect.get(Intl, name).prototype).map(
      (key) =>
        `describe(Intl.${String(name)}.prototype, ${typeof key === "symbol" ? "Symbol.toStringTag" : `'${key}'`})`,
    ),
  ])
  .concat(
    ["Number", "BigInt", "Date", "Array", "Object.getPrototypeOf(Uint8Array)"].map(
      (owner) => `describe(${owner}.prototype, 'toLocaleString')`,
    ),
    ["toLocaleDateString", "toLocaleTimeString"].map((name) => `describe(Date.prototype, '${name}')`),
    ["localeCompare", "toLocaleLowerCase", "toLocaleUpperCase"].map(
      (name) => `describe(String.prototype, '${name}')`,
    ),
    ["getCanonicalLocales", "supportedValuesOf"].map((name) => `describe(Intl, '${name}')`),
  );

const describeMember = `const describe = (owner, key) => {
  const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(owner, key) ?? {};
  const made = value ?? get;
  return [flags, typeof value, typeof set, made?.name, made?.length, Object.hasOwn(made ?? {}, 'prototype')];
}`;

const behaviours = [
  "Object.prototype.toString.call(Intl)",
  "Object.prototype.toString.call(new Intl.NumberFormat(L))",
  "Object.prototype.toString.call(new Intl.Segmenter(L).segment('')[Symbol.iterator]())",
  "Object.getOwnPropertyDescriptor(globalThis, 'Intl').enumerable",
  "Object.keys(new Intl.NumberFormat(L))",
  "Intl.NumberFormat(L) instanceof Intl.NumberFormat",
  "new (class Mine extends Intl.NumberFormat { twice(n) { return this.format(n * 2) } })(L).twice(1.5)",
  "new (class Mine extends Intl.Locale {})('de') instanceof Intl.Locale",
  "(() => { const f = new Intl.NumberFormat(L); return [f.format === f.format, f.format.name, f.format.length] })()",
  "(() => { const c = new Intl.Collator(L); return [c.compare === c.compare, c.compare.name, c.compare.length] })()",
  "new Intl.Segmenter(L).segment('ab')[Symbol.iterator]().map(({ segment }) => segment).toArray()",
  "(() => { const all = new Intl.Segmenter(L).segment('ab')[Symbol.iterator](); return [all.next(), all.next(), all.next(), all.next()] })()",
  "['DateTimeFormat', 'Collator'].map((name) => typeof Intl[name](L))",
  ...["PluralRules", "RelativeTimeFormat", "ListFormat", "DisplayNames", "Segmenter", "DurationFormat"].map(
    (name) => `Intl.${name}(L, { type: 'region' })`,
  ),
  "new Intl.NumberFormat.prototype.resolvedOptions()",
  "Intl.NumberFormat.prototype.format",
  "Intl.NumberFormat.prototype.resolvedOptions.call({})",
  "Intl.NumberFormat.prototype.formatToParts.call(new Intl.DateTimeFormat(L), 1)",
  "Object.getOwnPropertyDescriptor(Intl.Collator.prototype, 'compare').get.call(5)",
  "Object.getOwnPropertyDescriptor(Intl.Locale.prototype, 'language').get.call('de')",
  "Intl.Segmenter.prototype.segment.call(Object.create(Intl.Segmenter.prototype), 'a')",
  "new Intl.Segmenter(L).segment('a')[Symbol.iterator]().next.call({})",
  "Number.prototype.toLocaleString.call('5')",
  "BigInt.prototype.toLocaleString.call(5)",
  "Date.prototype.toLocaleString.call({})",
  "Date.prototype.toLocaleString.call(Object.create(Date.prototype))",
  "Array.prototype.toLocaleString.call(null)",
  "Array.prototype.toLocaleString.call({ length: 2, 0: 1234.5, 1: 'b' }, L)",
  "Uint8Array.prototype.toLocaleString.call([1])",
  "String.prototype.localeCompare.call(undefined, 'a')",
  "String.prototype.localeCompare.call(12, 12)",
  "String.prototype.toLocaleUpperCase.call(null)",
  "(() => { const inside = [1234.5]; inside.push(inside, [inside]); return inside.toLocaleString(L) })()",
  "[{ toLocaleString: (...given) => given.length + String(given[0]) }].toLocaleString(L, {})",
  "[{ toLocaleString: 5 }].toLocaleString(L)",
  "[{ toLocaleString: () => Symbol() }].toLocaleString(L)",
  "(5).toLocaleString(L, { get style() { throw new SyntaxError('mine') } })",
  "(5).toLocaleString(L, new Proxy({}, { get(_, key) { if (key === 'currency') throw new URIError('mine') } }))",
  "(5).toLocaleString(L, Object.create({ style: 'percent' }))",
  '(5).toLocaleString(L, JSON.parse(\'{"__proto__":{"style":"percent"},"constructor":1}\'))',
  "(5).toLocaleString({ length: 1, get 0() { throw new EvalError('mine') } })",
  "new Intl.NumberFormat(L).format({ valueOf() { throw new SyntaxError('mine') } })",
  "new Intl.ListFormat(L).format({ *[Symbol.iterator]() { yield 'a'; throw new SyntaxError('mine') } })",
  "new Intl.PluralRules(L).select({ [Symbol.toPrimitive]: (hint) => hint === 'number' ? 2 : 0 })",
];

describe("a program's Intl", () => {
  for (const locale of ["en", "de", "sv", "tr", "ja", "zh", "ar", "lt", undefined])
    it(`orders any two texts as Node does in ${locale ?? "the default locale"}`, () =>
      expectAsInNode(sandbox, orders, locale));

  it("knows locales as Node does", () =>
    expectAsInNode(sandbox, [...localeExpressions, ...localeFunctions], "en"));

  it("has every member that Node's has, of the same kind", () =>
    expectAsInNode(sandbox, shapes, undefined, describeMember));

  it("behaves as Node's where it is misused", () => expectAsInNode(sandbox, behaviours, "de"));

  it("says what the host says of an option it does not know", async () => {
    expect(await answer("(5).toLocaleString('en', { style: 'currency', currency: 'EURO' })")).toBe(
      "RangeError: Invalid currency code : EURO",
    );
    expect(await answer("new Intl.NumberFormat('not a locale')")).toBe(
      "RangeError: Incorrect locale information provided",
    );
  });

  it("throws errors of the guest's own classes", async () => {
    expect(
      await answer(
        "try { new Intl.NumberFormat('en', { style: 'x' }) } catch (e) { [e instanceof RangeError, e.constructor.constructor('return this')() === globalThis] }",
      ),
    ).toEqual([true, true]);
  });

  it("hands out only objects of the guest's own", async () => {
    expect(
      await answer(`
        const made = [new Intl.NumberFormat().resolvedOptions(), new Intl.NumberFormat().formatToParts(1),
          new Intl.Locale('de').getWeekInfo(), Intl.supportedValuesOf('unit'), new Intl.Segmenter().segment('a').containing(0)];
        made.map((one) => Object.getPrototypeOf(one) === (Array.isArray(one) ? Array.prototype : Object.prototype))`),
    ).toEqual(Array(5).fill(true));
  });
});
