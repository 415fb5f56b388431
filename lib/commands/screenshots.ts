import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { browserArguments, findBrowser } from "./browser.mjs";
import { neutralEnvironment } from "./environment.mjs";
import { folder } from "./project.mjs";
import { takeChatStates } from "./screenshots/chat-states.ts";
import { takeDemoStates } from "./screenshots/demo-states.ts";
import { ask, looks, openPage, waitForAnswer } from "./screenshots/page.ts";
import { type Cookie, seedChats } from "./screenshots/seed.ts";
import { takeSharingStates } from "./screenshots/sharing-states.ts";
import { startServer } from "./server.mjs";

/**
 * Takes pictures of the built app with nothing configured: `public/answer.png` for the README and, with a folder as
 * argument, every state of the demo and of the chats in light and dark, on a phone and on a desk.
 */
const [states] = process.argv.slice(2);

async function takeReadmePicture(browser: Browser, url: string): Promise<void> {
  const page = await openPage(browser, url, { scheme: "light", width: 1000, height: 760 });
  await ask(page, "How many s in mississippi?");
  await waitForAnswer(page);
  await page.screenshot({ path: join(folder, "public", "answer.png") });
  await page.close();
}

async function takeStates(browser: Browser, url: string, cookies: Cookie[], into: string): Promise<void> {
  await mkdir(into, { recursive: true });
  for (const [index, look] of looks.entries()) {
    const strange = await openPage(browser, url, look);
    const path = (state: string) => join(into, `${state}-${look.width}-${look.scheme}.png`);
    const take = (state: string) => strange.screenshot({ path: path(state) });
    await takeDemoStates(strange, take);
    await takeSharingStates(strange, url, take);
    await strange.close();
    const known = await openPage(browser, url, look, cookies[index]);
    await takeChatStates(known, (state) => known.screenshot({ path: path(state) }));
    await known.close();
  }
}

const data = await mkdtemp(join(tmpdir(), "workings-screenshots-"));
const cookies = await seedChats(data, looks.length);
const server = await startServer({
  node: process.execPath,
  port: 0,
  host: "127.0.0.1",
  environment: { ...neutralEnvironment(process.execPath), OLLAMA_URL: "off", DATA_FOLDER: data },
});
const executablePath = findBrowser(chromium.executablePath());
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: browserArguments });
try {
  await takeReadmePicture(browser, server.url);
  if (states) await takeStates(browser, server.url, cookies, states);
} finally {
  await browser.close();
  await server.stop();
  await rm(data, { recursive: true, force: true });
}
