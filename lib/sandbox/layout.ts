import type { Binding, Roots } from "./binding.ts";
import { type Machine, WrongBuild } from "./machine.ts";

/**
 * Places in the engine's memory, as indices of 32-bit words, that its build has no name for. Each is found by an experiment of
 * which the outcome is known, so that another build is noticed and not misread.
 */
export interface Layout {
  /** The end of the used memory, in bytes. */
  breakWord: number;
  /** The function that hears of unhandled rejections, as an index of the table. */
  trackerWord: number;
  /** The state of `Math.random`, 64 bits that are never zero. */
  randomWord: number;
}

/** How far the fields of a runtime and of a context reach, in words. */
const structWords = 256;

/** Static data lies at the beginning of the memory, before the stack. */
const staticWords = 64 * 1024;

export function findLayout(machine: Machine, binding: Binding, roots: Roots): Layout {
  return {
    breakWord: findBreak(machine),
    trackerWord: findTracker(machine, roots),
    randomWord: findRandom(machine, binding, roots),
  };
}

/** Big blocks come from the end of the used memory: after two of them its word has followed both. */
function findBreak(machine: Machine): number {
  const first = machine.exports._malloc(400_000);
  const before = machine.words().slice(0, staticWords);
  const second = machine.exports._malloc(500_000);
  if (first === 0 || second === 0) throw new WrongBuild();
  const words = machine.words();
  const near = (word: number, end: number) => word >= end && word < end + 200_000;
  const followers: number[] = [];
  for (let i = 0; i < staticWords; i++)
    if (near(words[i] ?? 0, second + 500_000) && near(before[i] ?? 0, first + 400_000)) followers.push(i);
  // The allocator's own idea of its last free block follows too, and lies before the end.
  const [end, ...others] = followers.sort((a, b) => (words[b] ?? 0) - (words[a] ?? 0));
  if (end === undefined || others.length > 1) throw new WrongBuild();
  return end;
}

/** quickjs.c: `interrupt_handler; interrupt_opaque; host_promise_rejection_tracker; …_opaque;`, all empty at first. */
function findTracker(machine: Machine, { runtime }: Roots): number {
  const words = machine.words();
  const before = words.slice(runtime / 4, runtime / 4 + structWords);
  machine.exports._QTS_RuntimeEnableInterruptHandler(runtime);
  const handler = before.findIndex((word, i) => word !== words[runtime / 4 + i]);
  const fields = before.subarray(handler, handler + 4);
  if (handler < 0 || fields.length < 4 || fields.some((word) => word !== 0)) throw new WrongBuild();
  return runtime / 4 + handler + 2;
}

/** `Math.random` is xorshift64*: of all words of the context, its state alone takes that step. */
function findRandom(machine: Machine, binding: Binding, { context }: Roots): number {
  const read = (words: Uint32Array, i: number) => (BigInt(words[i + 1] ?? 0) << 32n) | BigInt(words[i] ?? 0);
  const before = machine.words().slice(context / 4, context / 4 + structWords);
  binding.evaluate("Math.random()", "layout", 0);
  const after = machine.words().slice(context / 4, context / 4 + structWords);
  const place = after.findIndex((_, i) => read(before, i) !== 0n && step(read(before, i)) === read(after, i));
  if (place < 0) throw new WrongBuild();
  return context / 4 + place;
}

/** Marsaglia's xorshift with the shifts that quickjs.c uses. */
function step(state: bigint): bigint {
  let x = state;
  x ^= x >> 12n;
  x ^= BigInt.asUintN(64, x << 25n);
  return x ^ (x >> 27n);
}
