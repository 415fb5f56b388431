import type { Reply } from "./chart-worker.ts";
import type { ChartRequest } from "./draw-chart.ts";

/** What a chart may take, in milliseconds: far more than one that can be read needs, on a slow machine. */
const limitMs = 8_000;

/** How long a worker waits for the next chart, in milliseconds. */
const idleMs = 30_000;

/** What it may take to load the worker, in milliseconds. */
const loadMs = 60_000;

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

async function ask(request: ChartRequest): Promise<Reply> {
  clearTimeout(idle);
  if (worker === null) {
    worker = new Worker(new URL("./chart-worker.ts", import.meta.url), { type: "module" });
    if ((await hear(worker, loadMs)) === null)
      return dismiss("What draws charts could not be loaded. Opening the page again may help.");
  }
  const heard = hear(worker, limitMs);
  worker.postMessage(request);
  const reply = (await heard) as Reply | null;
  if (reply === null) return dismiss(`It was not drawn within ${limitMs / 1_000} seconds.`);
  idle = setTimeout(dismiss, idleMs);
  return reply;
}

/** The next message of a worker; null where it fails or says nothing for so long. */
function hear(from: Worker, withinMs: number): Promise<unknown> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(null), withinMs);
    function settle(said: unknown) {
      clearTimeout(timer);
      from.onmessage = null;
      from.onerror = null;
      resolve(said);
    }
    from.onmessage = ({ data }) => settle(data);
    from.onerror = (event) => {
      event.preventDefault();
      settle(null);
    };
  });
}

function dismiss(why = ""): Reply {
  worker?.terminate();
  worker = null;
  return { ok: false, why };
}
