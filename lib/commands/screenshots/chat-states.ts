import type { Page } from "@playwright/test";
import { ask, waitForAnswer } from "./page.ts";

type Take = (state: string) => Promise<unknown>;

/** The list of chats and what can be done with it, on a page of an owner who has some. */
export async function takeChatStates(page: Page, take: Take): Promise<void> {
  const isWide = page.viewportSize()?.width !== 360;
  const openList = async () => {
    if (!isWide) await page.getByRole("button", { name: "List of chats" }).click();
  };
  const follow = async (title: string) => {
    await openList();
    await page.getByRole("link", { name: title }).click();
    await page.getByRole("heading", { name: title, level: 1 }).waitFor();
    await waitForAnswer(page);
  };

  await openList();
  await take("10-list");
  await page.getByRole("button", { name: "More for Monte Carlo estimate of pi" }).click();
  await take("11-row-menu");
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await take("12-rename");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "More for Roman numerals" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await take("13-undo");
  await page.getByRole("button", { name: "Undo" }).click();
  if (!isWide) await page.keyboard.press("Escape");
  await takeMenu(page, take);

  await follow("Distances to the planets");
  await take("17-fork");
  await page.getByRole("button", { name: "Edit this question" }).first().click();
  await take("18-editing");
  await page.keyboard.press("Escape");
  await follow("Collatz chains");
  await take("19-interrupted");
  await takeUnsaved(page, take);
  await page.goto(new URL("/chat/nothing-of-this-name", page.url()).href);
  await take("21-missing");
}

async function takeMenu(page: Page, take: Take): Promise<void> {
  const field = page.getByRole("combobox");
  await page.keyboard.press("Control+k");
  await field.waitFor();
  await take("14-menu");
  await field.fill("million");
  await page.getByRole("option", { name: "Collatz" }).first().waitFor();
  await page.getByText("found.").waitFor({ state: "attached" });
  await take("15-hits");
  await field.fill("nothing of these words");
  await page.getByText("Nothing was found").waitFor();
  await take("16-no-hits");
  await page.keyboard.press("Escape");
}

/** What the server says when it cannot keep an answer. */
async function takeUnsaved(page: Page, take: Take): Promise<void> {
  await page.evaluate(() => {
    const send = window.fetch;
    window.fetch = async (...request) => {
      const response = await send(...request);
      if (request[0] !== "/api/chat" || !response.body) return response;
      let told = false;
      const tell = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          controller.enqueue(chunk);
          if (told) return;
          told = true;
          const saving = { type: "data-saving", data: { saved: false }, transient: true };
          controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(saving)}\n\n`));
        },
      });
      return new Response(response.body.pipeThrough(tell), response);
    };
  });
  await ask(page, "Estimate pi with random darts for two seconds");
  await page
    .getByText(/^Running/)
    .last()
    .waitFor();
  await take("20-unsaved");
  await page.getByRole("button", { name: "Stop" }).click();
  await waitForAnswer(page);
}
