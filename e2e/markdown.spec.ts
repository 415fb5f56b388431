import { listen } from "./listen.ts";
import { expect, holdAfter, says, test } from "./test.ts";

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

| a | b |
|---|---|
| ![cell]({canary}/cell.png) | <b onclick="window.pwned = 7">bold</b> |

A good link: [docs](https://example.com/docs), and mail: [write](mailto:a@example.com).

Hostile text ends.`;

test("hostile Markdown fetches nothing and runs nothing, while it streams and after", async ({
  chat,
  provider,
}) => {
  const heard: string[] = [];
  const canary = await listen((request, response) => {
    heard.push(request.url ?? "");
    response.end();
  });
  const foreign: string[] = [];
  chat.page.on("request", (request) => {
    if (!request.url().startsWith(new URL("/", chat.page.url()).href)) foreign.push(request.url());
  });
  try {
    const streaming = holdAfter("text ends");
    provider.answers(says(hostile.replaceAll("{canary}", canary.url), streaming));
    await chat.ask("Say something hostile");
    await streaming.reached;
    await expect(chat.main).toContainText("Hostile text ends");
    streaming.release();
    await chat.finish();
    await expect(chat.main).toContainText("Hostile text ends.");

    for (const element of [
      "img",
      "iframe",
      "script",
      "svg use",
      "style",
      "video",
      "object",
      "meta",
      "base",
      "link",
    ])
      await expect(chat.main.locator(element), element).toHaveCount(0);
    const targets = await chat.main
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    expect(targets).toEqual(["https://example.com/docs", "mailto:a@example.com"]);
    for (const words of ["run me", "data link", "plain", "relative"])
      await chat.main.getByText(words).first().click();
    expect(await chat.page.evaluate(() => "pwned" in window)).toBe(false);
    expect(foreign).toEqual([]);
    expect(heard).toEqual([]);
  } finally {
    await canary.close();
  }
});

test("a link opens elsewhere and tells nothing of this page", async ({ chat, provider }) => {
  provider.answers(says("See [the docs](https://example.com/docs)."));
  await chat.ask("Where are the docs?");
  await chat.finish();
  const link = chat.main.getByRole("link", { name: "the docs" });
  await expect(link).toHaveAttribute("rel", /noopener.*noreferrer/);
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
