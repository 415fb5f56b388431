import { expect, says, test, writes } from "./test.ts";

test("one goes from run to run in the panel, by button and by key, and stays at the same tab", async ({
  chat,
  provider,
}) => {
  provider.answers(
    writes("First", "const result = 'of the first';"),
    writes("Second", "const result = 'of the second';"),
    says("Done."),
  );
  await chat.ask("What are they?");
  await chat.finish();
  await chat.run("First").getByRole("button", { name: "Inspect" }).click();
  const panel = chat.page.getByRole("complementary");
  await panel.getByRole("tab", { name: "Result" }).click();
  await expect(panel.getByRole("tabpanel")).toContainText("of the first");
  await panel.getByRole("button", { name: "Next run" }).click();
  await expect(panel.getByRole("heading", { level: 2 })).toHaveText("Second");
  await expect(panel.getByRole("tabpanel", { name: "Result" })).toContainText("of the second");
  await expect(panel).toContainText("2/2");
  await chat.page.keyboard.press("Alt+ArrowDown");
  await expect(panel.getByRole("heading", { level: 2 })).toHaveText("Second");
  await chat.page.keyboard.press("Alt+ArrowUp");
  await expect(panel.getByRole("heading", { level: 2 })).toHaveText("First");
  await chat.page.keyboard.press("Escape");
  await expect(chat.run("First").getByRole("button", { name: "Inspect" })).toBeFocused();
});

test("what a program printed is searched, by word and by level", async ({ chat, provider }) => {
  const code = 'for (let n = 1; n <= 40; n++) console.log("line", n);\nconsole.warn("beware");\n1';
  provider.answers(writes("Print", code), says("Done."));
  await chat.ask("What does it print?");
  await chat.finish();
  await chat.run("Print").getByRole("button", { name: "Inspect" }).click();
  const panel = chat.page.getByRole("complementary");
  await panel.getByRole("tab", { name: "Console" }).click();
  await panel.getByRole("searchbox", { name: "Search" }).fill("LINE 4");
  await expect(panel.getByRole("listitem")).toHaveCount(2);
  await expect(panel).toContainText("2 of 41");
  await panel.getByRole("searchbox").fill("warn");
  await expect(panel.getByRole("listitem")).toContainText("beware");
  await panel.getByRole("searchbox").fill("nothing of the kind");
  await expect(panel).toContainText("No line has that.");
});
