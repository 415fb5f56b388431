import { AxeBuilder } from "@axe-core/playwright";
import type { ChatPage } from "./chat-page.ts";
import { sidebarStates } from "./sidebar-states.ts";
import { states } from "./states.ts";
import { expect, test } from "./test.ts";

/** What axe finds in the page as it is, in both themes. */
async function findViolations({ page }: ChatPage) {
  const found: { id: string; help: string; colorScheme: string; nodes: string[] }[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Without a second page to put its findings together in: there are no frames.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    for (const { id, help, nodes } of violations)
      found.push({ id, help, colorScheme, nodes: nodes.map(({ html }) => html) });
  }
  return found;
}

for (const { name, reach } of [...states, ...sidebarStates])
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
