import * as js from "./intrinsics.ts";
import { fits, putText, type Writer } from "./writer.ts";

/**
 * The fast way for what JSON says without loss: several primitives at a time are written by the engine's own
 * `JSON.stringify`, which is native code. They are copied into an array of ours first, so that it reads nothing of
 * the guest's.
 */

/** The most values that are written at once. */
export const maxBatch = 64;

/** A longer string is written by itself, so that a batch stays small against the budget. */
const maxPlainChars = 1000;

/** One array for each number of values. To write over an element that an array has never asks its prototypes. */
const batches: unknown[][] = [];
for (let length = 0; length <= maxBatch; length++) {
  const batch: unknown[] = [];
  for (let i = 0; i < length; i++) batch[i] = 0;
  // Its own, so that none that a guest puts on a prototype is called.
  js.defineProperty(batch, "toJSON", { value: undefined });
  batches[length] = batch;
}

/** What a reading came to. Used at once: the next one writes over it. */
export interface Reading {
  values: unknown[];
  /** How many items or properties of it are new. */
  count: number;
  /** Whether all was read and is plain; if not, `other` is what came next. */
  full: boolean;
  other: unknown;
  /** Whether `other` was thrown by the reading itself. */
  threw: boolean;
}

const reading: Reading = js.createObject(null);

/** A getter may print, and so come here again while values are half read. */
let busy = false;

/** Reads items of an array: at most so many, at least one. */
export function readItems(array: unknown[], from: number, length: number): Reading {
  const nested = busy;
  const values = nested ? none : (batches[length] as unknown[]);
  let count = 0;
  let other: unknown;
  let threw = false;
  busy = true;
  try {
    for (; count < length; count++) {
      other = array[from + count];
      if (nested || !isPlain(other)) break;
      values[count] = other;
    }
  } catch (error) {
    other = error;
    threw = true;
  }
  busy = nested;
  return end(values, count, count === length, other, threw);
}

/** Reads properties of an object, at least one and at most `maxBatch / 2`, as key and value in turn; `count` counts the properties. */
export function readProperties(object: object, keys: string[], from: number, length: number): Reading {
  const nested = busy;
  const values = nested ? none : (batches[length * 2] as unknown[]);
  let count = 0;
  let other: unknown;
  let threw = false;
  busy = true;
  try {
    for (; count < length; count++) {
      const key = keys[from + count] as string;
      other = (object as Record<string, unknown>)[key];
      if (nested || key.length > maxPlainChars || !isPlain(other)) break;
      values[count * 2] = key;
      values[count * 2 + 1] = other;
    }
  } catch (error) {
    other = error;
    threw = true;
  }
  busy = nested;
  return end(values, count, count === length, other, threw);
}

const none: unknown[] = [];

function end(values: unknown[], count: number, full: boolean, other: unknown, threw: boolean): Reading {
  reading.values = values;
  reading.count = count;
  reading.full = full;
  reading.other = other;
  reading.threw = threw;
  return reading;
}

function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case "number":
      // Neither NaN, nor infinite, nor -0.
      return value - value === 0 && (value !== 0 || 1 / value > 0);
    case "string":
      return value.length <= maxPlainChars;
    case "boolean":
      return true;
    default:
      return value === null;
  }
}

/** Writes all values of a batch, each after a comma. False, and nothing is written, when they do not fit. */
export function writeBatch(w: Writer, batch: unknown[]): boolean {
  const text = js.stringify(batch);
  if (!fits(w, text)) return false;
  // A comma before each value, where the text has a bracket and commas between.
  w.text += ",";
  putText(w, js.slice(text, 1, -1), 1);
  return true;
}
