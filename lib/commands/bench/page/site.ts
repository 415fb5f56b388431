import type { Browser, Page } from "@playwright/test";
import type { Seeded } from "./seed.ts";
import { installInstruments } from "./watch.ts";

/** The built app, with its chats, and a browser to see it in. */
export interface Site {
  browser: Browser;
  url: string;
  seeded: Seeded;
}

/** A page in a browser of its own, which is the owner's; the chat it opens at, or an empty one. */
export async function openPage({ browser, url, seeded }: Site, chatId: string | null): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(120_000);
  await page.context().addCookies([{ ...seeded.cookie, url }]);
  await installInstruments(page);
  await page.goto(chatId === null ? url : `${url}/chat/${chatId}`);
  await page.waitForFunction(() => window.seen.readyAt > 0);
  return page;
}

/** Until what is shown has stayed the same for a second. */
export async function settle(page: Page): Promise<void> {
  for (let before = -1; ; ) {
    const shown = await page.evaluate(() => document.querySelector("main")?.textContent.length ?? 0);
    if (shown === before) return;
    before = shown;
    await page.waitForTimeout(1_000);
  }
}
