import { sidebarStates } from "./sidebar-states.ts";
import { states } from "./states.ts";
import { expect, test } from "./test.ts";

test.use({ viewport: { width: 360, height: 740 } });

for (const { name, reach } of [...states, ...sidebarStates]) {
  test(`at 360 px nothing is wider than the page: ${name}`, async ({ chat, provider }) => {
    await reach(chat, provider);
    const overflow = await chat.page.evaluate(() => {
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
    expect(overflow).toEqual([]);
  });
}

test("at 360 px the panel is a sheet that closes", async ({ chat, provider }) => {
  const open = states.find(({ name }) => name === "an open panel");
  await open?.reach(chat, provider);
  await expect(chat.page.getByRole("dialog", { name: "Look at Jupiter" })).toBeVisible();
  await chat.page.getByRole("button", { name: "Close the inspector" }).click();
  await expect(chat.page.getByRole("dialog")).toHaveCount(0);
});
