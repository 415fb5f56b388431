import { expect } from "@playwright/test";
import type { ChatPage } from "./chat-page.ts";
import type { Provider } from "./provider/provider.ts";
import { fails, holdAfter, refuses, says, writes } from "./provider/turns.ts";

/** Brings the page into a state worth looking at, and says which. */
export interface State {
  name: string;
  reach: (chat: ChatPage, provider: Provider) => Promise<void>;
}

const wide = `const table = [{ planet: "Jupiter", diameterKm: 142984, moons: 95, discoveredBy: "known since antiquity" }];
const longLine = "a line of code that is much longer than any phone is wide, so that it has to scroll in a box of its own";
console.log(longLine, "x".repeat(200));
const result = table;
`;

const drawings = `const moons = ["Earth", "Mars", "Jupiter"].map((planet, n) => ({ planet, moons: [1, 2, 95][n] }));
display({
  title: "Moons",
  data: { values: moons },
  mark: "bar",
  encoding: { x: { field: "planet", type: "nominal" }, y: { field: "moons", type: "quantitative" } },
});
display('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 90"><title>A bar</title><rect width="900" height="90"/></svg>');
const result = "<svg viewBox='0 0 1 1'><rect></svg>";
`;

let listings = 0;

/** Another program each time: the verdict on one that was reviewed before would be remembered. */
const listFiles = () => `require("fs").readdirSync("/", ${++listings})`;

async function askBriefly(chat: ChatPage, provider: Provider): Promise<void> {
  provider.answers(writes("Look at Jupiter", wide), says("Ninety-five."));
  await chat.ask("How many moons has Jupiter?");
  await chat.finish();
}

export const states: State[] = [
  { name: "an empty chat", reach: async () => {} },
  {
    name: "an answer",
    async reach(chat, provider) {
      const text = `Jupiter has **95** moons, see [this](https://example.com/${"x".repeat(120)}).

| planet | diameter | moons | discovered by | mean distance from the sun |
|---|---|---|---|---|
| Jupiter | 142,984 km | 95 | known since antiquity | 778,000,000 km |

- \`${"longIdentifier".repeat(12)}\`

\`\`\`js
${"const somethingLong = 1; ".repeat(8)}
\`\`\``;
      provider.answers(writes("Look at Jupiter", wide), says(text));
      await chat.ask(`How many moons has Jupiter? ${"w".repeat(120)}`);
      await chat.finish();
      await chat.main.getByRole("link", { name: "this" }).waitFor();
    },
  },
  {
    name: "an open panel",
    async reach(chat, provider) {
      provider.answers(writes("Look at Jupiter", wide), says("Ninety-five."));
      await chat.ask("How many moons has Jupiter?");
      await chat.finish();
      await chat.inspect("Look at Jupiter", "Review");
    },
  },
  {
    name: "the raw data in the panel",
    async reach(chat, provider) {
      provider.answers(writes("Look at Jupiter", wide), says("Ninety-five."));
      await chat.ask("How many moons has Jupiter?");
      await chat.finish();
      await chat.inspect("Look at Jupiter", "Data");
    },
  },
  {
    name: "a long table",
    async reach(chat, provider) {
      const rows =
        'Array.from({ length: 300 }, (_, i) => ({ moon: "moon " + i, radiusKm: i * 999, of: "Jupiter" }))';
      provider.answers(writes("List moons", `const result = ${rows};`), says("Three hundred."));
      await chat.ask("Which moons are there?");
      await chat.finish();
      await chat.run("List moons").getByRole("searchbox").waitFor();
    },
  },
  {
    name: "an open tree",
    async reach(chat, provider) {
      const moons =
        'Array.from({ length: 300 }, (_, i) => ({ name: "moon " + i, ring: new Map([[{ i }, [i]]]) }))';
      const text = '"a long story ".repeat(30)';
      provider.answers(
        writes("Map the sky", `const result = { sun: { moons: ${moons}, story: ${text} }, none: [] };`),
        says("Done."),
      );
      await chat.ask("What is in the sky?");
      await chat.finish();
      await chat.run("Map the sky").getByRole("button", { name: "sun" }).waitFor();
      for (const name of ["sun", "moons", "0 … 99"]) {
        const closed = chat.run("Map the sky").getByRole("button", { name, expanded: false });
        if ((await closed.count()) > 0) await closed.first().click();
      }
      await chat.run("Map the sky").getByRole("button", { name: "99:", exact: true }).waitFor();
    },
  },
  {
    name: "a chart, a picture and a picture that cannot be drawn",
    async reach(chat, provider) {
      provider.answers(writes("Draw", drawings), says("Drawn."));
      await chat.ask("Draw the moons");
      await chat.finish();
      await expect(chat.run("Draw").getByRole("img")).toHaveCount(2);
      await chat.run("Draw").getByText("This picture is not drawn.").waitFor();
    },
  },
  {
    name: "a prototype that was opened larger",
    async reach(chat, provider) {
      const page =
        "<!doctype html><title>Counter</title><button>Count</button><p style='width:900px'>wide</p>";
      provider.answers(writes("Counter", `const result = ${JSON.stringify(page)};`), says("Try it."));
      await chat.ask("Make a counter");
      await chat.finish();
      await chat.run("Counter").getByRole("button", { name: "Open larger" }).click();
      const larger = chat.page.getByRole("dialog", { name: "Prototype: Counter" });
      await larger.locator("iframe").contentFrame().getByRole("button", { name: "Count" }).waitFor();
    },
  },
  {
    name: "a changed program, with what has changed",
    async reach(chat, provider) {
      await askBriefly(chat, provider);
      const tab = await chat.inspect("Look at Jupiter", "Code");
      await tab.getByRole("button", { name: "Edit", exact: true }).click();
      await tab.getByText("Tab indents").waitFor();
      await chat.page.keyboard.press("ControlOrMeta+End");
      await chat.page.keyboard.insertText("result.length");
      await chat.page.keyboard.press("Control+Enter");
      await tab.getByRole("button", { name: "From Original" }).click();
      await tab.getByRole("group", { name: "Changes from Original to Edit 1" }).waitFor();
    },
  },
  {
    name: "three attempts, with what the last one changed",
    async reach(chat, provider) {
      const attempt = (method: string) => `const list = [1, 2, 3, 94];\nconst result = list.${method};`;
      provider.answers(
        writes("Sum up", attempt("total()")),
        writes("Sum up again", attempt("sum()")),
        writes("Sum up at last", attempt("reduce((a, b) => a + b)")),
        says("It is 100."),
      );
      await chat.ask("What is the sum?");
      await chat.finish();
      await chat.run("Sum up at last").getByRole("button", { name: "Changes" }).click();
      await chat.main.getByRole("group", { name: "Changes from attempt 2" }).waitFor();
      await chat.unfold("Sum up");
    },
  },
  {
    name: "a refused program",
    async reach(chat, provider) {
      provider.answers(writes("List files", listFiles()), says("I cannot."));
      provider.reviews(refuses("It reads the file system."));
      await chat.ask("List my files");
      await chat.finish();
    },
  },
  {
    name: "a failed program and a failed provider",
    async reach(chat, provider) {
      provider.answers(writes("Fail", `const a = 1;\nthrow new Error("${"no ".repeat(100)}");`), fails(401));
      await chat.ask("Fail, please");
      await chat.finish();
      await chat.askAgainButton.waitFor();
    },
  },
  {
    name: "the menu that shares and exports",
    async reach(chat, provider) {
      await askBriefly(chat, provider);
      await chat.page.getByRole("button", { name: "Share and export" }).click();
      await chat.page.getByRole("menuitem").first().waitFor();
    },
  },
  {
    name: "a link that was made",
    async reach(chat, provider) {
      await askBriefly(chat, provider);
      await chat.page.getByRole("button", { name: "Share and export" }).click();
      await chat.page.getByRole("menuitem", { name: "Share by a link" }).click();
      await chat.page.getByRole("button", { name: "Make a link" }).click();
      await chat.page.getByRole("textbox", { name: "Link" }).waitFor();
    },
  },
  {
    name: "a shared chat",
    async reach(chat, provider) {
      await askBriefly(chat, provider);
      const address = new URL(`/api${await chat.path()}/share`, chat.page.url()).href;
      const { token } = await (await chat.page.request.post(address)).json();
      await chat.page.goto(new URL(`/shared/${token}`, address).href);
      await chat.page.getByRole("button", { name: "Inspect" }).waitFor();
    },
  },
  {
    name: "an imported chat that nobody vouches for",
    async reach(chat, provider) {
      await askBriefly(chat, provider);
      const { href } = new URL(`/api${await chat.path()}/export?as=json`, chat.page.url());
      const file = await (await chat.page.request.get(href)).json();
      const data = { ...file, signature: "" };
      const imported = await chat.page.request.post(new URL("/api/chats/import", href).href, { data });
      await chat.openChat(`/chat/${(await imported.json()).id}`);
      await chat.main.getByText("Imported, not verified").first().waitFor();
    },
  },
  {
    name: "a program being written",
    async reach(chat, provider) {
      const writing = holdAfter("const longLine");
      provider.answers(writes("Look at Jupiter", wide, writing));
      await chat.ask("How many moons has Jupiter?");
      await chat.run("Look at Jupiter").getByText("longLine").waitFor();
    },
  },
];
