import { define } from "../define.ts";
import * as js from "../intrinsics.ts";
import { addGetter, addMethod, addTag, type Class, createFormatter, stateOf } from "./class.ts";
import { compareTexts } from "./compare.ts";
import type { Kind } from "./kinds.ts";
import { createLocale } from "./locale.ts";
import { extendLanguage } from "./methods.ts";
import { answer, quote, type Subject, subject, textOf } from "./question.ts";
import { createSegmenter } from "./segmenter.ts";
import { end, type Write, writeDate, writeDuration, writeList, writeNumber, writeNumeric } from "./values.ts";

/** Gives the guest `Intl`, and the methods of the language that need it, by asking the host. */
export function installIntl(): void {
  const intl = {};
  addTag(intl, "Intl");
  const none = subject("text", undefined, undefined);
  addMethod(intl, "getCanonicalLocales", 1, (locales) =>
    answer(subject("text", locales, undefined), "getCanonicalLocales"),
  );
  addMethod(intl, "supportedValuesOf", 1, (key) => answer(none, "supportedValuesOf", quote(key)));
  const add = (kind: Kind, made: Class) =>
    js.defineProperty(intl, kind, { value: made, writable: true, enumerable: false, configurable: true });
  add("DateTimeFormat", withRanges("DateTimeFormat", writeDate, writeNumber));
  add("NumberFormat", withRanges("NumberFormat", writeNumeric, writeNumeric));
  add("Collator", withBound("Collator", "compare", bindCompare));
  add("PluralRules", withMethods("PluralRules", { select: [writeNumber], selectRange: range(writeNumber) }));
  add("RelativeTimeFormat", withMethods("RelativeTimeFormat", formats([writeNumber, quote])));
  add("ListFormat", withMethods("ListFormat", formats([writeList])));
  add("Locale", createLocale());
  add("DisplayNames", withMethods("DisplayNames", { of: [quote] }, 2));
  add("Segmenter", createSegmenter());
  add("DurationFormat", withMethods("DurationFormat", formats([writeDuration])));
  define("Intl", intl);
  extendLanguage();
}

/** How a method writes its values: one or two. */
type Writes = readonly [Write] | readonly [Write, Write];

const range = (write: Write): Writes => [end(write), end(write)];
const formats = (writes: Writes): Record<string, Writes> => ({ format: writes, formatToParts: writes });

function withMethods(kind: Kind, methods: Record<string, Writes>, length = 0): Class {
  return addMethods(createFormatter(kind, length), kind, methods);
}

function addMethods(made: Class, kind: Kind, methods: Record<string, Writes>): Class {
  for (const [name, [writeFirst, writeSecond]] of Object.entries(methods))
    addMethod(made.prototype, name, writeSecond ? 2 : 1, function (first, second) {
      const { about } = stateOf(this, kind, name);
      return answer(about, name, writeFirst(first), writeSecond?.(second));
    });
  return made;
}

/** A class that can be called without `new`, whose main method is a getter of a function bound to the object. */
function withBound(kind: Kind, name: string, bind: (about: Subject) => unknown): Class {
  const made = createFormatter(kind, 0, true);
  addGetter(made.prototype, name, (self) => {
    const state = stateOf(self, kind, name);
    state.kept ??= bind(state.about);
    return state.kept;
  });
  return made;
}

function withRanges(kind: Kind, write: Write, writeEnd: Write): Class {
  const made = withBound(
    kind,
    "format",
    (about) => (value: unknown) => answer(about, "format", write(value)),
  );
  return addMethods(made, kind, {
    formatToParts: [write],
    formatRange: range(writeEnd),
    formatRangeToParts: range(writeEnd),
  });
}

function bindCompare(about: Subject): unknown {
  return (first: unknown, second: unknown) => compareTexts(about, textOf(first), textOf(second));
}
