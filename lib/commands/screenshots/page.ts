import type { Browser, Page } from "@playwright/test";
import type { Cookie } from "./seed.ts";

export const schemes = ["light", "dark"] as const;
export const widths = [360, 1440] as const;

/** How a page is looked at. */
export interface Look {
  scheme: (typeof schemes)[number];
  width: number;
  height: number;
}

/** Every look that a state is to be seen in. */
export const looks: Look[] = schemes.flatMap((scheme) =>
  widths.map((width) => ({ scheme, width, height: width === 360 ? 740 : 900 })),
);

/** A page in a browser of its own, which is somebody's with their cookie. */
export async function openPage(
  browser: Browser,
  url: string,
  { scheme, width, height }: Look,
  cookie?: Cookie,
): Promise<Page> {
  const page = await browser.newPage({
    colorScheme: scheme,
    viewport: { width, height },
    deviceScaleFactor: 2,
    // A phone has no pointer to hover with.
    hasTouch: width === 360,
    isMobile: width === 360,
  });
  if (cookie) await page.context().addCookies([{ ...cookie, url }]);
  await page.goto(url, { waitUntil: "networkidle" });
  return page;
}

export async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole("textbox", { name: "Your question" }).fill(question);
  await page.keyboard.press("Enter");
}

export async function waitForAnswer(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send" }).waitFor({ timeout: 60_000 });
}
