import { allStates } from "./all-states.ts";
import { sidebarStates } from "./sidebar-states.ts";
import { states } from "./states.ts";
import { expect, test } from "./test.ts";
import { findViolations } from "./violations.ts";

for (const { name, reach } of allStates)
  test(`axe finds no violation in ${name}`, async ({ chat, provider }) => {
    await reach(chat, provider);
    expect(await findViolations(chat)).toEqual([]);
  });

test("axe finds no violation in the drawer of a narrow page", async ({ chat, provider }) => {
  await chat.page.setViewportSize({ width: 360, height: 740 });
  await sidebarStates[0]?.reach(chat, provider);
  await expect(chat.page.getByRole("dialog", { name: "Chats" })).toBeVisible();
  expect(await findViolations(chat)).toEqual([]);
});

test("a screen reader hears of the result and of the end, never the stream of words", async ({
  chat,
  provider,
}) => {
  const answer = states.find(({ name }) => name === "an open panel");
  await answer?.reach(chat, provider);
  const polite = chat.page.locator("[aria-live=polite].sr-only");
  await expect(polite).toHaveText("The answer is complete.");
});
