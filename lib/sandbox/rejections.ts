import { Lifetime, type QuickJSHandle, type QuickJSRuntime } from "quickjs-emscripten-core";
import type { Instance } from "./wasm.ts";
import { createTableFunction } from "./wasm-binary.ts";

/** Rejected promises that nobody has handled yet. */
export interface Rejections {
  /** The first of them; it stays alive until the engine is dropped. */
  first(): QuickJSHandle | null;
}

/** More are not remembered; one is enough to fail. */
const maxRemembered = 1000;

/**
 * Asks the engine to tell of rejections that nobody handles. The engine can (`JS_SetHostPromiseRejectionTracker`), but
 * the build does not export the function, so its pointer is put where that function would: into the two words of the
 * runtime after those of the interrupt handler, which the build does set. Throws if they are not where they should be.
 */
export function trackRejections(instance: Instance, runtime: QuickJSRuntime): Rejections {
  const { words, table, malloc } = instance.inside;
  const pending = new Map<bigint, number>();
  const listener = createTableFunction((_context, promise, _reason, handled) => {
    if (handled) pending.delete(promise);
    else if (pending.size < maxRemembered) {
      // The low half of a value is its pointer, the first word there its count of references. Counted once more, so
      // that no other promise takes its place in memory.
      const pointer = Number(promise & 0xffff_ffffn);
      words[pointer / 4] = (words[pointer / 4] ?? 0) + 1;
      pending.set(promise, pointer);
    }
  });
  const index = table.grow(1);
  table.set(index, listener);
  words[findTrackerWord(words, runtime)] = index;
  return {
    first() {
      const [promise] = pending.keys();
      if (promise === undefined) return null;
      const place = malloc(8);
      new BigUint64Array(words.buffer, place, 1)[0] = promise;
      return new Lifetime(place, undefined, undefined, runtime) as unknown as QuickJSHandle;
    },
  };
}

/** How far the fields of a runtime reach, in words. */
const runtimeWords = 256;

/** quickjs.c: `interrupt_handler; interrupt_opaque; host_promise_rejection_tracker; …_opaque;`, all empty at first. */
function findTrackerWord(words: Uint32Array, runtime: QuickJSRuntime): number {
  const start = (runtime as unknown as { rt: { value: number } }).rt.value / 4;
  const before = words.slice(start, start + runtimeWords);
  runtime.setInterruptHandler(() => false);
  const changed = before.findIndex((word, i) => word !== words[start + i]);
  const fields = before.subarray(changed, changed + 4);
  if (changed < 0 || fields.length < 4 || fields.some((word) => word !== 0))
    throw new Error("The engine's build is not the one this sandbox was made for.");
  return start + changed + 2;
}
