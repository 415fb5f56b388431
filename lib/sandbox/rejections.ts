import type { Handle } from "./binding.ts";
import type { Machine } from "./machine.ts";
import { createTableFunction } from "./wasm-binary.ts";

/**
 * Rejected promises that nobody has handled yet. The engine can tell of them (`JS_SetHostPromiseRejectionTracker`), but the
 * build does not export the function: so ours is put into the engine's table, and its place there into the two words of
 * the runtime where that function would put it (layout.ts finds them).
 */
export interface Rejections {
  /** Puts the listener into the table of the machine's present instance, and gives its place. Nothing is pending then. */
  attach(): number;
  /** The first of them; it stays alive until the guest is dropped. Null if there is none, or too many to remember. */
  first(): Handle | null;
  any(): boolean;
}

/** More are counted only. */
const maxRemembered = 10_000;

export function createRejections(machine: Machine): Rejections {
  const pending = new Set<bigint>();
  let others = 0;
  const listener = createTableFunction((_context, promise, _reason, handled) => {
    if (handled) {
      if (!pending.delete(promise)) others--;
    } else if (pending.size >= maxRemembered) others++;
    else {
      // The low half of a value is its pointer, the first word there its count of references. Counted once more, so
      // that no other promise takes its place in memory.
      const words = machine.words();
      const count = Number(promise & 0xffff_ffffn) / 4;
      words[count] = (words[count] ?? 0) + 1;
      pending.add(promise);
    }
  });
  return {
    attach() {
      pending.clear();
      others = 0;
      const index = machine.table().grow(1);
      machine.table().set(index, listener);
      return index;
    },
    any: () => pending.size > 0 || others > 0,
    first() {
      const [promise] = pending;
      if (promise === undefined) return null;
      const place = machine.exports._malloc(8);
      new BigUint64Array(machine.bytes().buffer, place, 1)[0] = promise;
      return place;
    },
  };
}
