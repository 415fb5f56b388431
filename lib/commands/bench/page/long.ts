import { createRow, type Row } from "../row.ts";
import { openPage, type Site, settle } from "./site.ts";
import { watch } from "./watch.ts";

const opens = 3;
const wheels = 60;
const wheelPx = 600;
/** A frame that comes later than this after the one before has missed its turn at least twice, in milliseconds. */
const lateMs = 50;

interface Opened {
  readyMs: number;
  blockedMs: number;
  elements: number;
}

/** A chat of 500 messages with 200 runs: opened, and scrolled through from its end. */
export async function measureLong(site: Site): Promise<Row[]> {
  const blank: Opened[] = [];
  const named: Opened[] = [];
  for (let round = 0; round < opens; round++) {
    blank.push(await open(site, null));
    named.push(await open(site, site.seeded.longId));
  }
  const both = (read: (opened: Opened) => number) =>
    new Map([["blank", blank.map(read)] as const, ["named", named.map(read)] as const]);
  const scrolled = await scroll(site);
  return [
    createRow(
      "until it answers, 500 messages with 200 runs",
      "ms",
      both(({ readyMs }) => readyMs),
      { blank: null },
    ),
    createRow(
      "blocked while it opens, 500 messages with 200 runs",
      "ms",
      both(({ blockedMs }) => blockedMs),
      { blank: null },
    ),
    createRow(
      "elements, 500 messages with 200 runs",
      "",
      both(({ elements }) => elements),
      {},
    ),
    createRow(
      "blocked in 10 s of scrolling, 500 messages with 200 runs",
      "ms",
      new Map([["named", [scrolled.blockedMs]] as const]),
      {},
      200,
    ),
    createRow(
      "late frames of scrolling, 500 messages with 200 runs",
      "%",
      new Map([["named", [scrolled.latePercent]] as const]),
      {},
      5,
    ),
  ];
}

async function open(site: Site, chatId: string | null): Promise<Opened> {
  const page = await openPage(site, chatId);
  await settle(page);
  const opened = await page.evaluate(() => ({
    readyMs: window.seen.readyAt,
    blockedMs: window.seen.tasks.reduce((sum, { ms }) => sum + Math.max(0, ms - 50), 0),
    elements: document.querySelectorAll("*").length,
  }));
  await page.context().close();
  return opened;
}

async function scroll(site: Site): Promise<{ blockedMs: number; latePercent: number }> {
  const page = await openPage(site, site.seeded.longId);
  await settle(page);
  await page.mouse.move(640, 300);
  const { blockedMs, framesMs } = await watch(page, async () => {
    for (let at = 0; at < wheels; at++) {
      await page.mouse.wheel(0, -wheelPx);
      await page.waitForTimeout(50);
    }
    return { presses: 0 };
  });
  await page.context().close();
  return { blockedMs, latePercent: (100 * framesMs.filter((ms) => ms > lateMs).length) / framesMs.length };
}
