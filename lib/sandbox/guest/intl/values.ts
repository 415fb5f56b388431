// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
/** A guest's values as JSON text, for the classes that format them. Each throws what the class itself would throw. */
import * as js from "../intrinsics.ts";
import { isObject, quote } from "./question.ts";
import { type Unit, units } from "./units.ts";

const { now } = Date;

export type Write = (value: unknown) => string;

/** A number, as JSON; those JSON does not know as text. */
export function writeNumber(value: unknown): string {
  const number = +(value as number);
  if (js.isFiniteNumber(number) && !js.sameValue(number, -0)) return js.toText(number);
  return js.sameValue(number, -0) ? '"-0"' : '"' + number + '"';
}

/** A number, text with the digits of one, or a BigInt: a list with its digits. */
export function writeNumeric(value: unknown): string {
  // Twice negated, an object becomes the number or the BigInt it stands for.
  const plain: unknown = isObject(value) || value === null ? -(-(value as unknown as number)) : value;
  if (typeof plain === "bigint") return '["' + js.bigintText(plain) + '"]';
  return typeof plain === "string" ? js.stringify(plain) : writeNumber(plain);
}

/** A Date or a time in ms; now if there is none. */
export function writeDate(value: unknown): string {
  return writeNumber(value === undefined ? now() : value);
}

/** One end of a range, which must be given. */
export function end(write: Write): Write {
  return (value) => {
    if (value === undefined) throw new js.SavedTypeError("A range needs its start and its end");
    return write(value);
  };
}

const maxItems = 100_000;

/** Anything iterable that holds nothing but strings. */
export function writeList(value: unknown): string {
  let text = "";
  if (value === undefined) return "[]";
  let count = 0;
  // By the guest's own iterator: that is what it asked for.
  for (const item of value as Iterable<unknown>) {
    if (typeof item !== "string")
      throw new js.SavedTypeError("Iterable yielded a value which is not a string");
    if (++count > maxItems) throw new js.SavedRangeError("The list is too long");
    text += (text === "" ? "" : ",") + js.stringify(item);
  }
  return "[" + text + "]";
}

/** The parts of a duration that are there; text as it is. */
export function writeDuration(value: unknown): string {
  if (!isObject(value)) {
    if (typeof value === "string") return quote(value);
    throw new js.SavedTypeError("A duration is an object or a string");
  }
  let text = "";
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as Unit;
    const amount = (value as Partial<Record<Unit, unknown>>)[unit];
    if (amount !== undefined) text += (text === "" ? '"' : ',"') + unit + '":' + writeNumber(amount);
  }
  return "{" + text + "}";
}
