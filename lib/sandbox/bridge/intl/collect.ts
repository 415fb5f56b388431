import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** A date's formatter holds some 30 KB, so dropped ones never take more than about 15 MB. */
const maxUncollected = 500;

let uncollected = 0;
let collectGarbage: (() => void) | null = null;

/**
 * To be called for every object of Intl that is made. V8 does not see the memory behind these and lets gigabytes of
 * dropped ones lie, outside every limit of the thread: a program could fill the host's memory with them. So they are collected by
 * force now and then, which takes a few milliseconds.
 */
export function countMade(): void {
  uncollected++;
  if (uncollected < maxUncollected) return;
  collectGarbage ??= findCollector();
  if (!collectGarbage) return;
  uncollected = 0;
  collectGarbage();
}

/** Null when another thread took the flag back too soon. It holds for the whole process, so it is set for a moment only. */
function findCollector(): (() => void) | null {
  setFlagsFromString("--expose-gc");
  try {
    return runInNewContext("globalThis.gc ?? null") as (() => void) | null;
  } finally {
    setFlagsFromString("--no-expose-gc");
  }
}
