import { readFile } from "node:fs/promises";
import type { Locator } from "@playwright/test";
import type { ChatPage } from "./chat-page.ts";
import { expect, says, test, writes } from "./test.ts";

const many =
  'const result = Array.from({ length: 10_000 }, (_, i) => ({ id: i, name: "n" + ((i * 7) % 10_000) }));';

/** The run of a program, once its answer has ended. */
async function show(chat: ChatPage, title: string): Promise<Locator> {
  await chat.ask(`Show ${title}`);
  await chat.finish();
  return chat.run(title);
}

/** The text of what a click has the browser save. */
async function download(chat: ChatPage, button: Locator): Promise<{ name: string; text: string }> {
  const [saved] = await Promise.all([chat.page.waitForEvent("download"), button.click()]);
  return { name: saved.suggestedFilename(), text: await readFile(await saved.path(), "utf8") };
}

test("ten thousand rows are scrolled to their end with the keyboard, with few of them in the page", async ({
  chat,
  provider,
}) => {
  provider.answers(writes("Many", many), says("Many."));
  const run = await show(chat, "Many");
  const table = run.getByRole("table");
  await expect(table).toHaveAttribute("aria-rowcount", "10001");
  await expect(run.getByRole("status")).toHaveText("10,000 rows");
  await run.getByRole("group", { name: "Result" }).press("End");
  const last = table.locator('[aria-rowindex="10001"]');
  await expect(last).toHaveText("9999n9993");
  await expect(last).toBeInViewport();
  await expect(table.getByRole("columnheader", { name: "name" })).toBeInViewport();
  expect(await table.getByRole("row").count()).toBeLessThan(60);
});

test("a table is sorted by a click, the other way by another, and as it was by a third", async ({
  chat,
  provider,
}) => {
  provider.answers(
    writes(
      "Sort",
      'const result = [{ n: 9, s: "b" }, { n: null, s: "" }, { n: 10, s: "item 10" }, { s: "item 9" }];',
    ),
    says("Sorted."),
  );
  const run = await show(chat, "Sort");
  const rows = run.getByRole("row");
  const head = run.getByRole("columnheader", { name: "n", exact: true });
  const asItWas = ["ns", "9b", 'null""', "10item 10", "item 9"];
  await expect(rows).toHaveText(asItWas);
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  await expect(rows).toHaveText(["ns", "9b", "10item 10", 'null""', "item 9"]);
  await head.getByRole("button").press("Enter");
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await expect(rows).toHaveText(["ns", "10item 10", "9b", 'null""', "item 9"]);
  await head.getByRole("button").click();
  await expect(head).not.toHaveAttribute("aria-sort");
  await expect(rows).toHaveText(asItWas);
});

test("a long table is filtered, and what is listed is saved, in its order", async ({ chat, provider }) => {
  provider.answers(writes("Filter", many), says("Filtered."));
  const run = await show(chat, "Filter");
  await run.getByRole("searchbox", { name: "Filter rows" }).fill("N123");
  await expect(run.getByRole("status")).toHaveText("11 of 10,000 rows");
  await run.getByRole("button", { name: "name" }).click();
  await expect(run.getByRole("row").nth(2)).toContainText("n1230");
  const csv = await download(chat, run.getByRole("button", { name: "CSV" }));
  expect(csv.name).toBe("result.csv");
  expect(
    csv.text
      .split("\r\n")
      .slice(0, 3)
      .map((line) => line.split(",")[1]),
  ).toEqual(["name", "n123", "n1230"]);
  const json = await download(chat, run.getByRole("button", { name: "JSON" }));
  expect(JSON.parse(json.text)).toHaveLength(11);
  await run.getByRole("searchbox", { name: "Filter rows" }).fill("nothing like it");
  await expect(run.getByRole("status")).toHaveText("0 of 10,000 rows");
});

test("a wide table scrolls with its head and its first column in view", async ({ chat, provider }) => {
  const columns = '[["name", "row " + i], ...Array.from({ length: 40 }, (_, c) => ["column " + c, i * c])]';
  const code = `const result = Array.from({ length: 50 }, (_, i) => Object.fromEntries(${columns}));`;
  provider.answers(writes("Wide", code), says("Wide."));
  await chat.page.setViewportSize({ width: 1280, height: 1200 });
  const run = await show(chat, "Wide");
  await run.getByRole("searchbox").waitFor();
  await run
    .getByRole("group", { name: "Result" })
    .evaluate((box) => box.scrollTo(box.scrollWidth, box.scrollHeight));
  await expect(run.getByRole("cell", { name: "1911", exact: true })).toBeInViewport();
  await expect(run.getByRole("cell", { name: "row 49" })).toBeInViewport({ ratio: 0.9 });
  await expect(run.getByRole("columnheader", { name: "column 39" })).toBeInViewport({ ratio: 0.9 });
  const page = await chat.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(page).toBe(0);
});

test("a cell that a spreadsheet would run is saved as text", async ({ chat, provider }) => {
  const code = `const result = [{ a: "=HYPERLINK(\\"http://x\\")", "=b": -5, c: "<img src=x onerror='document.title=1'>" }];`;
  provider.answers(writes("Formula", code), says("Saved."));
  const run = await show(chat, "Formula");
  const { text } = await download(chat, run.getByRole("button", { name: "CSV" }));
  expect(text).toBe(
    `\uFEFFa,'=b,c\r\n"'=HYPERLINK(""http://x"")",-5,<img src=x onerror='document.title=1'>\r\n`,
  );
  await expect(run.getByRole("cell", { name: "<img src=x" })).toBeVisible();
  await expect(run.locator("img")).toHaveCount(0);
});

test("the text of a table is a switch away, and stays chosen", async ({ chat, provider }) => {
  provider.answers(writes("Switch", 'const result = [{ a: "x" }, { a: 12345 }];'), says("Switched."));
  const run = await show(chat, "Switch");
  const raw = run.getByRole("button", { name: "Raw form of Result" });
  await raw.click();
  await expect(run.getByRole("table")).toHaveCount(0);
  await expect(run.getByText("[{ a: 'x' }, { a: 12345 }]")).toBeVisible();
  const path = await chat.path();
  await chat.beginNew();
  await chat.page.locator(`a[href="${path}"]`).first().click();
  await expect(raw).toHaveAttribute("aria-pressed", "true");
  await raw.click();
  await expect(run.getByRole("table")).toBeVisible();
});

test("a saved chat comes from the server with its table, which then does more without moving", async ({
  chat,
  provider,
}) => {
  provider.answers(writes("Saved", many), says("Saved."));
  await show(chat, "Saved");
  const { href } = new URL(await chat.path(), chat.page.url());
  const html = await (await chat.page.request.get(href)).text();
  expect(html).toContain("9,900 more rows");
  await chat.page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await chat.openChat(await chat.path());
  const run = chat.run("Saved");
  await run.getByRole("searchbox").waitFor();
  await expect(run.getByRole("status")).toHaveText("10,000 rows");
  const shifts = await chat.page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);
});
