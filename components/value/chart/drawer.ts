import type { Reply } from "./chart-worker.ts";
import type { ChartRequest } from "./draw-chart.ts";

/** What a chart may take, in milliseconds: far more than one that can be read needs, on a slow machine. */
const limitMs = 8_000;

/** How long a worker waits for the next chart, in milliseconds. */
const idleMs = 30_000;

let worker: Worker | null = null;
let idle: ReturnType<typeof setTimeout> | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Draws in a worker, one chart after the other, and ends it where a chart takes too long. Null when nobody wants it any more
 * before it was begun. Never rejects.
 */
export function draw(request: ChartRequest, signal: AbortSignal): Promise<Reply | null> {
  const turn = last.then(() => (signal.aborted ? null : ask(request)));
  last = turn;
  return turn;
}

function ask(request: ChartRequest): Promise<Reply> {
  clearTimeout(idle);
  worker ??= new Worker(new URL("./chart-worker.ts", import.meta.url), { type: "module" });
  const asked = worker;
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => settle({ ok: false, why: `It was not drawn within ${limitMs / 1_000} seconds.` }, true),
      limitMs,
    );
    function settle(reply: Reply, end: boolean) {
      clearTimeout(timer);
      asked.onmessage = null;
      asked.onerror = null;
      if (end) dismiss();
      else idle = setTimeout(dismiss, idleMs);
      resolve(reply);
    }
    asked.onmessage = ({ data }: MessageEvent<Reply>) => settle(data, false);
    asked.onerror = (event) => {
      event.preventDefault();
      settle({ ok: false, why: event.message || "What draws charts could not be loaded." }, true);
    };
    asked.postMessage(request);
  });
}

function dismiss(): void {
  worker?.terminate();
  worker = null;
}
