import { setTimeout as delay } from "node:timers/promises";
import type { Output } from "#lib/sandbox";
import type { Printed } from "./execution.ts";

/** What is told of a run that still prints: not all of it time and again. */
const bounds = {
  lines: 40,
  /** Of all of them together, as JSON, in UTF-16 units. */
  units: 16_384,
  /** Between one telling and the next, in milliseconds. */
  paceMs: 250,
};

/** What a program has printed last, while it runs. */
export interface Printing {
  add(line: Output): void;
  /** What there is whenever something is new, up to the end of the run. */
  until(ended: Promise<unknown>): AsyncGenerator<Printed>;
}

export function createPrinting({ paceMs = bounds.paceMs }: { paceMs?: number } = {}): Printing {
  const lines: { line: Output; units: number }[] = [];
  let units = 0;
  let earlier = 0;
  let arrival = Promise.withResolvers<void>();

  return {
    add(line) {
      const more = JSON.stringify(line).length;
      lines.push({ line, units: more });
      units += more;
      while (lines.length > bounds.lines || units > bounds.units) {
        units -= lines.shift()?.units ?? 0;
        earlier += 1;
      }
      arrival.resolve();
    },
    async *until(ended) {
      const end = new AbortController();
      const settled = ended.finally(() => end.abort());
      for (;;) {
        await Promise.race([arrival.promise, settled]);
        if (end.signal.aborted) return;
        arrival = Promise.withResolvers();
        yield { lines: lines.map(({ line }) => line), earlier };
        // The end of the run is told at once.
        await delay(paceMs, undefined, { signal: end.signal }).catch(() => {});
      }
    },
  };
}
