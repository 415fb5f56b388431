import { allStates } from "./all-states.ts";
import { sidebarStates } from "./sidebar-states.ts";
import { approves, expect, holdAfter, holdBeforeAnswer, refuses, says, test, writes } from "./test.ts";
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
  await chat.page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver(() => {
      for (const { textContent } of document.querySelectorAll("[aria-live=polite].sr-only"))
        if (textContent && textContent !== heard.at(-1)) heard.push(textContent);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const refused = holdBeforeAnswer();
  const answering = holdAfter("Ninety-five");
  provider.answers(
    writes("Look around", "const result = 95 + 0;"),
    writes("Count moons", "const result = 95;", refused),
    says("Ninety-five moons are known.", answering),
  );
  provider.reviews(refuses("It would look around."), approves("It counts."));
  await chat.ask("How many moons has Jupiter?");
  const polite = chat.page.locator("[aria-live=polite].sr-only");
  await expect(polite).toHaveText("Look around: Unsafe. It would look around. It did not run.");
  refused.release();
  await expect(chat.main).toContainText("Ninety-five");
  await expect(polite).toHaveText("Count moons: result 95");
  answering.release();
  await chat.finish();
  await expect(polite).toHaveText("The answer is complete.");
  const heard = await chat.page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  expect(heard).toContain("Look around: Unsafe. It would look around. It did not run.");
  expect(heard).toContain("Count moons: result 95");
  expect(heard.at(-1)).toBe("The answer is complete.");
  expect(heard.join("\n")).not.toContain("Ninety-five");
});
