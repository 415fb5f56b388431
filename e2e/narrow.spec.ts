import type { Page } from "@playwright/test";
import { allStates } from "./all-states.ts";
import { states } from "./states.ts";
import { expect, test } from "./test.ts";

test.use({ viewport: { width: 360, height: 740 } });

/** CSS pixels: a phone, what WCAG asks of a page that is enlarged fourfold, and a screen of 1440 at 200 %. */
const widths = [360, 320, 720];

for (const { name, reach } of allStates) {
  test(`on a narrow or enlarged page nothing is wider than it: ${name}`, async ({ chat, provider }) => {
    await reach(chat, provider);
    for (const width of widths) {
      await chat.page.setViewportSize({ width, height: 740 });
      await expect.poll(() => findOverflow(chat.page), { message: `at ${width} px` }).toEqual([]);
    }
  });
}

/** What is wider than the page, or cut off by it. */
function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element) => {
      const { overflowX } = getComputedStyle(element);
      return element.scrollWidth > element.clientWidth && (overflowX === "auto" || overflowX === "scroll");
    };
    const roots = [document.documentElement, document.body, ...document.querySelectorAll("main, dialog")];
    const wide = roots.filter((element) => element.scrollWidth > element.clientWidth);
    // Cut off rather than scrolled is no better: every wide thing stands in a box of its own that scrolls.
    const cut = [...document.querySelectorAll("main *, form *, header *, dialog *")].filter((element) => {
      const { right, width } = element.getBoundingClientRect();
      if (width <= 1 || right <= innerWidth + 1) return false;
      for (let box = element.parentElement; box; box = box.parentElement) if (scrolls(box)) return false;
      return true;
    });
    return [...wide, ...cut].map((element) => `${element.tagName} ${element.className}`);
  });
}

test("at 360 px the panel is a sheet that closes", async ({ chat, provider }) => {
  const open = states.find(({ name }) => name === "an open panel");
  await open?.reach(chat, provider);
  await expect(chat.page.getByRole("dialog", { name: "Look at Jupiter" })).toBeVisible();
  await chat.page.getByRole("button", { name: "Close the inspector" }).click();
  await expect(chat.page.getByRole("dialog")).toHaveCount(0);
});
