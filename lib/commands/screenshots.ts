import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { browserArguments, findBrowser } from "./browser.mjs";
import { ensureBuilt } from "./build.mjs";
import { runChild } from "./child.mjs";
import { neutralEnvironment } from "./environment.mjs";
import { folder } from "./project.mjs";
import { startServer } from "./server.mjs";

/**
 * Takes pictures of the built app: the README's two, of the demo, and, with a folder as argument, every state of
 * e2e/all-states.ts in light and dark, on a phone and on a desk.
 */
const [states] = process.argv.slice(2);
const node = process.execPath;
const environment = neutralEnvironment(node);

async function takeReadmePictures(): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), "workings-screenshots-"));
  const server = await startServer({
    node,
    port: 0,
    host: "127.0.0.1",
    environment: { ...environment, OLLAMA_URL: "off", DATA_FOLDER: data },
  });
  const executablePath = findBrowser(chromium.executablePath());
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: browserArguments,
  });
  try {
    await takeAnswer(await openPage(browser, server.url, "light"));
    await takeChart(await openPage(browser, server.url, "dark"));
  } finally {
    await browser.close();
    await server.stop();
    await rm(data, { recursive: true, force: true });
  }
}

async function openPage(browser: Browser, url: string, colorScheme: "light" | "dark"): Promise<Page> {
  const page = await browser.newPage({
    colorScheme,
    viewport: { width: 1000, height: 860 },
    // Nothing is caught on its way.
    reducedMotion: "reduce",
    deviceScaleFactor: 2,
  });
  await page.goto(url, { waitUntil: "networkidle" });
  return page;
}

async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole("textbox", { name: "Your question" }).fill(question);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Send" }).waitFor({ timeout: 60_000 });
}

const picture = (name: string) => join(folder, "public", name);

async function takeAnswer(page: Page): Promise<void> {
  await ask(page, "How many s in mississippi?");
  // With its workings, which fold to a line when the answer follows.
  await page.getByRole("button", { name: "Count the letter s", exact: true }).click();
  await page.screenshot({ path: picture("answer.png") });
}

async function takeChart(page: Page): Promise<void> {
  await ask(page, "Throw two dice 10,000 times and draw how often each sum comes");
  await page.screenshot({ path: picture("chart.png") });
}

async function takeStates(into: string): Promise<number> {
  const playwright = createRequire(import.meta.url).resolve("@playwright/test/cli");
  const { code, output } = await runChild(
    node,
    [playwright, "test", "--config", "e2e/screenshots.config.ts"],
    {
      environment: { ...environment, SCREENSHOTS_FOLDER: resolve(into) },
    },
  );
  process.stdout.write(output);
  return code;
}

await ensureBuilt(node);
await takeReadmePictures();
if (states) process.exitCode = await takeStates(states);
