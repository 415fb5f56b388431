import type { Page } from "@playwright/test";

/** What somebody would paste now. Read on a page of its own, since no page of the app may; it needs the permission to. */
export async function readClipboard(page: Page): Promise<string> {
  const tab = await page.context().newPage();
  await tab.route("**/*", (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>Read</title>" }),
  );
  await tab.goto(new URL("/", page.url()).href);
  const text = await tab.evaluate(() => navigator.clipboard.readText());
  await tab.close();
  await page.bringToFront();
  return text;
}
