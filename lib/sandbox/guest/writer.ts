// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "./intrinsics.ts";
import { functionName } from "./kinds.ts";

/**
 * Writes a value as the JSON text that `lib/sandbox/wire.ts` reads: plain values as themselves, everything else
 * as an array that starts with a one-letter tag. It is not yet a Value, because whether an object was cut, and so how it
 * is written, is known only at its end.
 */
export interface Writer {
  text: string;
  /** Bytes of the finished Value's JSON that may still be spent. */
  left: number;
  /** Text written of which each unit was paid as one byte. */
  uncounted: string;
  /** Whether anything was left out. */
  cut: boolean;
  /** Objects already written: the number `wire.ts` counts them by times `maxPathBytes`, plus what a reference to them costs. */
  seen: Map<unknown, number>;
  count: number;
}

/** What the words around a cut or special value take at most; paid when it opens and given back if it stays plain. */
export const wrapBytes = 64;

/** Names and messages that no budget should be spent on whole. */
const maxNameChars = 200;

export function createWriter(maxBytes: number): Writer {
  const writer: Writer = js.createObject(null);
  writer.text = "";
  writer.left = maxBytes;
  writer.uncounted = "";
  writer.cut = false;
  writer.count = 0;
  return writer;
}

/** Writes ASCII, and pays for it and for `extra` bytes that the Value has more. */
export function put(w: Writer, text: string, extra = 0): void {
  w.text += text;
  w.left -= text.length + extra;
}

/** The same for any text of JSON. */
export function putText(w: Writer, text: string, extra: number): void {
  w.text += text;
  w.left -= text.length + extra;
  // Counting bytes takes longer than writing them. What may be more than its units is counted when it could matter.
  w.uncounted += text;
  if (w.uncounted.length * 2 > w.left) count(w);
}

function count(w: Writer): void {
  w.left -= byteLength(w.uncounted) - w.uncounted.length;
  w.uncounted = "";
}

/** Whether there is room for a text of JSON. */
export function fits(w: Writer, text: string): boolean {
  // No unit takes more than three bytes.
  if (text.length * 3 <= w.left) return true;
  count(w);
  return byteLength(text) <= w.left;
}

type Measure = (json: string) => number;

let measure: Measure;

/** `ask` is the host's: it has the bytes of a string at hand, which the guest would have to count. */
export function connectMeasure(ask: Measure): void {
  measure = ask;
}

/** The bytes of a text of JSON, which has no NUL. */
export function byteLength(text: string): number {
  return text === "" ? 0 : measure(text);
}

export function quoteName(name: string): string {
  return js.stringify(name.length > maxNameChars ? js.slice(name, 0, maxNameChars) + "…" : name);
}

export function writeString(w: Writer, value: string): void {
  // No unit takes fewer bytes than one, so a longer string cannot fit and is not even quoted whole.
  if (value.length + 2 <= w.left) {
    const text = js.stringify(value);
    if (fits(w, text)) {
      putText(w, text, 0);
      return;
    }
  }
  w.cut = true;
  let kept = js.max(0, js.min(value.length, w.left));
  let text = js.stringify(js.slice(value, 0, kept));
  while (kept > 0 && byteLength(text) > w.left) {
    kept = js.floor((kept * w.left) / (byteLength(text) + 1));
    text = js.stringify(js.slice(value, 0, js.max(0, kept)));
  }
  putText(w, '["c",' + text + "," + value.length + "]", 30);
}

/** A string that stands where the tree has no room for a cut one: what does not fit goes without a mark. */
export function writeLimited(w: Writer, text: string): void {
  const fits = text.length * 2 < w.left;
  if (!fits) w.cut = true;
  putText(w, fits ? js.stringify(text) : quoteName(text), 0);
}

export function writeBigint(w: Writer, value: bigint): void {
  // Sixteen hexadecimal digits are written in no time; a million decimal ones take seconds.
  const digits = js.bigintText(value, 16).length * 1.25;
  if (digits > w.left) {
    writeCut(w, "BigInt", null);
    return;
  }
  put(w, '["i","' + js.bigintText(value) + '"]', 16);
}

export function writeFunction(w: Writer, fn: object): void {
  const kind = js.startsWith(js.functionText(fn), "class") ? "class" : "function";
  putText(w, '["f",' + quoteName(functionName(fn)) + ',"' + kind + '"]', 30);
}

export function writeCut(w: Writer, name: string, size: number | null): void {
  w.cut = true;
  putText(w, '["z",' + quoteName(name) + "," + (size === null ? "null" : js.toText(size)) + "]", 24);
}

export function writeThrown(w: Writer, error: unknown): void {
  let message = "unreadable";
  try {
    const own = typeof error === "object" && error !== null ? (error as Error).message : error;
    if (typeof own !== "object" && typeof own !== "function") message = js.toText(own);
  } catch {}
  putText(w, '["t",' + quoteName(message) + "]", 26);
}

/** Whether another entry may be begun. */
export function hasRoom(w: Writer): boolean {
  if (w.left > 0) return true;
  w.cut = true;
  return false;
}

/** More than any budget. */
export const maxPathBytes = 2 ** 24;

/** Gives the object its number. Only what may contain others, or be large, is numbered; `wire.ts` does the same. */
export function register(w: Writer, object: object, pathBytes: number): void {
  js.mapSet(
    w.seen,
    object,
    w.count++ * maxPathBytes + (pathBytes < maxPathBytes ? pathBytes : maxPathBytes - 1),
  );
}

/** A property of an error, if it is text; reading it may run a getter, which may throw. */
export function textOf(object: object, key: string): string | null {
  try {
    const value = (object as Record<string, unknown>)[key];
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}
