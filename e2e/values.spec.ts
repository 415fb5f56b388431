import { readClipboard } from "./clipboard.ts";
import { expect, says, test, writes } from "./test.ts";

for (const [code, shown] of [
  ["const result = 0;", "0"],
  ["const result = -0;", "-0"],
  ["const result = false;", "false"],
  ['const result = "";', '"" (an empty string)'],
  ["const result = null;", "null"],
  ["const result = undefined;", "undefined"],
  ["const result = NaN;", "NaN"],
  ["1 + 1", "2"],
  ["const result = 12345678901234567890n;", "12345678901234567890n"],
  ["const result = await Promise.resolve(7);", "7"],
] as const) {
  test(`the result of \`${code}\` is shown as ${shown}`, async ({ chat, provider }) => {
    provider.answers(writes("Evaluate", code), says("Done."));
    await chat.ask("What is it?");
    await chat.finish();
    await expect(chat.stage("Evaluate", "Result")).toHaveText(shown);
  });
}

test("what a program prints is shown while it runs", async ({ chat, provider }) => {
  provider.answers(
    writes("Wait", 'console.log("begun");\nawait new Promise(() => setTimeout(() => {}, 1e6));\n1'),
  );
  await chat.ask("What does it print?");
  await expect(chat.stage("Wait", "Console")).toHaveText("begun");
  await expect(chat.main.getByRole("progressbar", { name: "Time used" })).toBeVisible();
  await chat.stopButton.click();
  await chat.finish();
  await expect(chat.stage("Wait", "Console")).toHaveText("begun");
});

test("what a program prints and displays is shown, in order and with its level", async ({
  chat,
  provider,
}) => {
  provider.answers(
    writes(
      "Print",
      'console.log("one", 1);\nconsole.warn("two");\ndisplay([{ n: 3 }]);\nconst result = 4;\n',
    ),
    says("Printed."),
  );
  await chat.ask("Print something");
  await chat.finish();
  await chat.unfold("Print");
  const lines = chat.run("Print").getByRole("group", { name: "Console output" }).getByRole("listitem");
  await expect(lines.nth(0)).toHaveText("one 1");
  await expect(lines.nth(1)).toHaveText("warn two");
  await expect(lines.nth(2).getByRole("columnheader", { name: "n" })).toBeVisible();
  expect(JSON.stringify(provider.asked.at(-1)?.body)).toContain("one 1");

  const console = await chat.inspect("Print", "Console");
  await expect(console.getByRole("listitem").nth(1)).toContainText("two");
});

test("asked for code with tests, the table says which passed", async ({ chat, provider }) => {
  provider.answers(
    writes(
      "Leap years, tested",
      `const isLeap = (year) => year % 4 === 0 && year % 100 !== 0;
const cases = [[2024, true], [2023, false], [1900, false], [2000, true]];
const result = cases.map(([year, expected]) => ({
  test: \`\${year}\`,
  passed: isLeap(year) === expected,
}));
`,
    ),
    says("Three of four tests pass; **2000** fails."),
  );
  await chat.ask("Write isLeap with tests");
  await chat.finish();
  const rows = chat.run("Leap years, tested").getByRole("table").getByRole("row");
  await expect(rows).toHaveText(["testpassed", "2024true", "2023true", "1900true", "2000false"]);
  expect(JSON.stringify(provider.asked.at(-1)?.body)).toContain("2000");
});

test("markup in a result stays text", async ({ chat, provider }) => {
  provider.answers(
    writes("Markup", "const result = '<img src=x onerror=\"document.title = 1\"><b>bold</b>';"),
    says("Done."),
  );
  await chat.ask("Return markup");
  await chat.finish();
  await expect(chat.stage("Markup", "Result")).toContainText("<b>bold</b>");
  await expect(chat.main.locator("img")).toHaveCount(0);
  await expect(chat.page).toHaveTitle("Return markup · Workings");
});

test.describe("to a reader of German", () => {
  test.use({
    locale: "de-DE",
    timezoneId: "Europe/Berlin",
    permissions: ["clipboard-read", "clipboard-write"],
  });

  test("a number is grouped as there, and is copied as it is, by hand too", async ({ chat, provider }) => {
    provider.answers(writes("Large", "const result = -1234567.25;"), says("Large."));
    await chat.ask("A large number");
    await chat.finish();
    const number = chat.stage("Large", "Result").locator(".font-mono");
    const marks = () =>
      number
        .locator("[data-mark]")
        .evaluateAll((all) => all.map((mark) => getComputedStyle(mark, "::before").content));
    await expect.poll(marks).toEqual(['"."', '"."', '","']);
    await number.evaluate((element) => getSelection()?.selectAllChildren(element));
    await chat.page.keyboard.press("Control+C");
    expect(await readClipboard(chat.page)).toBe("-1234567.25");
    // The server did not know who would read it.
    await chat.openChat(await chat.path());
    await expect.poll(marks).toEqual(['"."', '"."', '","']);
  });

  test("a date is told as it is and in the reader's words, also in a saved chat", async ({
    chat,
    provider,
  }) => {
    provider.answers(writes("When", 'const result = new Date("2024-02-29T23:30:00Z");'), says("Then."));
    await chat.ask("When was it?");
    await chat.finish();
    const words = "2024-02-29T23:30:00.000Z Fr., 1. März 2024, 00:30:00 MEZ";
    await expect(chat.stage("When", "Result")).toHaveText(words);
    await chat.openChat(await chat.path());
    await expect(chat.stage("When", "Result")).toHaveText(words);
  });
});
