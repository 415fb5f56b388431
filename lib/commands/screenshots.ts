import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { browserArguments, findBrowser } from "./browser.mjs";
import { neutralEnvironment } from "./environment.mjs";
import { folder } from "./project.mjs";
import { startServer } from "./server.mjs";

/**
 * Takes pictures of the built app with nothing configured: `public/answer.png` for the README and, with a folder as
 * argument, every state of the demo in light and dark, on a phone and on a desk.
 */
const [states] = process.argv.slice(2);

const schemes = ["light", "dark"] as const;
const widths = [360, 1440] as const;

async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole("textbox", { name: "Your question" }).fill(question);
  await page.keyboard.press("Enter");
}

async function waitForAnswer(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send" }).waitFor({ timeout: 60_000 });
}

async function openPage(
  browser: Browser,
  url: string,
  colorScheme: (typeof schemes)[number],
  width: number,
  height: number,
) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height }, deviceScaleFactor: 2 });
  await page.goto(url, { waitUntil: "networkidle" });
  return page;
}

async function takeReadmePicture(browser: Browser, url: string): Promise<void> {
  const page = await openPage(browser, url, "light", 1000, 760);
  await ask(page, "How many s in mississippi?");
  await waitForAnswer(page);
  await page.screenshot({ path: join(folder, "public", "answer.png") });
  await page.close();
}

async function takeStates(browser: Browser, url: string, into: string): Promise<void> {
  await mkdir(into, { recursive: true });
  for (const scheme of schemes) {
    for (const width of widths) {
      const page = await openPage(browser, url, scheme, width, width === 360 ? 740 : 900);
      const take = (state: string) =>
        page.screenshot({ path: join(into, `${state}-${width}-${scheme}.png`) });
      await take("1-empty");
      await ask(page, "How many s in mississippi?");
      await page.getByText("let count").first().waitFor();
      await take("2-writing");
      await waitForAnswer(page);
      await take("3-answered");
      await ask(page, "Delete all my system files");
      await waitForAnswer(page);
      await take("4-refused");
      await ask(page, "Which Fibonacci number is the first with 100 digits?");
      await waitForAnswer(page);
      await take("5-repaired");
      await ask(page, "How does 1,000 grow at 5 % a year over ten years? Show a table");
      await waitForAnswer(page);
      await take("6-table");
      await ask(page, "Estimate pi with random darts for two seconds");
      await page
        .getByText(/^Running/)
        .last()
        .waitFor();
      await take("7-running");
      await page.getByRole("button", { name: "Stop" }).click();
      await waitForAnswer(page);
      await take("8-stopped");
      await page
        .getByRole("button", { name: /Inspect/ })
        .first()
        .click();
      await page.getByRole("tab", { name: "Review" }).click();
      await take("9-panel");
      await page.getByRole("button", { name: "Close the inspector" }).click();
      await takeSharing(page, url, take);
      await page.close();
    }
  }
}

/** The open chat on its way out, and back as one that nobody vouches for. */
async function takeSharing(
  page: Page,
  url: string,
  take: (state: string) => Promise<unknown>,
): Promise<void> {
  await page.getByRole("button", { name: "Share and export" }).click();
  await page.getByRole("menuitem").first().waitFor();
  await take("10-share-menu");
  await page.getByRole("menuitem", { name: "Share by a link" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  await take("11-share-dialog");
  const address = `${url}/api${new URL(page.url()).pathname}/export?as=json`;
  const exported = await (await page.request.get(address)).json();
  const imported = await page.request.post(`${url}/api/chats/import`, {
    data: { ...exported, signature: "" },
  });
  await page.goto(`${url}/chat/${(await imported.json()).id}`, { waitUntil: "networkidle" });
  await take("12-imported");
  await page.goto(link, { waitUntil: "networkidle" });
  await take("13-shared");
}

const server = await startServer({
  node: process.execPath,
  port: 0,
  host: "127.0.0.1",
  environment: { ...neutralEnvironment(process.execPath), OLLAMA_URL: "off" },
});
const executablePath = findBrowser(chromium.executablePath());
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: browserArguments });
try {
  await takeReadmePicture(browser, server.url);
  if (states) await takeStates(browser, server.url, states);
} finally {
  await browser.close();
  await server.stop();
}
