// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "../intrinsics.ts";
import { addMethod } from "./class.ts";
import { compareTexts } from "./compare.ts";
import { answer, quote, subject, textOf } from "./question.ts";
import { writeNumber, writeNumeric } from "./values.ts";

const typedArray = js.getPrototypeOf(Uint8Array.prototype) as object;
const busy = new Set<unknown>();
const isBusy = js.free<boolean>(Set.prototype.has);
const setBusy = js.free<void>(Set.prototype.add);
const setIdle = js.free<void>(Set.prototype.delete);

/** Gives the language's own classes the methods that need locales. */
export function extendLanguage(): void {
  addMethod(Number.prototype, "toLocaleString", 0, function (locales, options) {
    return formatNumber(js.numberOf(this), locales, options);
  });
  addMethod(BigInt.prototype, "toLocaleString", 0, function (locales, options) {
    return formatNumber(js.bigintOf(this), locales, options);
  });
  for (const name of ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"] as const)
    addMethod(Date.prototype, name, 0, function (locales, options) {
      const time = js.dateValue(this);
      if (time - time !== 0) return "Invalid Date";
      return answer(subject(name, locales, options), "format", writeNumber(time));
    });
  addMethod(Array.prototype, "toLocaleString", 0, function (locales, options) {
    const list = js.toObject(thisOf(this, "Array", "toLocaleString")) as ArrayLike<unknown>;
    return joinItems(list, js.max(0, +list.length || 0), locales, options);
  });
  addMethod(typedArray, "toLocaleString", 0, function (locales, options) {
    return joinItems(this as ArrayLike<unknown>, js.typedArrayLength(this), locales, options);
  });
  extendStrings();
}

function extendStrings(): void {
  addMethod(String.prototype, "localeCompare", 1, function (that, locales, options) {
    const one = textOf(thisOf(this, "String", "localeCompare"));
    const other = textOf(that);
    return compareTexts(subject("Collator", locales, options), one, other);
  });
  for (const name of ["toLocaleLowerCase", "toLocaleUpperCase"])
    addMethod(String.prototype, name, 0, function (locales) {
      const text = quote(thisOf(this, "String", name));
      return answer(subject("text", locales, undefined), name, text);
    });
}

function formatNumber(value: number | bigint, locales: unknown, options: unknown): string {
  return answer(subject("NumberFormat", locales, options), "format", writeNumeric(value));
}

function thisOf(self: unknown, name: string, method: string): unknown {
  if (self === undefined || self === null)
    throw new js.SavedTypeError(name + ".prototype." + method + " called on null or undefined");
  return self;
}

/** An array inside itself is empty text, as for `join`. */
function joinItems(list: ArrayLike<unknown>, length: number, locales: unknown, options: unknown): string {
  if (isBusy(busy, list)) return "";
  setBusy(busy, list);
  try {
    let text = "";
    for (let i = 0; i < length; i++) {
      if (i > 0) text += ",";
      const item = list[i] as { toLocaleString: unknown } | null | undefined;
      if (item === undefined || item === null) continue;
      text += textOf(js.apply(item.toLocaleString as () => unknown, item, [locales, options]));
    }
    return text;
  } finally {
    setIdle(busy, list);
  }
}
