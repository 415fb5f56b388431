import type { Page } from "@playwright/test";
import { bringChat, createSidebarPage } from "./sidebar-page.ts";
import { expect, test } from "./test.ts";

const long = `# Heading\n\n${"A **bold** paragraph with `code` in it, and some more words.\n\n".repeat(60)}The end.`;

declare global {
  interface Window {
    /** Whether Markdown was ever seen as it is written, and how far things moved, as a share of the page. */
    watched: { bare: boolean; moved: number };
  }
}

/** Looks at every frame of the pages to come. */
async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.watched = { bare: false, moved: 0 };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
        window.watched.moved += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    const look = () => {
      if (document.querySelector("main")?.textContent?.includes("**bold**")) window.watched.bare = true;
      requestAnimationFrame(look);
    };
    look();
  });
}

test("a chat is there at its first frame as it stays, and so is one that one goes to from the list", async ({
  chat,
}) => {
  const { page } = chat;
  const sidebar = createSidebarPage(page);
  await bringChat(page, "Another", long);
  const path = `/chat/${await bringChat(page, "Long", long)}`;
  await watchFrames(page);
  await chat.openChat(path);
  await expect(chat.main.getByText("The end.")).toBeInViewport();
  await expect(chat.main.locator("strong").first()).toBeAttached();
  // The page has taken over when it answers to a click.
  await sidebar.link("Another").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Another");
  await expect(chat.main.locator("strong").first()).toBeAttached();
  const { bare, moved } = await page.evaluate(() => window.watched);
  expect(bare, "Markdown seen as it is written").toBe(false);
  expect(moved).toBeLessThan(0.01);
});

test("back and forward lead to where one read, and the list stays where it was", async ({ chat }) => {
  const { page } = chat;
  const sidebar = createSidebarPage(page);
  await bringChat(page, "Read halfway", long);
  for (let number = 1; number <= 39; number++) await bringChat(page, `Chat ${number}`, long);
  await page.reload();
  const list = sidebar.list.locator(".overflow-y-auto");
  const topOf = (place: typeof list) => place.evaluate((element) => element.scrollTop);
  await sidebar.link("Read halfway").click();
  await expect(chat.main.getByText("The end.")).toBeInViewport();
  await chat.main.evaluate((element) => {
    element.scrollTop = 400;
  });
  await expect(page.getByRole("button", { name: "Jump to latest" })).toBeVisible();
  const listTop = await topOf(list);
  expect(listTop).toBeGreaterThan(0);
  await sidebar.link("Chat 1").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Chat 1");
  await expect(chat.main.getByText("The end.")).toBeInViewport();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Read halfway");
  await expect.poll(() => topOf(chat.main)).toBe(400);
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Chat 1");
  await expect(chat.main.getByText("The end.")).toBeInViewport();
  expect(await topOf(list)).toBe(listTop);
});

test("whoever begins a new chat can write at once", async ({ chat }) => {
  const sidebar = createSidebarPage(chat.page);
  await bringChat(chat.page, "A chat");
  await chat.page.reload();
  await sidebar.link("A chat").click();
  await chat.path();
  await chat.beginNew();
  await expect(chat.question).toBeFocused();
  await sidebar.link("A chat").click();
  await expect(chat.page.getByRole("heading", { level: 1 })).toHaveText("A chat");
  await chat.page.keyboard.press("ControlOrMeta+Shift+o");
  await expect(chat.welcome).toBeVisible();
  await expect(chat.question).toBeFocused();
});
