import type { Locator, Page } from "@playwright/test";
import { createDice, createSample } from "../lib/commands/bench/chats/sample.ts";
import { bringChat } from "./sidebar-page.ts";
import { expect, holdAfter, says, test, writes } from "./test.ts";

const paragraphs = (count: number, word: string) =>
  Array.from(
    { length: count },
    (_, at) => `**${word} ${at}** is a paragraph of some words. ${"It goes on. ".repeat(20)}`,
  ).join("\n\n");

declare global {
  interface Window {
    /** How many things changed in all messages but the last since somebody began to look. */
    changes: number;
  }
}

/** Counts from now on what is drawn anew outside the last message. Controls may be taken away from it, and given back. */
async function countChanges(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.changes = 0;
    const messages = [...document.querySelectorAll(".message")].slice(0, -1);
    const observer = new MutationObserver((records) => {
      window.changes += records.length;
    });
    for (const message of messages)
      observer.observe(message, { subtree: true, childList: true, characterData: true });
  });
}

/** Holds on to an element; says whether that very one is still in the page. */
async function keepHold(element: Locator): Promise<() => Promise<boolean>> {
  const handle = await element.elementHandle();
  if (!handle) throw new Error("there is no such element");
  return () => handle.evaluate((node) => node.isConnected);
}

test("words that come change nothing but the end of the last answer", async ({ chat, provider }) => {
  const { page } = chat;
  await chat.openChat(`/chat/${await bringChat(page, "Read before", paragraphs(60, "Old"))}`);
  const hold = holdAfter("Held here.");
  const rest = paragraphs(30, "New");
  provider.answers(says(`${paragraphs(60, "First")}\n\nHeld here. ${rest}\n\nThe end.`, hold));
  await chat.ask("And then?");
  await expect(chat.main.getByText("Held here.")).toBeVisible();
  await countChanges(page);
  const firstStands = await keepHold(chat.main.locator("strong", { hasText: "First 0" }));
  const middleStands = await keepHold(chat.main.locator("strong", { hasText: "First 40" }));
  hold.release();
  await expect(chat.main.getByText("The end.")).toBeVisible();
  expect(await page.evaluate(() => window.changes), "while it streams").toBe(0);
  await chat.finish();
  expect(await firstStands(), "the first paragraph was not drawn anew").toBe(true);
  expect(await middleStands(), "one in the middle was not drawn anew").toBe(true);
});

test("a long program being written shows its last lines, and all of them when it is whole", async ({
  chat,
  provider,
}) => {
  const lines = Array.from({ length: 1_200 }, (_, at) => `let line${at} = ${at};`);
  const hold = holdAfter("line1100 ");
  provider.answers(writes("A long program", [...lines, "line7"].join("\n"), hold), says("It is 7."));
  await chat.ask("Write a long one.");
  const run = chat.run("A long program");
  await hold.reached;
  const shown = run.locator("code > span");
  await expect(shown.filter({ hasText: "line1099" })).toBeVisible();
  expect(await shown.count()).toBeLessThan(20);
  hold.release();
  await expect(chat.main.getByText("It is 7.")).toBeVisible();
  await chat.finish();
  const code = (await chat.inspect("A long program", "Code")).locator("code").first();
  await expect(code.getByText("line1199")).toBeAttached();
  expect(await code.locator(".tok-number").count()).toBeGreaterThanOrEqual(1_200);
});

test("a chat of 500 messages with 125 runs is a bounded number of elements, and can be written in", async ({
  chat,
}) => {
  const { page } = chat;
  const sample = createSample(createDice(1), 500, "long");
  const response = await page.request.post(new URL("/api/chats/import", page.url()).href, {
    data: { format: "workings-chat", version: 1, chat: sample, signature: "" },
  });
  expect(response.status(), await response.text()).toBe(200);
  const { id } = (await response.json()) as { id: string };
  await chat.openChat(`/chat/${id}`);
  await chat.question.fill("Still here?");
  await expect(chat.question).toHaveValue("Still here?");
  await expect(page.locator(".message")).toHaveCount(500);
  // What a message is made of, its margins and controls included, on average.
  expect(await page.locator(".message *").count()).toBeLessThan(500 * 100);
});
