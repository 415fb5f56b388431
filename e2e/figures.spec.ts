import type { Locator } from "@playwright/test";
import type { ChatPage } from "./chat-page.ts";
import type { Provider } from "./provider/provider.ts";
import { expect, says, type Turn, test, writes } from "./test.ts";
import { findViolations } from "./violations.ts";

/** Asks, and waits for an answer of these turns. */
async function ask(chat: ChatPage, provider: Provider, ...turns: [Turn, ...Turn[]]): Promise<void> {
  provider.answers(...turns);
  await chat.ask("How many?");
  await chat.finish();
}

/** Every figure of the answers that leads to a run. */
const figures = (chat: ChatPage) => chat.main.getByRole("link", { name: /, from the run / });
const figure = (chat: ChatPage, text: string, title: string) =>
  chat.main.getByRole("link", { name: `${text}, from the run ${title}`, exact: true });

const result = (chat: ChatPage) => chat.page.getByRole("tabpanel", { name: "Result" });
const mark = (within: Locator) => within.locator("mark");

const moons = `const result = [{ planet: "Mars", moons: 2 }, { planet: "Jupiter", moons: 95 }];`;
const moonsAnswer = "Jupiter has **95** moons, and Mars has 2.";

test("a figure leads to the value it came from by the keyboard, and gets the focus back", async ({
  chat,
  provider,
}) => {
  await ask(chat, provider, writes("Count the moons", moons), says(moonsAnswer));
  await expect(figures(chat)).toHaveText(["95", "2"]);
  const link = figure(chat, "95", "Count the moons");
  await link.focus();
  await expect(mark(chat.run("Count the moons"))).toHaveText("95");
  await link.press("Enter");
  await expect(chat.page.getByRole("tab", { name: "Result" })).toHaveAttribute("aria-selected", "true");
  await expect(mark(result(chat))).toHaveText("95");
  await chat.page.keyboard.press("Escape");
  await expect(chat.inspector).toHaveCount(0);
  await expect(link).toBeFocused();
});

test("reaching for a figure marks its value in the run, and nothing is marked before or after", async ({
  chat,
  provider,
}) => {
  await ask(chat, provider, writes("Count the moons", moons), says(moonsAnswer));
  await expect(mark(chat.main)).toHaveCount(0);
  await figure(chat, "2", "Count the moons").hover();
  await expect(mark(chat.run("Count the moons"))).toHaveText("2");
  await chat.question.hover();
  await expect(mark(chat.main)).toHaveCount(0);
});

test("a figure that a program only printed leads to its line", async ({ chat, provider }) => {
  const code = `for (let n = 1; n <= 60; n++) console.log("round", n, "of the search");
console.log("found after", 31_337, "tries");
const result = "found";`;
  await ask(chat, provider, writes("Search", code), says("It took 31,337 tries."));
  await figure(chat, "31,337", "Search").click();
  await expect(chat.page.getByRole("tab", { name: "Console" })).toHaveAttribute("aria-selected", "true");
  const line = chat.page.getByRole("tabpanel", { name: "Console" }).locator(".pointed-value");
  await expect(line).toContainText("found after 31337 tries");
  await expect(line).toBeInViewport();
});

test("what is no figure, and what could be several, leads nowhere", async ({ chat, provider }) => {
  const words = `On 4 May 2024, in step 4, \`4\` was [4](https://example.com/4), and 5 is 5.

4. It is the fourth.

\`\`\`text
4
\`\`\`

| | |
|---|---|
| v4 | 4:00 |`;
  await ask(chat, provider, writes("Find four", "const result = [4, 5, 5];"), says(words));
  await expect(chat.main.getByRole("link", { name: "4", exact: true })).toBeVisible();
  await expect(figures(chat)).toHaveCount(0);
});

test("the latest run before a figure is where it leads", async ({ chat, provider }) => {
  await ask(chat, provider, writes("First", "const result = 41;"), says("It is 41 or 42."));
  await expect(figures(chat)).toHaveText(["41"]);
  provider.answers(
    writes("Second", "const result = 6 * 7;"),
    writes("Third", "const result = 42 * 1;"),
    says("It is 42, not 41."),
  );
  await chat.ask("And now?");
  await chat.finish();
  await expect(figures(chat)).toHaveText(["41", "42"]);
  await figure(chat, "42", "Third").click();
  await expect(mark(result(chat))).toHaveText("42");
  await expect(chat.inspector).toContainText("Third");
});

test("a figure from far down a long table leads there, however the table was sorted and filtered", async ({
  chat,
  provider,
}) => {
  const rows = "const result = Array.from({ length: 5_000 }, (_, id) => ({ id, twice: 20_000 + 2 * id }));";
  await ask(chat, provider, writes("List", rows), says("The largest but one is 29,996."));
  const link = figure(chat, "29,996", "List");
  await link.click();
  const cell = mark(result(chat));
  await expect(cell).toHaveText("29996");
  await expect(cell).toBeInViewport();
  for (const direction of ["ascending", "descending"]) {
    await result(chat).getByRole("button", { name: "twice" }).click();
    await expect(result(chat).getByRole("columnheader", { name: "twice" })).toHaveAttribute(
      "aria-sort",
      direction,
    );
  }
  await expect(cell).toHaveCount(0);
  await result(chat).getByRole("searchbox").fill("20000");
  await expect(result(chat).getByRole("status")).toHaveText("1 of 5,000 rows");
  await link.click();
  await expect(cell).toBeInViewport();
  await expect(result(chat).getByRole("columnheader", { name: "twice" })).not.toHaveAttribute("aria-sort");
  await expect(result(chat).getByRole("searchbox")).toHaveValue("");
});

test("a figure from deep in a tree leads to the branch it stands in", async ({ chat, provider }) => {
  const tree = `const result = { sun: { planets: new Map([["Jupiter", { rings: [], moons: Array.from({ length: 250 }, (_, i) => ({ i, radius: [i + 0.5] })) }]]) } };`;
  await ask(chat, provider, writes("Map the sky", tree), says("Its radius is 217.5."));
  await figure(chat, "217.5", "Map the sky").click();
  await expect(mark(result(chat))).toHaveText("217.5");
  await expect(mark(result(chat))).toBeInViewport();
});

test("a figure from a list that is shown as text, or as text by choice, is marked too", async ({
  chat,
  provider,
}) => {
  await ask(chat, provider, writes("List primes", "const result = [2, 3, 5, 7];"), says("The last is 7."));
  await figure(chat, "7", "List primes").click();
  await expect(mark(result(chat))).toHaveText("7");
  await result(chat).getByRole("button", { name: "Raw form of Result" }).click();
  await expect(mark(result(chat))).toHaveCount(0);
  await figure(chat, "7", "List primes").click();
  await expect(mark(result(chat))).toHaveText("7");
});

test("a figure from a chart leads to its data", async ({ chat, provider }) => {
  const spec = {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: {
      values: [
        { planet: "Earth", moons: 1 },
        { planet: "Jupiter", moons: 95 },
      ],
    },
    mark: "bar",
    encoding: { x: { field: "planet" }, y: { field: "moons", type: "quantitative" } },
  };
  await ask(
    chat,
    provider,
    writes("Draw", `const result = ${JSON.stringify(spec)};`),
    says("Jupiter has 95."),
  );
  await expect(chat.run("Draw").getByRole("img")).toBeVisible();
  await figure(chat, "95", "Draw").click();
  await expect(mark(result(chat))).toHaveText("95");
  await expect(result(chat).getByRole("img")).toBeVisible();
});

test("a figure of a text leads to the whole text", async ({ chat, provider }) => {
  await ask(chat, provider, writes("Say it", 'const result = "The sum is " + (90 + 5);'), says("It is 95."));
  await figure(chat, "95", "Say it").click();
  await expect(mark(result(chat))).toHaveText("The sum is 95");
});

test("a figure may come from a run that its reader changed, and never leads to a version of another", async ({
  chat,
  provider,
}) => {
  await ask(chat, provider, writes("Multiply", "const result = 6 * 7;"), says("It is 42."));
  const tab = await chat.inspect("Multiply", "Code");
  await tab.getByRole("button", { name: "Edit", exact: true }).click();
  await tab.getByText("Tab indents").waitFor();
  await chat.page.keyboard.press("ControlOrMeta+A");
  await chat.page.keyboard.insertText("const result = 6 * 70;");
  await chat.page.keyboard.press("Control+Enter");
  await expect(tab.getByRole("button", { name: "Use in the answer" })).toBeVisible();
  await figure(chat, "42", "Multiply").click();
  await expect(mark(result(chat))).toHaveText("42");
  await chat.page.getByRole("tab", { name: "Code" }).click();
  await tab.getByRole("radio", { name: /^Edit 1/ }).check();
  provider.answers(says("With your change it is 420."));
  await tab.getByRole("button", { name: "Use in the answer" }).click();
  await chat.finish();
  await figure(chat, "420", "Multiply").click();
  await expect(mark(result(chat))).toHaveText("420");
});

test("whoever has a link to the chat can follow its figures", async ({ chat, provider }) => {
  await ask(chat, provider, writes("Count the moons", moons), says(moonsAnswer));
  const address = new URL(`/api${await chat.path()}/share`, chat.page.url()).href;
  const { token } = await (await chat.page.request.post(address)).json();
  await chat.page.goto(new URL(`/shared/${token}`, address).href);
  await figure(chat, "95", "Count the moons").click();
  await expect(mark(result(chat))).toHaveText("95");
  await chat.page.getByRole("button", { name: "Close the inspector" }).click();
  await expect(figure(chat, "95", "Count the moons")).toBeFocused();
});

test("without a script a figure leads to its run", async ({ chat, provider }) => {
  await ask(chat, provider, writes("Count the moons", moons), says(moonsAnswer));
  const target = await figure(chat, "95", "Count the moons").getAttribute("href");
  await expect(chat.page.locator(`[id="${target?.slice(1)}"]`)).toHaveText("Count the moons");
});

test("figures, and what they lead to, are for everybody in light and dark", async ({ chat, provider }) => {
  await ask(chat, provider, writes("Count the moons", moons), says(moonsAnswer));
  await figure(chat, "95", "Count the moons").focus();
  expect(await findViolations(chat)).toEqual([]);
  await figure(chat, "95", "Count the moons").click();
  await expect(mark(result(chat))).toBeVisible();
  expect(await findViolations(chat)).toEqual([]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test("a figure can be seen at rest, and leads to its value in a sheet", async ({ chat, provider }) => {
    await ask(chat, provider, writes("Count the moons", moons), says(moonsAnswer));
    const link = figure(chat, "95", "Count the moons");
    await expect(link).toHaveCSS("text-decoration-line", "underline");
    await link.tap();
    await expect(mark(chat.page.getByRole("dialog"))).toHaveText("95");
    await chat.page.getByRole("button", { name: "Close the inspector" }).click();
    await expect(link).toBeFocused();
  });
});
