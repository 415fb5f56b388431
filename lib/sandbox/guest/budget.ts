import * as js from "./intrinsics.ts";
import { createNode, Node, toJson, type Wire } from "./node.ts";

/**
 * What the value that is being written may still cost, in bytes of the finished Value's JSON. There is one of all these,
 * since a guest writes one value at a time; a getter that prints while it is read has its own in between.
 */
let left = 0;
/** Primitives that were paid by a guess, what was paid for them, and how much more they may cost. */
let guessed = new Node();
let paid = 0;
let risk = 0;
let cut = false;

/** A rest of the budget in which nothing worth while has room. */
const spentBytes = 64;

/**
 * Writes within a budget. Says what it cost, but for primitives only by the guess, and whether the budget was too small for what
 * was to be written.
 */
export function withBudget(bytes: number, write: () => Wire): { wire: Wire; cost: number; spent: boolean } {
  const outer = { __proto__: null, left, guessed, paid, risk, cut };
  begin(bytes, new Node(), 0, 0, false);
  try {
    const wire = write();
    return { wire, cost: bytes - left, spent: cut && left <= spentBytes };
  } finally {
    begin(outer.left, outer.guessed, outer.paid, outer.risk, outer.cut);
  }
}

function begin(bytes: number, values: Node, paidBytes: number, riskBytes: number, wasCut: boolean): void {
  left = bytes;
  guessed = values;
  paid = paidBytes;
  risk = riskBytes;
  cut = wasCut;
}

export function pay(bytes: number): void {
  left -= bytes;
}

/** A node of which the tag's words take so many bytes in the finished Value, with the separator after it. */
export function open(tag: string, bytes: number): Node {
  left -= bytes;
  return createNode(tag);
}

export function markCut(): void {
  cut = true;
}

/** Whether so many bytes surely fit. */
export function fits(bytes: number): boolean {
  return bytes <= left;
}

/** Whether another entry may be begun. */
export function hasRoom(): boolean {
  if (left > 0) return true;
  settle();
  if (left > 0) return true;
  cut = true;
  return false;
}

type Measure = (json: string) => number;

let measure: Measure;

/** `ask` is the host's: it has the bytes of a text of JSON at hand, which the guest would have to count. */
export function connectMeasure(ask: Measure): void {
  measure = ask;
}

/**
 * To know the bytes of a primitive takes longer than to write it, so they are guessed, and counted only when it could
 * matter: when all guesses may together be wrong by more than is left.
 */
function settle(): void {
  const { length } = guessed;
  if (length === 0) return;
  // Less the brackets, and the commas between.
  left -= measure(toJson(guessed)) - length - 1 - paid;
  guessed = new Node();
  paid = 0;
  risk = 0;
}

export function writeNumber(value: number): Wire {
  // Neither NaN, nor infinite, nor -0.
  if (value - value === 0 && (value !== 0 || 1 / value > 0)) {
    guessed[guessed.length] = value;
    // And a separator.
    left -= 9;
    paid += 8;
    risk += 17;
    if (risk > left) settle();
    return value;
  }
  const node = open("n", 36);
  node[1] = js.sameValue(value, -0) ? "-0" : js.toText(value);
  return node;
}

export function writeString(value: string): Wire {
  const { length } = value;
  // No unit takes more than six bytes, or fewer than one.
  if (length * 6 + 2 <= left) {
    guessed[guessed.length] = value;
    left -= length + 3;
    paid += length + 2;
    risk += length * 5;
    if (risk > left) settle();
    return value;
  }
  settle();
  if (length + 2 > left) return writePart(value);
  const bytes = measure(js.stringify(value));
  if (bytes > left) return writePart(value);
  left -= bytes + 1;
  return value;
}

/** The first part of a string of which the whole does not fit. */
function writePart(value: string): Node {
  cut = true;
  let kept = js.max(0, js.min(value.length, left));
  let part = js.slice(value, 0, kept);
  let bytes = measure(js.stringify(part));
  while (kept > 0 && bytes > left) {
    kept = js.max(0, js.floor((kept * left) / (bytes + 1)));
    part = js.slice(value, 0, kept);
    bytes = measure(js.stringify(part));
  }
  const node = open("c", bytes + 40);
  node[1] = part;
  node[2] = value.length;
  return node;
}
