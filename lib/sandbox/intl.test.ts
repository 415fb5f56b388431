import { afterAll, describe, expect, it } from "vitest";
import { createSandbox } from "#lib/sandbox";

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());

async function answer(code: string): Promise<unknown> {
  const prepared = await sandbox.prepare(code);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.result));
  const result = await sandbox.run(prepared.program);
  if (result.status === "completed") return result.value;
  return result.status === "failed" ? `${result.error.name}: ${result.error.message}` : result;
}

/** A function of a locale that gives each expression's value as JSON, or the error it throws, by its name. */
function table(expressions: readonly string[]): string {
  const entries = expressions.map((one) => `[${JSON.stringify(one)}, () => (${one})]`);
  return `(L) => [${entries.join(",\n")}].map(([text, value]) => {
    try { return text + " → " + JSON.stringify(value(), (_, v) => v === undefined ? "undefined" : Object.is(v, -0) ? "-0" : v); }
    catch (error) { return text + " → " + error.name; }
  })`;
}

async function expectAsInNode(expressions: readonly string[], locale: string | undefined): Promise<void> {
  const code = table(expressions);
  const inNode: (locale: string | undefined) => string[] = Reflect.construct(Function, [`return ${code}`])();
  expect(await answer(`(${code})(${JSON.stringify(locale)})`)).toEqual(inNode(locale));
}

const locales = [
  "en-US",
  "de-DE",
  "fr-FR",
  "ja-JP",
  "ar-EG",
  "hi-IN",
  "tr-TR",
  "de-CH",
  "en-IN",
  "pt-BR",
  "zh-Hans-CN",
  undefined,
];

const numbers = [
  "(1234567.891).toLocaleString(L)",
  "(-0).toLocaleString(L)",
  "NaN.toLocaleString(L)",
  "(-Infinity).toLocaleString(L)",
  "(1e21).toLocaleString(L)",
  "(5e-324).toLocaleString(L, { maximumSignificantDigits: 3 })",
  "(0.256).toLocaleString(L, { style: 'percent', minimumFractionDigits: 1 })",
  "(1234.5).toLocaleString(L, { style: 'currency', currency: 'EUR' })",
  "(-1234.5).toLocaleString(L, { style: 'currency', currency: 'usd', currencySign: 'accounting' })",
  "(1234.5).toLocaleString(L, { style: 'currency', currency: 'JPY', currencyDisplay: 'name' })",
  "(123456).toLocaleString(L, { notation: 'compact', compactDisplay: 'long' })",
  "(123456).toLocaleString(L, { notation: 'scientific' })",
  "(16).toLocaleString(L, { style: 'unit', unit: 'liter-per-kilometer', unitDisplay: 'long' })",
  "(1234).toLocaleString(L, { useGrouping: false })",
  "(1234).toLocaleString(L, { useGrouping: 'min2' })",
  "(1234).toLocaleString(L, { useGrouping: true })",
  "(1234).toLocaleString(L, { useGrouping: 'false' })",
  "(5).toLocaleString(L, { signDisplay: 'exceptZero', minimumIntegerDigits: 2 })",
  "(1.005).toLocaleString(L, { maximumFractionDigits: 2 })",
  "(1.15).toLocaleString(L, { maximumFractionDigits: '1', roundingMode: 'halfEven' })",
  "(1.13).toLocaleString(L, { maximumFractionDigits: 2, minimumFractionDigits: 2, roundingIncrement: 5 })",
  "(1234.5).toLocaleString(L, { numberingSystem: 'thai' })",
  "(1234.5).toLocaleString([L ?? 'en', 'de'])",
  "123456789012345678901234567890n.toLocaleString(L)",
  "(-5n).toLocaleString(L, { style: 'currency', currency: 'CHF' })",
  "[1234.5, 'a', null, undefined, 2n, new Date(0), [1, 2]].toLocaleString(L, { minimumFractionDigits: 2, timeZone: 'UTC' })",
  "new Float64Array([1234.5, -0, NaN]).toLocaleString(L, { minimumFractionDigits: 1 })",
  "new Intl.NumberFormat(L).format('123456789012345678901234567890.12')",
  "['-0', 'NaN', 'Infinity', '', ' 12 ', '0x1f', 'abc', '1e400'].map((text) => new Intl.NumberFormat(L).format(text))",
  "[null, true, [7], new Date(5), {}, Object(8n)].map((value) => new Intl.NumberFormat(L).format(value))",
  "[undefined, 1, 2].map(Intl.NumberFormat(L).format)",
  "new Intl.NumberFormat(L, { style: 'currency', currency: 'INR' }).formatToParts(-1234567.8)",
  "new Intl.NumberFormat(L, { style: 'currency', currency: 'EUR' }).formatRange(3, 5n)",
  "new Intl.NumberFormat(L).formatRangeToParts(3, '5')",
  "new Intl.NumberFormat(L, { style: 'percent' }).resolvedOptions()",
  "(5).toLocaleString(L, { style: 'currency' })",
  "(5).toLocaleString(L, { style: 'currency', currency: 'EURO' })",
  "(5).toLocaleString(L, { maximumFractionDigits: 101 })",
  "(5).toLocaleString(L, { maximumFractionDigits: NaN })",
  "(5).toLocaleString(L, { maximumFractionDigits: 2n })",
  "(5).toLocaleString(L, { style: Symbol() })",
  "(5).toLocaleString(L, { style: null })",
  "(5).toLocaleString(L, null)",
  "(5).toLocaleString(L, 'percent')",
  "(5).toLocaleString(null)",
  "(5).toLocaleString('not a locale')",
  "(5).toLocaleString([5])",
  "(5).toLocaleString(5)",
  "new Intl.NumberFormat(L).format(Symbol())",
  "new Intl.NumberFormat(L).formatRange(1)",
  "new Intl.NumberFormat(L).formatRange(NaN, 1)",
];

const dates = [
  "new Date(0).toLocaleString(L)",
  "new Date(2024, 1, 29, 13, 5, 9).toLocaleString(L)",
  "new Date(2024, 1, 29, 13, 5, 9).toLocaleDateString(L)",
  "new Date(2024, 1, 29, 13, 5, 9).toLocaleTimeString(L)",
  "new Date(NaN).toLocaleString(L)",
  "new Date(1e12).toLocaleDateString(L, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' })",
  "new Date(1e12).toLocaleDateString(L, { timeZone: 'Asia/Tokyo', hour: '2-digit' })",
  "new Date(1e12).toLocaleDateString(L, { dateStyle: 'full' })",
  "new Date(1e12).toLocaleDateString(L, { era: 'short' })",
  "new Date(1e12).toLocaleDateString(L, { timeStyle: 'short' })",
  "new Date(1e12).toLocaleTimeString(L, { dateStyle: 'short' })",
  "new Date(1e12).toLocaleTimeString(L, { timeStyle: 'short', timeZone: 'America/New_York' })",
  "new Date(1e12).toLocaleTimeString(L, { hour: 'numeric', minute: '2-digit', hour12: false })",
  "new Date(1e12).toLocaleTimeString(L, { weekday: 'short' })",
  "new Date(1e12).toLocaleTimeString(L, { timeZoneName: 'short', timeZone: 'Europe/Berlin' })",
  "new Date(1e12).toLocaleString(L, { fractionalSecondDigits: 3 })",
  "new Date(1e12).toLocaleString(L, { dayPeriod: 'long' })",
  "new Date(1e12).toLocaleString(L, { month: 'short' })",
  "new Date(1e12).toLocaleString(L, { dateStyle: 'medium', timeStyle: 'short' })",
  "new Date(1e12).toLocaleString(L, { dateStyle: 'medium', month: 'short' })",
  "new Date(1e12).toLocaleString(L, { timeZone: 'Mars/Olympus' })",
  "new Date(-1e14).toLocaleDateString(L, { calendar: 'hebrew', year: 'numeric', month: 'long', day: 'numeric' })",
  "new Date(8.64e15).toLocaleDateString(L, { calendar: 'islamic-civil' })",
  "new Intl.DateTimeFormat(L).format(1e12)",
  "new Intl.DateTimeFormat(L).format(null)",
  "new Intl.DateTimeFormat(L).format() === new Intl.DateTimeFormat(L).format(Date.now())",
  "[new Date(0), 1e12].map((date) => Intl.DateTimeFormat(L, { timeZone: 'UTC', dateStyle: 'long' }).format(date))",
  "[0, 1e12].map(Intl.DateTimeFormat(L, { timeZone: 'UTC' }).format)",
  "new Intl.DateTimeFormat(L, { dateStyle: 'full', timeStyle: 'full', timeZone: 'Europe/Zurich' }).formatToParts(1e12)",
  "new Intl.DateTimeFormat(L, { dateStyle: 'medium', timeZone: 'UTC' }).formatRange(new Date(0), new Date(1e10))",
  "new Intl.DateTimeFormat(L, { dateStyle: 'medium', timeZone: 'UTC' }).formatRangeToParts(0, 1e10)",
  "new Intl.DateTimeFormat(L, { hourCycle: 'h23', hour: 'numeric', timeZone: '+05:30' }).resolvedOptions()",
  "new Intl.DateTimeFormat(L).resolvedOptions()",
  "new Intl.DateTimeFormat(L).format(NaN)",
  "new Intl.DateTimeFormat(L).format(8.64e15 + 1)",
  "new Intl.DateTimeFormat(L).format(1n)",
  "new Intl.DateTimeFormat(L).format('2020-01-01')",
  "new Intl.DateTimeFormat(L).formatRange(0)",
  "new Intl.DateTimeFormat(L, { month: 'huge' })",
];

const words = [
  "['z', 'ä', 'a', 'Z', 'ö', 'o', 'ı', 'i', '_', '1', '10', '2', 'é', 'e\\u0301', ''].sort((a, b) => a.localeCompare(b, L))",
  "['résumé', 'resume', 'Résumé'].sort(new Intl.Collator(L).compare)",
  "'a'.localeCompare('á', L, { sensitivity: 'base' })",
  "['10', '9', '2', '1'].sort(Intl.Collator(L, { numeric: true }).compare)",
  "['b', 'B', 'a', 'A'].sort(new Intl.Collator(L, { caseFirst: 'upper' }).compare)",
  "'co-op'.localeCompare('coop', L, { ignorePunctuation: true })",
  "'undefined'.localeCompare()",
  "'a\\0b'.localeCompare('a\\0c', L)",
  "'\\ud800'.localeCompare('\\udc00', L)",
  "new Intl.Collator(L, { usage: 'search' }).resolvedOptions()",
  "'Iıİi ß ǆ'.toLocaleLowerCase(L)",
  "'Iıİi ß ǆ ﬁ'.toLocaleUpperCase(L)",
  "'i'.toLocaleUpperCase(['tr', 'en'])",
  "'i'.toLocaleUpperCase(null)",
  "''.toLocaleUpperCase(L)",
  "[0, 1, 2, 3, 5, 11, 21, 1.5, -1, -0, NaN, 1e6].map((n) => new Intl.PluralRules(L).select(n))",
  "[1, 2, 3, 4, 21, 22, 23, '101'].map((n) => new Intl.PluralRules(L, { type: 'ordinal' }).select(n))",
  "new Intl.PluralRules(L).selectRange(1, 3)",
  "new Intl.PluralRules(L, { minimumFractionDigits: 1 }).resolvedOptions()",
  "new Intl.PluralRules(L).select(1n)",
  "new Intl.PluralRules(L).selectRange(1)",
  "new Intl.ListFormat(L).format(['a', 'b', 'c'])",
  "new Intl.ListFormat(L, { type: 'disjunction', style: 'short' }).format(new Set(['a', 'b']))",
  "new Intl.ListFormat(L, { type: 'unit' }).formatToParts(['a', 'b'])",
  "['', [], 'xyz', undefined].map((list) => new Intl.ListFormat(L).format(list))",
  "new Intl.ListFormat(L).resolvedOptions()",
  "new Intl.ListFormat(L).format(['a', 1])",
  "new Intl.ListFormat(L).format(5)",
  "new Intl.ListFormat(L, 'long')",
  "new Intl.RelativeTimeFormat(L).format(-3, 'days')",
  "new Intl.RelativeTimeFormat(L, { numeric: 'auto' }).format(-1, 'day')",
  "new Intl.RelativeTimeFormat(L).format(-0, 'second')",
  "new Intl.RelativeTimeFormat(L, { style: 'narrow' }).formatToParts(12, 'quarter')",
  "new Intl.RelativeTimeFormat(L).resolvedOptions()",
  "new Intl.RelativeTimeFormat(L).format(1, 'fortnight')",
  "new Intl.RelativeTimeFormat(L).format(Infinity, 'day')",
  "[...new Intl.Segmenter(L, { granularity: 'word' }).segment('Hello, wörld! 你好世界 don’t')]",
  "[...new Intl.Segmenter(L, { granularity: 'sentence' }).segment('One. Two? 三。')]",
  "Array.from(new Intl.Segmenter(L).segment('👩‍👩‍👧e\\u0301🇩🇪a\\ud800'), ({ segment }) => segment)",
  "[-1, 0, 2, 3.7, 5, 6, 99, NaN, '4'].map((at) => new Intl.Segmenter(L, { granularity: 'word' }).segment('ab cd ef').containing(at))",
  "new Intl.Segmenter(L).segment('').containing()",
  "[...new Intl.Segmenter(L).segment()].length",
  "new Intl.Segmenter(L, { granularity: 'word' }).resolvedOptions()",
  "['US', 'JP'].map((code) => new Intl.DisplayNames(L, { type: 'region' }).of(code))",
  "new Intl.DisplayNames(L, { type: 'language', languageDisplay: 'standard' }).of('fr-CH')",
  "new Intl.DisplayNames(L, { type: 'currency', fallback: 'none' }).of('XQQ')",
  "new Intl.DisplayNames(L, { type: 'script' }).of('Latn')",
  "new Intl.DisplayNames(L, { type: 'region' }).resolvedOptions()",
  "new Intl.DisplayNames(L, { type: 'region' }).of('1')",
  "new Intl.DisplayNames(L)",
  "new Intl.DisplayNames(L, {})",
  "new Intl.DurationFormat(L, { style: 'long' }).format({ hours: 1, minutes: 46, seconds: 40 })",
  "new Intl.DurationFormat(L, { style: 'digital', fractionalDigits: 2 }).formatToParts({ hours: -1, milliseconds: -46 })",
  "new Intl.DurationFormat(L).resolvedOptions()",
  "new Intl.DurationFormat(L).format({})",
  "new Intl.DurationFormat(L).format({ hours: 1.5 })",
  "new Intl.DurationFormat(L).format({ hours: 1, minutes: -1 })",
  "Intl.getCanonicalLocales(L)",
  "Intl.NumberFormat.supportedLocalesOf([L ?? 'en', 'tlh', 'de'], { localeMatcher: 'lookup' })",
  "Intl.Segmenter.supportedLocalesOf(L)",
  "Intl.Collator.supportedLocalesOf('de', { localeMatcher: 'worst' })",
];

describe("a program's Intl", () => {
  for (const locale of locales) {
    const name = locale ?? "the default locale";
    it(`writes numbers as Node does in ${name}`, () => expectAsInNode(numbers, locale));
    it(`writes dates as Node does in ${name}`, () => expectAsInNode(dates, locale));
    it(`compares, cuts and joins words as Node does in ${name}`, () => expectAsInNode(words, locale));
  }
});
