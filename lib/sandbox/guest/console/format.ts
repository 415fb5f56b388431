// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "../intrinsics.ts";
import { isOfLanguage } from "../kinds.ts";
import { textOf } from "../scalar.ts";

/**
 * Replaces `%s` and its kin in the first value as Node does, and leaves all other values as they are. An object in a
 * placeholder's place is a value of its own between the parts of the text: a line is values, which whoever shows them
 * draws as such, with a space between.
 */
export function substitute(values: unknown[]): unknown[] {
  const format = values[0];
  if (values.length < 2 || typeof format !== "string" || js.indexOf(format, "%") < 0) return values;
  const line = js.createList<unknown>();
  let text = "";
  let next = 1;
  let done = 0;
  for (let i = 0; i < format.length - 1; i++) {
    if (js.charCodeAt(format, i) !== 37) continue;
    i++;
    const letter = js.slice(format, i, i + 1);
    if (letter === "%") {
      text += js.slice(format, done, i);
      done = i + 1;
      continue;
    }
    if (next >= values.length || js.indexOf("sdifjoOc", letter) < 0) continue;
    text += js.slice(format, done, i - 1);
    done = i + 1;
    const value = values[next++];
    const words = asWords(letter, value);
    if (words === null) {
      addText(line, text, true);
      line[line.length] = value;
      text = "";
    } else text += words;
  }
  addText(line, text + js.slice(format, done), false);
  for (; next < values.length; next++) line[line.length] = values[next];
  return line;
}

/** The space that a text has beside an object is the one between the values of a line. */
function addText(line: unknown[], text: string, beforeObject: boolean): void {
  const start = line.length > 0 && js.startsWith(text, " ") ? 1 : 0;
  const end = beforeObject && js.slice(text, -1) === " " ? text.length - 1 : text.length;
  if (end > start || (line.length === 0 && !beforeObject)) line[line.length] = js.slice(text, start, end);
}

/** What stands in a placeholder's place; null for the value itself, where Node would print an object. */
function asWords(letter: string, value: unknown): string | null {
  switch (letter) {
    case "s":
      return typeof value === "object" && value !== null && !saysItself(value) ? null : asText(value);
    case "d":
      return asNumber(value, js.toNumber);
    case "i":
      return asNumber(value, js.readInteger);
    case "f":
      return asText(typeof value === "symbol" ? js.notANumber : js.readNumber(value as string));
    case "j":
      return asJson(value);
    case "c":
      return "";
    default:
      if (js.isObject(value)) return null;
      return typeof value === "string" ? quote(value) : asText(value);
  }
}

function asNumber(value: unknown, read: (value: string) => number): string {
  if (typeof value === "bigint") return asText(value);
  return asText(typeof value === "symbol" ? js.notANumber : read(value as string));
}

function asText(value: unknown): string {
  if (js.sameValue(value, -0)) return "-0";
  return js.toText(value) + (typeof value === "bigint" ? "n" : "");
}

function asJson(value: unknown): string {
  try {
    return js.toText(js.stringify(value));
  } catch (error) {
    if (typeof error === "object" && error !== null && textOf(error, "message") === "circular reference")
      return "[Circular]";
    throw error;
  }
}

function quote(text: string): string {
  return js.indexOf(text, "'") < 0 && js.indexOf(text, "\\") < 0 && js.indexOf(text, "\n") < 0
    ? "'" + text + "'"
    : js.stringify(text);
}

/** Whether a program gave the object words of its own, as Node asks it. */
function saysItself(value: object): boolean {
  if (typeof (value as { [js.toPrimitiveKey]?: unknown })[js.toPrimitiveKey] === "function") return true;
  if (typeof value.toString !== "function") return false;
  for (let at: object | null = value; at !== null; at = js.getPrototypeOf(at))
    if (js.hasOwn(at, "toString")) return !isOfLanguage(at);
  return false;
}
