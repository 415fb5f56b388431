import type { Exports } from "./exports.ts";
import type { Machine } from "./machine.ts";

/** A value of the guest, by its place in the memory. It lives as long as the guest: nothing is given back. */
export type Handle = number;

export type Evaluated = { ok: true; value: Handle } | { ok: false; thrown: Handle };

/** Where the engine keeps its own two objects. */
export interface Roots {
  runtime: number;
  context: number;
}

/** A promise's state as the engine numbers it; -1 is no promise at all. */
const pending = 0;
const rejected = 2;

/** Calls into the engine in terms of values and texts. */
export class Binding {
  readonly #machine: Machine;
  readonly #exports: Exports;
  readonly #roots: Roots;

  constructor(machine: Machine, roots: Roots) {
    this.#machine = machine;
    this.#exports = machine.exports;
    this.#roots = roots;
  }

  evaluate(code: string, file: string, flags: number): Evaluated {
    const source = this.#write(code);
    const name = this.#write(file);
    const value = this.#exports._QTS_Eval(
      this.#roots.context,
      source.pointer,
      source.bytes,
      name.pointer,
      0,
      flags,
    );
    this.#exports._free(source.pointer);
    this.#exports._free(name.pointer);
    return this.#resolve(value);
  }

  call(fn: Handle, ...args: Handle[]): Evaluated {
    const list = this.#allocate(Math.max(4, args.length * 4));
    this.#machine.words().set(args, list / 4);
    const self = this.#exports._QTS_GetUndefined();
    const value = this.#exports._QTS_Call(this.#roots.context, fn, self, args.length, list);
    this.#exports._free(list);
    return this.#resolve(value);
  }

  #resolve(value: Handle): Evaluated {
    const thrown = this.#exports._QTS_ResolveException(this.#roots.context, value);
    return thrown ? { ok: false, thrown } : { ok: true, value };
  }

  /** Reads a property, which may run a getter of the guest. */
  property(object: Handle, key: string): Evaluated {
    return this.#resolve(this.#exports._QTS_GetProp(this.#roots.context, object, this.newText(key)));
  }

  newText(text: string): Handle {
    const { pointer } = this.#write(text);
    const value = this.#exports._QTS_NewString(this.#roots.context, pointer);
    this.#exports._free(pointer);
    return value;
  }

  newNumber(value: number): Handle {
    return this.#exports._QTS_NewFloat64(this.#roots.context, value);
  }

  /** A function of the host, under an id that the machine's callback is called with. */
  newFunction(name: string, id: number): Handle {
    const { pointer } = this.#write(name);
    const fn = this.#exports._QTS_NewFunction(this.#roots.context, pointer, name.length, 0, id);
    this.#exports._free(pointer);
    return fn;
  }

  argument(args: number, index: number): Handle {
    return this.#exports._QTS_ArgvGetJSValueConstPointer(args, index);
  }

  /**
   * The value as the engine writes it; text ends at a NUL, so what may hold one is written as JSON first. Throws if it is
   * longer than `maxBytes`, which only a guest writes that has broken out of its own types.
   */
  text(value: Handle, maxBytes: number): string {
    return this.#borrow(value, (bytes) => {
      if (bytes.length > maxBytes) throw new RangeError("a text of the guest is longer than it may be");
      return decoder.decode(bytes);
    });
  }

  /** How many bytes that text takes in UTF-8. */
  byteLength(value: Handle): number {
    return this.#borrow(value, (bytes) => bytes.length);
  }

  #borrow<Result>(value: Handle, use: (bytes: Uint8Array) => Result): Result {
    const pointer = this.#exports._QTS_GetString(this.#roots.context, value);
    if (pointer === 0) throw new RangeError("the guest has no memory left to say it");
    const bytes = this.#machine.bytes();
    const result = use(bytes.subarray(pointer, bytes.indexOf(0, pointer)));
    this.#exports._QTS_FreeCString(this.#roots.context, pointer);
    return result;
  }

  number(value: Handle): number {
    return this.#exports._QTS_GetFloat64(this.#roots.context, value);
  }

  /** A promise's outcome; null while it has none. What is no promise is its own. */
  outcome(value: Handle): Evaluated | null {
    const state = this.#exports._QTS_PromiseState(this.#roots.context, value);
    if (state < 0) return { ok: true, value };
    if (state === pending) return null;
    const result = this.#exports._QTS_PromiseResult(this.#roots.context, value);
    return state === rejected ? { ok: false, thrown: result } : { ok: true, value: result };
  }

  hasJob(): boolean {
    return this.#exports._QTS_IsJobPending(this.#roots.runtime) === 1;
  }

  /** Runs the next jobs, at most so many. Gives what one threw that had no promise to reject. */
  runJobs(max: number): Handle | null {
    const lastContext = this.#allocate(4);
    const value = this.#exports._QTS_ExecutePendingJob(this.#roots.runtime, max, lastContext);
    this.#exports._free(lastContext);
    // Their number, or else the error.
    const type = this.#exports._QTS_Typeof(this.#roots.context, value);
    const isNumber = this.#machine.bytes()[type] === "n".charCodeAt(0);
    this.#exports._free(type);
    return isNumber ? null : value;
  }

  #allocate(bytes: number): number {
    const pointer = this.#exports._malloc(bytes);
    if (pointer === 0) throw new RangeError("the guest has no memory left");
    return pointer;
  }

  #write(text: string): { pointer: number; bytes: number } {
    if (!text.isWellFormed()) return this.#writeLoneSurrogates(text);
    const encoded = encoder.encode(text);
    const pointer = this.#allocate(encoded.length + 1);
    const bytes = this.#machine.bytes();
    bytes.set(encoded, pointer);
    bytes[pointer + encoded.length] = 0;
    return { pointer, bytes: encoded.length };
  }

  /** UTF-8 has no word for them, but the engine reads them, and its own glue writes them. */
  #writeLoneSurrogates(text: string): { pointer: number; bytes: number } {
    const bytes = this.#exports.lengthBytesUTF8(text);
    const pointer = this.#allocate(bytes + 1);
    this.#exports.stringToUTF8(text, pointer, bytes + 1);
    return { pointer, bytes };
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
