import type { CDPSession, Page } from "@playwright/test";

/** What the browser's own instruments told of a page for a while. Times are in milliseconds. */
export interface Watched {
  /** Of the main thread at work, by the processor's clock: other programs take nothing from it. */
  taskMs: number;
  /** The worst ten seconds of what tasks took beyond 50 ms each. */
  blockedMs: number;
  /** From each press of a key to its handling. Those too short to be told are 0. */
  delaysMs: number[];
  /** Between each frame and the one before. */
  framesMs: number[];
}

declare global {
  interface Window {
    seen: { tasks: { at: number; ms: number }[]; delays: number[]; frames: number[]; readyAt: number };
  }
}

const blockingMs = 50;
const windowMs = 10_000;

/** Has the pages to come look at themselves. */
export async function installInstruments(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: Window["seen"] = { tasks: [], delays: [], frames: [], readyAt: 0 };
    window.seen = seen;
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        seen.tasks.push({ at: startTime, ms: duration });
    }).observe({ type: "longtask", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[])
        if (entry.name === "keydown") seen.delays.push(entry.processingStart - entry.startTime);
    }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
    const look = (at: number) => {
      seen.frames.push(at);
      if (seen.readyAt === 0 && document.querySelector("form button[type=submit]:enabled")) seen.readyAt = at;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Looks at what happens in a page while something is done there. `presses` of a key are part of that. */
export async function watch(page: Page, work: () => Promise<{ presses: number }>): Promise<Watched> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.evaluate(() => {
    Object.assign(window.seen, { tasks: [], delays: [], frames: [] });
  });
  const before = await readTaskMs(session);
  const { presses } = await work();
  const taskMs = (await readTaskMs(session)) - before;
  const { tasks, delays, frames } = await page.evaluate(() => window.seen);
  await session.detach();
  const unseen = Array<number>(Math.max(0, presses - delays.length)).fill(0);
  return {
    taskMs,
    blockedMs: worstWindow(tasks),
    delaysMs: [...delays, ...unseen],
    framesMs: frames.slice(1).map((at, index) => at - (frames[index] ?? at)),
  };
}

async function readTaskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  const found = metrics.find(({ name }) => name === "TaskDuration");
  if (!found) throw new Error("this browser does not tell how long its tasks took");
  return found.value * 1_000;
}

/** The most that any ten seconds have of it. */
export function worstWindow(tasks: readonly { at: number; ms: number }[]): number {
  const sums = tasks.map(({ at: from }) =>
    tasks
      .filter(({ at }) => at >= from && at < from + windowMs)
      .reduce((sum, { ms }) => sum + Math.max(0, ms - blockingMs), 0),
  );
  return Math.max(0, ...sums);
}
