// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "./intrinsics.ts";
import { functionName } from "./kinds.ts";

/**
 * What a value is written as, for `lib/sandbox/wire.ts` to read: plain primitives as themselves, everything else
 * as an array that starts with a one-letter tag. It is not yet a Value, because whether an object was cut, and so how it
 * is written, is known only at its end.
 */
export type Wire = null | boolean | number | string | Node;

/** An array that inherits nothing: to add to it or to write it as JSON asks nothing of the guest. */
export class Node extends Array<Wire> {}
js.setPrototypeOf(Node.prototype, null);

export interface Writer {
  /** Bytes of the finished Value's JSON that may still be spent. */
  left: number;
  /** Values that were paid by a guess, what was paid for them, and how much more they may cost. */
  guessed: Node;
  paid: number;
  risk: number;
  /** Whether anything was left out. */
  cut: boolean;
  /** Objects already written: the number `wire.ts` counts them by times `maxPathBytes`, plus what a reference to them costs. */
  seen: Map<unknown, number>;
  count: number;
}

/** More than any budget. */
export const maxPathBytes = 2 ** 24;

/** What the words around a cut or special value take at most; paid when it opens and given back if it stays plain. */
export const wrapBytes = 64;

/** Names and messages that no budget should be spent on whole. */
const maxNameChars = 200;

export function createWriter(maxBytes: number): Writer {
  const writer: Writer = js.createObject(null);
  writer.left = maxBytes;
  writer.guessed = new Node();
  writer.paid = 0;
  writer.risk = 0;
  writer.cut = false;
  writer.count = 0;
  return writer;
}

/** `bytes` for the tag's words in the finished Value. */
export function open(w: Writer, tag: string, bytes: number): Node {
  w.left -= bytes;
  const node = new Node();
  node[0] = tag;
  return node;
}

export function add(node: Node, wire: Wire): void {
  node[node.length] = wire;
}

type Measure = (json: string) => number;

let measure: Measure;

/** `ask` is the host's: it has the bytes of a text of JSON at hand, which the guest would have to count. */
export function connectMeasure(ask: Measure): void {
  measure = ask;
}

/**
 * Pays for a primitive as JSON writes it. To know its bytes takes longer than to write it, so they are guessed, and
 * known only when it could matter: when all guesses so far may be wrong by more than is left.
 */
function guess(w: Writer, value: string | number, bytes: number, maxBytes: number): void {
  const { guessed } = w;
  guessed[guessed.length] = value;
  w.left -= bytes;
  w.paid += bytes;
  w.risk += maxBytes - bytes;
  if (w.risk > w.left) settle(w);
}

function settle(w: Writer): void {
  const { length } = w.guessed;
  if (length === 0) return;
  // Less the brackets, and the commas between.
  w.left -= measure(js.stringify(w.guessed)) - length - 1 - w.paid;
  w.guessed = new Node();
  w.paid = 0;
  w.risk = 0;
}

/** Whether another entry may be begun. */
export function hasRoom(w: Writer): boolean {
  if (w.left <= 0) settle(w);
  if (w.left > 0) return true;
  w.cut = true;
  return false;
}

export function writeNumber(w: Writer, value: number): Wire {
  if (value - value === 0 && (value !== 0 || 1 / value > 0)) {
    guess(w, value, 8, 25);
    return value;
  }
  const node = open(w, "n", 34);
  node[1] = js.sameValue(value, -0) ? "-0" : js.toText(value);
  return node;
}

export function writeString(w: Writer, value: string): Wire {
  const { length } = value;
  // No unit takes fewer bytes than one, or more than six.
  if (length * 6 + 2 <= w.left) {
    guess(w, value, length + 2, length * 6 + 2);
    return value;
  }
  settle(w);
  const bytes = length + 2 > w.left ? Number.POSITIVE_INFINITY : measure(js.stringify(value));
  if (bytes > w.left) return writePart(w, value);
  w.left -= bytes;
  return value;
}

/** The first part of a string of which the whole does not fit. */
function writePart(w: Writer, value: string): Node {
  w.cut = true;
  let kept = js.max(0, js.min(value.length, w.left));
  let part = js.slice(value, 0, kept);
  let bytes = measure(js.stringify(part));
  while (kept > 0 && bytes > w.left) {
    kept = js.floor((kept * w.left) / (bytes + 1));
    part = js.slice(value, 0, js.max(0, kept));
    bytes = measure(js.stringify(part));
  }
  const node = open(w, "c", bytes + 40);
  node[1] = part;
  node[2] = value.length;
  return node;
}

/** A name or a message: cut without a mark when it is long. */
export function writeName(w: Writer, name: string): string {
  const short = name.length > maxNameChars ? js.slice(name, 0, maxNameChars) + "…" : name;
  guess(w, short, short.length + 2, short.length * 6 + 2);
  return short;
}

/** A string that stands where the tree has no room for a cut one: what does not fit goes without a mark. */
export function writeLimited(w: Writer, text: string): string {
  if (text.length * 6 + 2 <= w.left) {
    guess(w, text, text.length + 2, text.length * 6 + 2);
    return text;
  }
  w.cut = true;
  return writeName(w, text);
}

export function writeBigint(w: Writer, value: bigint): Node {
  // Sixteen hexadecimal digits are written in no time; a million decimal ones take seconds.
  if (js.bigintText(value, 16).length * 1.25 > w.left) return writeCut(w, "BigInt", null);
  const digits = js.bigintText(value);
  const node = open(w, "i", digits.length + 24);
  node[1] = digits;
  return node;
}

export function writeFunction(w: Writer, fn: object): Node {
  const node = open(w, "f", 40);
  node[1] = writeName(w, functionName(fn));
  node[2] = js.startsWith(js.functionText(fn), "class") ? "class" : "function";
  return node;
}

export function writeCut(w: Writer, name: string, size: number | null): Node {
  w.cut = true;
  const node = open(w, "z", 40);
  node[1] = writeName(w, name);
  node[2] = size;
  return node;
}

export function writeThrown(w: Writer, error: unknown): Node {
  let message = "unreadable";
  try {
    const own = typeof error === "object" && error !== null ? (error as Error).message : error;
    if (typeof own !== "object" && typeof own !== "function") message = js.toText(own);
  } catch {}
  const node = open(w, "t", 30);
  node[1] = writeName(w, message);
  return node;
}

/** Gives the object its number. Only what may contain others, or be large, is numbered; `wire.ts` does the same. */
export function register(w: Writer, object: object, pathBytes: number): void {
  const bytes = pathBytes < maxPathBytes ? pathBytes : maxPathBytes - 1;
  js.mapSet(w.seen, object, w.count++ * maxPathBytes + bytes);
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
