import { AxeBuilder } from "@axe-core/playwright";
import { sidebarStates } from "./sidebar-states.ts";
import { states } from "./states.ts";
import { expect, test } from "./test.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    for (const { name, reach } of [...states, ...sidebarStates]) {
      test(`axe finds no violation in ${name} (${colorScheme})`, async ({ chat, provider }) => {
        await reach(chat, provider);
        const { violations } = await new AxeBuilder({ page: chat.page }).analyze();
        expect(
          violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html) })),
        ).toEqual([]);
      });
    }
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds no violation in the drawer of a narrow page (${colorScheme})`, async ({
    chat,
    provider,
  }) => {
    await chat.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await chat.page.setViewportSize({ width: 360, height: 740 });
    await sidebarStates[0]?.reach(chat, provider);
    await expect(chat.page.getByRole("dialog", { name: "Chats" })).toBeVisible();
    const { violations } = await new AxeBuilder({ page: chat.page }).analyze();
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([]);
  });
}

test("a screen reader hears of the result and of the end, never the stream of words", async ({
  chat,
  provider,
}) => {
  const answer = states.find(({ name }) => name === "an open panel");
  await answer?.reach(chat, provider);
  const polite = chat.page.locator("[aria-live=polite].sr-only");
  await expect(polite).toHaveText("The answer is complete.");
});
