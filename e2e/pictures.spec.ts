import { readFile } from "node:fs/promises";
import type { ChatPage } from "./chat-page.ts";
import { listen } from "./listen.ts";
import type { Provider } from "./provider/provider.ts";
import { expect, says, test, writes } from "./test.ts";
import { findViolations } from "./violations.ts";

async function askForPicture(chat: ChatPage, provider: Provider, code: string): Promise<void> {
  provider.answers(writes("Paint", code), says("Painted."));
  await chat.ask("Paint something");
  await chat.finish();
}

const result = (chat: ChatPage) => chat.stage("Paint", "Result");
const image = (chat: ChatPage) => result(chat).getByRole("img");
const widthOf = (chat: ChatPage) => image(chat).evaluate((element: HTMLImageElement) => element.naturalWidth);

/** A picture of one pixel. */
const gif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

test("an SVG is drawn as a picture, named by its title and saved as a file", async ({ chat, provider }) => {
  await askForPicture(
    chat,
    provider,
    `const result = '<svg viewBox="0 0 40 20" width="40" height="20"><title>A <b> red dot</title><circle cx="9" cy="9" r="8" fill="red"/></svg>'.replace("<b>", "&lt;b&gt;");`,
  );
  await expect(image(chat)).toHaveAccessibleName("A <b> red dot");
  expect(await widthOf(chat)).toBe(40);
  expect(await findViolations(chat)).toEqual([]);
  const saved = chat.page.waitForEvent("download");
  await result(chat).getByRole("button", { name: "SVG: download the picture" }).click();
  expect(await readFile(await (await saved).path(), "utf8")).toContain('xmlns="http://www.w3.org/2000/svg"');
  await result(chat).getByRole("button", { name: "Raw form of Result" }).click();
  await expect(result(chat)).toContainText('<circle cx="9"');
});

for (const [kind, code, width] of [
  ["an address", `const result = "data:image/gif;base64,${gif}";`, 1],
  ["bytes", `const result = Uint8Array.from(atob("${gif}"), (c) => c.charCodeAt(0));`, 1],
  [
    "pixels",
    "const result = { width: 3, height: 2, data: Uint8ClampedArray.from({ length: 24 }, (_, n) => n * 10) };",
    3,
  ],
] as const) {
  test(`an image that comes as ${kind} is drawn as a picture`, async ({ chat, provider }) => {
    await askForPicture(chat, provider, code);
    await expect(image(chat)).toBeVisible();
    await expect.poll(() => widthOf(chat)).toBe(width);
  });
}

for (const [kind, code, why, raw] of [
  [
    "an image that is broken",
    `const result = "data:image/png;base64,${btoa("\x89PNG\r\n\x1a\nno")}";`,
    "cannot be decoded",
    "iVBORw0KGgpubw",
  ],
  ["an SVG that is not well-formed", 'const result = "<svg><g></svg>";', "not well-formed", "<svg><g></svg>"],
  [
    "an SVG that multiplies itself",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the program that writes it.
    'const g = (n) => `<g id="l${n}">${`<use href="#l${n - 1}"/>`.repeat(10)}</g>`;\nconst result = `<svg>${Array.from({ length: 12 }, (_, n) => g(n)).join("")}</svg>`;',
    "It comes to more than 100,000 elements",
    "l9",
  ],
  [
    "an SVG with entities",
    'const result = `<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg><text>&a;</text></svg>`;',
    "It declares entities",
    "ENTITY",
  ],
] as const) {
  test(`${kind} says that it is not drawn, and is shown raw`, async ({ chat, provider }) => {
    await askForPicture(chat, provider, code);
    await expect(result(chat)).toContainText("is not drawn.");
    await expect(result(chat)).toContainText(why);
    await expect(result(chat)).toContainText(raw);
    await expect(image(chat)).toHaveCount(0);
  });
}

test.describe("a hostile SVG", () => {
  // A browser says so where it merely reads what it would not let run.
  test.use({ expectedConsoleErrors: [/^Executing inline event handler violates/] });

  test("runs nothing and fetches nothing", async ({ chat, provider }) => {
    const heard: string[] = [];
    const canary = await listen((request, response) => {
      heard.push(request.url ?? "");
      response.end();
    });
    try {
      await askForPicture(
        chat,
        provider,
        `const result = \`<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30" onload="top.document.title='run'">
<script>top.document.title = "run"; fetch("${canary.url}/script");</script>
<style>@import url("${canary.url}/style"); rect { fill: url("${canary.url}/fill.svg#a"); }</style>
<image href="${canary.url}/image.png" width="9" height="9"/>
<foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" src="${canary.url}/foreign.png" onerror="top.document.title='run'"/></foreignObject>
<a href="javascript:top.document.title='run'"><rect width="30" height="30"/></a>
</svg>\`;`,
      );
      await expect(image(chat)).toBeVisible();
      await expect.poll(() => widthOf(chat)).toBe(30);
      await expect(image(chat)).toHaveAttribute("src", /^data:image\/svg\+xml/);
      await image(chat).click();
      await chat.page.waitForLoadState("networkidle");
      expect(heard).toEqual([]);
      await expect(chat.page).toHaveTitle("Paint something · Workings");
    } finally {
      await canary.close();
    }
  });
});

test("a picture larger than the page stays in its bounds", async ({ chat, provider }) => {
  await chat.page.setViewportSize({ width: 360, height: 740 });
  await askForPicture(
    chat,
    provider,
    'const result = `<svg width="100000" height="9000" viewBox="0 0 10 10"><rect width="9" height="9"/></svg>`;',
  );
  await expect(image(chat)).toBeVisible();
  expect((await image(chat).boundingBox())?.width).toBeLessThanOrEqual(360);
  const scrollWidth = await chat.page.evaluate(() => document.documentElement.scrollWidth);
  expect(scrollWidth).toBeLessThanOrEqual(360);
});
