/** Reads what a guest sent: plain JSON, whose shape nobody vouches for. What does not fit throws a TypeError or a RangeError. */
import type { Option } from "../../guest/intl/kinds.ts";

/** In UTF-16 units. */
const maxTagChars = 1000;
const maxOptionChars = 1000;
const maxNumberChars = 10_000;
const maxLocales = 100;

/** Numbers that JSON does not know. */
const special = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
  ["-0", -0],
]);

export function readText(value: unknown, maxChars: number): string {
  if (typeof value !== "string") throw new TypeError("not a text");
  if (value.length > maxChars) throw new RangeError("The text is too long");
  return value;
}

export function readNumber(value: unknown): number {
  if (typeof value === "number") return value;
  const number = typeof value === "string" ? special.get(value) : undefined;
  if (number === undefined) throw new TypeError("not a number");
  return number;
}

/** A number, text with the digits of one, or a list with the digits of a BigInt. */
export function readNumeric(value: unknown): number | bigint | Intl.StringNumericLiteral {
  if (typeof value === "number") return value;
  const digits = readText(Array.isArray(value) ? value[0] : value, maxNumberChars);
  if (typeof value === "string") return special.get(digits) ?? (digits as Intl.StringNumericLiteral);
  if (!/^-?\d+$/.test(digits)) throw new TypeError("not a BigInt");
  return BigInt(digits);
}

export function readTexts(value: unknown, maxCount: number, maxChars: number): string[] {
  if (!Array.isArray(value)) throw new TypeError("not a list");
  if (value.length > maxCount) throw new RangeError("The list is too long");
  return value.map((item) => readText(item, maxChars));
}

export function readLocales(value: unknown): string[] | undefined {
  return value === null ? undefined : readTexts(value, maxLocales, maxTagChars);
}

/** Only the options of the list, taken by our names for them, on an object without a prototype. */
export function readOptions(value: unknown, known: readonly Option[]): object {
  const options = Object.create(null);
  for (const { name } of known) {
    const option = readOwn(value, name);
    if (option === undefined) continue;
    options[name] = typeof option === "boolean" ? option : readText(option, maxOptionChars);
  }
  return options;
}

/** The named numbers of an object, those that are there. */
export function readNumbers(value: unknown, names: readonly string[]): object {
  const numbers = Object.create(null);
  for (const name of names) {
    const number = readOwn(value, name);
    if (number !== undefined) numbers[name] = readNumber(number);
  }
  return numbers;
}

function readOwn(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) throw new TypeError("not an object");
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
