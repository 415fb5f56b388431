// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
/**
 * Questions to the host's Intl. One is two lines of JSON: what is asked (`[kind, locales, options]`), and what of it
 * (`[method, …values]`). They are put together as text, since `JSON.stringify` asks arrays for a guest's `toJSON`. The
 * host keeps what it made for a first line, so nothing has to be given back.
 */
import { ask } from "../bridge.ts";
import * as js from "../intrinsics.ts";
import { type Kind, options as optionsOf } from "./kinds.ts";

/** The first line, with its end. */
export type Subject = string;

const maxLocales = 100;

export function subject(kind: Kind, locales: unknown, options: unknown): Subject {
  return '["' + kind + '",' + localesText(locales) + "," + optionsText(kind, options) + "]\n";
}

/** `first` and `second` are JSON text. The host knows no `undefined` and answers `null`, which no method answers with. */
export function answer<Answer>(about: Subject, method: string, first?: string, second?: string): Answer {
  const values = first === undefined ? "" : second === undefined ? "," + first : "," + first + "," + second;
  const answered = ask<Answer | null>("intl", about + '["' + method + '"' + values + "]");
  return (answered === null ? undefined : answered) as Answer;
}

/** The tag of a `Locale` of ours, if it is one. */
let tagOf: (value: unknown) => string | undefined = () => undefined;

export function connectLocales(read: typeof tagOf): void {
  tagOf = read;
}

function localesText(locales: unknown): string {
  if (locales === undefined) return "null";
  if (typeof locales === "string") return "[" + js.stringify(locales) + "]";
  if (locales === null) throw new js.SavedTypeError("Cannot convert null to object");
  const tag = tagOf(locales);
  if (tag !== undefined) return "[" + js.stringify(tag) + "]";
  const list = js.toObject(locales) as ArrayLike<unknown>;
  const length = +list.length;
  let text = "";
  for (let i = 0; i < length; i++) {
    if (!(i in list)) continue;
    if (i >= maxLocales) throw new js.SavedRangeError("too many locales");
    text += (text === "" ? "" : ",") + js.stringify(localeText(list[i]));
  }
  return "[" + text + "]";
}

/** One locale as text. */
export function localeText(locale: unknown): string {
  if (typeof locale !== "string" && !isObject(locale))
    throw new js.SavedTypeError("Incorrect locale information provided");
  return tagOf(locale) ?? js.toText(locale);
}

/** Classes that take no other value for an object with options. */
const strict: readonly Kind[] = ["ListFormat", "DisplayNames", "Segmenter", "DurationFormat"];

function isStrict(kind: Kind): boolean {
  for (let i = 0; i < strict.length; i++) if (strict[i] === kind) return true;
  return false;
}

function optionsText(kind: Kind, given: unknown): string {
  if (given === undefined) return "{}";
  if (given === null || (!isObject(given) && isStrict(kind)))
    throw new js.SavedTypeError("The options are not an object");
  const known = optionsOf[kind];
  let text = "";
  for (let i = 0; i < known.length; i++) {
    const { name, read } = known[i] as (typeof known)[number];
    const value = (given as Record<string, unknown>)[name];
    if (value === undefined) continue;
    text += (text === "" ? '"' : ',"') + name + '":' + optionText(read, value);
  }
  return "{" + text + "}";
}

function optionText(read: (typeof optionsOf)[Kind][number]["read"], value: unknown): string {
  switch (read) {
    case "text":
      return quote(value);
    case "number":
      // As text, which carries NaN; the host's class makes a number of it.
      return js.stringify(js.toText(+(value as number)));
    case "boolean":
      return value ? "true" : "false";
    case "either":
      return value === true ? "true" : value ? quote(value) : "false";
  }
}

export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** A value as the language makes text of it, as JSON. */
export function quote(value: unknown): string {
  return js.stringify(textOf(value));
}

/** Unlike `String`, takes no symbol. */
export function textOf(value: unknown): string {
  if (typeof value === "symbol") throw new js.SavedTypeError("Cannot convert a Symbol value to a string");
  return js.toText(value);
}
