import type { Page } from "@playwright/test";
import { expect, says, test, writes } from "./test.ts";

/** Presses Tab until something of that name has focus; fails when the focus comes round without it. */
async function tabTo(page: Page, name: string, key = "Tab"): Promise<void> {
  const focused = () =>
    page.evaluate(() => {
      const { activeElement } = document;
      return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent ?? "";
    });
  const maxStops = 40;
  for (let stop = 0; stop < maxStops; stop++) {
    await page.keyboard.press(key);
    if ((await focused()) === name) return;
  }
  throw new Error(`${maxStops} presses of ${key} did not reach “${name}”.`);
}

test("a keyboard alone asks, inspects, goes through the tabs, and comes back to where it was", async ({
  chat,
  provider,
}) => {
  const { page } = chat;
  provider.answers(writes("Add", "console.log('adding');\nconst result = 1 + 1;"), says("Two."));
  await tabTo(page, "Your question");
  await page.keyboard.type("What is 1 + 1?");
  await page.keyboard.press("Enter");
  await expect(chat.main).toContainText("Two.");
  await chat.finish();
  await expect(chat.question).toBeFocused();

  await tabTo(page, "Inspect", "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(chat.inspector.getByRole("heading", { name: "Add" })).toBeFocused();

  await tabTo(page, "Code");
  for (const name of ["Review", "Result", "Console", "Data"]) {
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("tab", { name })).toBeFocused();
    await expect(page.getByRole("tabpanel", { name })).toBeVisible();
  }
  await page.keyboard.press("Home");
  await expect(page.getByRole("tabpanel", { name: "Code" })).toContainText("const result = 1 + 1;");

  await page.keyboard.press("Escape");
  await expect(chat.inspector).toHaveCount(0);
  await expect(chat.run("Add").getByRole("button", { name: "Inspect" })).toBeFocused();
});

test("a starter is asked with Enter, and focus goes on to the question", async ({ chat, provider }) => {
  provider.answers(says("Four of them."));
  await chat.page.getByRole("button", { name: "How many s in mississippi?" }).focus();
  await chat.page.keyboard.press("Enter");
  await expect(chat.main).toContainText("Four of them.");
  await expect(chat.question).toBeFocused();
});

test("the sheet of a small screen keeps the focus, closes with Escape and gives the focus back", async ({
  chat,
  provider,
}) => {
  await chat.page.setViewportSize({ width: 390, height: 760 });
  provider.answers(writes("Add", "const result = 1 + 1;"), says("Two."));
  await chat.ask("What is 1 + 1?");
  await chat.finish();
  const inspect = chat.run("Add").getByRole("button", { name: "Inspect" });
  await inspect.focus();
  await chat.page.keyboard.press("Enter");
  await expect(chat.page.getByRole("dialog", { name: "Add" })).toBeVisible();
  await tabTo(chat.page, "Close the inspector");
  await tabTo(chat.page, "Code");
  await chat.page.keyboard.press("Escape");
  await expect(chat.page.getByRole("dialog")).toHaveCount(0);
  await expect(inspect).toBeFocused();
});
