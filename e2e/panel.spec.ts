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

test("the panel tells when a run was written, reviewed, run and read, and what each of it used", async ({
  chat,
  provider,
}) => {
  provider.answers(writes("Time it", "const result = 'timed';"), says("Timed."));
  await chat.ask("Take your time");
  await chat.finish();
  const data = await chat.inspect("Time it", "Data");
  const rows = data.getByRole("table", { name: "What was done when" }).getByRole("row");
  for (const name of ["Writing", "Review", "Run", "Reading"])
    await expect(rows.filter({ has: chat.page.getByRole("rowheader", { name, exact: true }) })).toHaveText(
      new RegExp(`^${name}after .* m?s(under )?.*m?s$`),
    );
  await expect(data).not.toContainText("not measured");
  await expect(data).toContainText(/Writing it.*\d+ in, \d+ out/);
  await expect(data).toContainText(/Reading its result.*\d+ in, \d+ out/);

  // As it is kept, so is it read again, and by whom it is shared with.
  const address = new URL(`/api${await chat.path()}/share`, chat.page.url()).href;
  const { token } = await (await chat.page.request.post(address)).json();
  await chat.page.goto(new URL(`/shared/${token}`, address).href);
  await expect((await chat.inspect("Time it", "Data")).getByRole("row", { name: /^Reading/ })).toContainText(
    "s",
  );
  await expect(chat.page.getByText("not measured")).toHaveCount(0);
});

test("of an answer that was kept before this was measured, the panel says that it was not", async ({
  chat,
  provider,
}) => {
  provider.answers(writes("Old times", "const result = 'old';"), says("Old."));
  await chat.ask("How was it?");
  await chat.finish();
  const path = await chat.path();
  const { href } = new URL(`/api${path}/export?as=json`, chat.page.url());
  const file = await (await chat.page.request.get(href)).json();
  for (const { message } of file.chat.messages) delete message.metadata?.course;
  const data = { ...file, signature: "" };
  const imported = await chat.page.request.post(new URL("/api/chats/import", href).href, { data });
  await chat.openChat(`/chat/${(await imported.json()).id}`);
  const tab = await chat.inspect("Old times", "Data");
  await expect(tab.getByRole("row", { name: "Writing" })).toContainText("not measured");
  await expect(tab.getByRole("row", { name: /^Run/ })).toContainText("ms");
});
