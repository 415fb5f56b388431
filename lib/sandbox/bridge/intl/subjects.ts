import { type Kind, type Option, options } from "../../guest/intl/kinds.ts";
import { type Unit, units } from "../../guest/intl/units.ts";
import { openDate } from "./dates.ts";
import { localeMethods } from "./locale.ts";
import { readNumber, readNumbers, readNumeric, readText, readTexts } from "./read.ts";

/** Answers by the name of a method, with values that nobody has read yet. Null stands for `undefined`. */
export type Respond = (method: string, first: unknown, second: unknown) => unknown;

/** What a question can be about. */
interface Subject {
  options: readonly Option[];
  open(locales: string[] | undefined, options: object): Respond;
}

export type Methods<Made> = Record<string, (made: Made, first: unknown, second: unknown) => unknown>;

function subject<Made>(
  kind: Kind,
  make: (locales: string[] | undefined, options: object) => Made,
  methods: Methods<Made>,
): [string, Subject] {
  const byName = new Map(Object.entries(methods));
  const open = (locales: string[] | undefined, options: object): Respond => {
    const made = make(locales, options);
    return (name, first, second) => {
      const method = byName.get(name);
      if (!method) throw new TypeError("no such method");
      return method(made, first, second) ?? null;
    };
  };
  return [kind, { options: options[kind], open }];
}

/** In UTF-16 units. A comparison, a change of case or the segments of the longest take some 10 to 50 ms. */
const maxTextChars = 1024 * 1024;
const maxCodeChars = 1000;
const maxItems = 100_000;

/** What every class answers to. */
function withOptions<Made extends { resolvedOptions(): object }>(methods: Methods<Made>): Methods<Made> {
  return { new: () => null, resolvedOptions: (made) => made.resolvedOptions(), ...methods };
}

const numbers = withOptions<Intl.NumberFormat>({
  format: (made, value) => made.format(readNumeric(value)),
  formatToParts: (made, value) => made.formatToParts(readNumeric(value)),
  formatRange: (made, start, end) => made.formatRange(readNumeric(start), readNumeric(end)),
  formatRangeToParts: (made, start, end) => made.formatRangeToParts(readNumeric(start), readNumeric(end)),
});

const dates = withOptions<Intl.DateTimeFormat>({
  format: (made, value) => made.format(readNumber(value)),
  formatToParts: (made, value) => made.formatToParts(readNumber(value)),
  formatRange: (made, start, end) => made.formatRange(readNumber(start), readNumber(end)),
  formatRangeToParts: (made, start, end) => made.formatRangeToParts(readNumber(start), readNumber(end)),
});

const collations = withOptions<Intl.Collator>({
  compare: (made, one, other) => made.compare(readComparable(one), readComparable(other)),
  rank: (made, list) => rankTexts(made, readTexts(list, maxItems, maxTextChars).map(readComparable)),
});

/** To put marks into their canonical order takes time with the square of their number: minutes, for the longest text. */
const maxMarks = 100;

function readComparable(value: unknown): string {
  const text = readText(value, maxTextChars);
  if (text.length > maxMarks)
    for (const [marks] of text.matchAll(/\p{M}+/gu))
      if (marks.length > maxMarks)
        throw new RangeError(`A text to be compared has at most ${maxMarks} combining marks in a row here.`);
  return text;
}

/** The place of each text in their order; the same for those that compare as equal. */
function rankTexts(collator: Intl.Collator, texts: string[]): number[] {
  const order = [...texts.keys()].sort((a, b) => collator.compare(texts[a] as string, texts[b] as string));
  const ranks = new Array<number>(texts.length);
  let rank = 0;
  let previous: string | null = null;
  for (const index of order) {
    const text = texts[index] as string;
    if (previous !== null && collator.compare(previous, text) !== 0) rank++;
    ranks[index] = rank;
    previous = text;
  }
  return ranks;
}

/** What TypeScript does not know yet. */
interface PluralRules extends Intl.PluralRules {
  selectRange(start: number, end: number): string;
}

const plurals = withOptions<PluralRules>({
  select: (made, value) => made.select(readNumber(value)),
  selectRange: (made, start, end) => made.selectRange(readNumber(start), readNumber(end)),
});

const relativeTimes = withOptions<Intl.RelativeTimeFormat>({
  format: (made, value, unit) => made.format(readNumber(value), readUnit(unit)),
  formatToParts: (made, value, unit) => made.formatToParts(readNumber(value), readUnit(unit)),
});

/** Any text: the class says itself which units it knows. */
function readUnit(unit: unknown): Intl.RelativeTimeFormatUnit {
  return readText(unit, maxCodeChars) as Intl.RelativeTimeFormatUnit;
}

const lists = withOptions<Intl.ListFormat>({
  format: (made, list) => made.format(readTexts(list, maxItems, maxTextChars)),
  formatToParts: (made, list) => made.formatToParts(readTexts(list, maxItems, maxTextChars)),
});

const names = withOptions<Intl.DisplayNames>({
  of: (made, code) => made.of(readText(code, maxCodeChars)),
});

/** How long each segment is, times two, plus one if it is like a word. */
const segments = withOptions<Intl.Segmenter>({
  segment(made, value) {
    const lengths: number[] = [];
    for (const { segment, isWordLike } of made.segment(readText(value, maxTextChars)))
      lengths.push(segment.length * 2 + (isWordLike ? 1 : 0));
    return { lengths, words: made.resolvedOptions().granularity === "word" };
  },
});

const durations = withOptions<Intl.DurationFormat>({
  format: (made, value) => made.format(readDuration(value)),
  formatToParts: (made, value) => made.formatToParts(readDuration(value)),
});

function readDuration(value: unknown): Partial<Record<Unit, number>> {
  const duration = typeof value === "string" ? readText(value, maxCodeChars) : readNumbers(value, units);
  // Newer hosts take text too.
  return duration as Partial<Record<Unit, number>>;
}

type Available = { supportedLocalesOf(locales: string[], options: object): string[] };
type Asked = { locales: string[] | undefined; options: object };

/** Asks a class, the method's name, which locales it has. */
function supported(available: Available): Methods<Asked>[string] {
  return ({ locales, options }) => available.supportedLocalesOf(locales ?? [], options);
}

const text: Methods<Asked> = {
  toLocaleLowerCase: ({ locales }, value) => readText(value, maxTextChars).toLocaleLowerCase(locales),
  toLocaleUpperCase: ({ locales }, value) => readText(value, maxTextChars).toLocaleUpperCase(locales),
  getCanonicalLocales: ({ locales }) => Intl.getCanonicalLocales(locales),
  supportedValuesOf: (_, key) => Intl.supportedValuesOf(readText(key, maxCodeChars) as "unit"),
};

const keep = (locales: string[] | undefined, options: object): Asked => ({ locales, options });

/** What the guest can ask about. Nothing else is looked up by a guest's text. */
export const subjects: ReadonlyMap<string, Subject> = new Map([
  subject("NumberFormat", (locales, given) => new Intl.NumberFormat(locales, given), numbers),
  subject("DateTimeFormat", (locales, given) => new Intl.DateTimeFormat(locales, given), dates),
  subject("toLocaleString", (locales, given) => openDate("toLocaleString", locales, given), dates),
  subject("toLocaleDateString", (locales, given) => openDate("toLocaleDateString", locales, given), dates),
  subject("toLocaleTimeString", (locales, given) => openDate("toLocaleTimeString", locales, given), dates),
  subject("Collator", (locales, given) => new Intl.Collator(locales, given), collations),
  subject("PluralRules", (locales, given) => new Intl.PluralRules(locales, given) as PluralRules, plurals),
  subject(
    "RelativeTimeFormat",
    (locales, given) => new Intl.RelativeTimeFormat(locales, given),
    relativeTimes,
  ),
  subject("ListFormat", (locales, given) => new Intl.ListFormat(locales, given), lists),
  subject(
    "DisplayNames",
    (locales, given) => new Intl.DisplayNames(locales, given as Intl.DisplayNamesOptions),
    names,
  ),
  subject("Segmenter", (locales, given) => new Intl.Segmenter(locales, given), segments),
  subject("DurationFormat", (locales, given) => new Intl.DurationFormat(locales, given), durations),
  subject("Locale", (locales, given) => new Intl.Locale(locales?.[0] ?? "", given), localeMethods),
  subject("text", keep, text),
  subject("supportedLocalesOf", keep, {
    NumberFormat: supported(Intl.NumberFormat),
    DateTimeFormat: supported(Intl.DateTimeFormat),
    Collator: supported(Intl.Collator),
    PluralRules: supported(Intl.PluralRules),
    RelativeTimeFormat: supported(Intl.RelativeTimeFormat),
    ListFormat: supported(Intl.ListFormat),
    DisplayNames: supported(Intl.DisplayNames),
    Segmenter: supported(Intl.Segmenter),
    DurationFormat: supported(Intl.DurationFormat),
  }),
]);
