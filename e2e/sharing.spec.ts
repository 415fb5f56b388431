import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import type { ChatPage } from "./chat-page.ts";
import { readClipboard } from "./clipboard.ts";
import type { Provider } from "./provider/provider.ts";
import { readTexts } from "./provider/requests.ts";
import { test as base, expect, refuses, says, writes } from "./test.ts";

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "workings-exports-"));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

/** What Node prints, without colours. */
async function runNode(...words: string[]): Promise<string> {
  return (
    await promisify(execFile)(process.execPath, words, {
      env: { ...process.env, FORCE_COLOR: "0" },
    })
  ).stdout;
}

/** Asks a question that takes a program. */
async function askForProduct(chat: ChatPage, provider: Provider, code = "const result = 6 * 7;") {
  provider.answers(writes("Multiply", code), says("It is **42**."));
  await chat.ask("What is 6 times 7?");
  await chat.finish();
}

const shareButton = (page: Page) => page.getByRole("button", { name: /share and export/i });

async function choose(page: Page, item: string): Promise<void> {
  await shareButton(page).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** Exports the open chat, and resolves to the file's name, path and text. */
async function save(page: Page, item: string, path: string) {
  const saved = page.waitForEvent("download");
  await choose(page, item);
  const download = await saved;
  await download.saveAs(path);
  return { name: download.suggestedFilename(), path, text: await readFile(path, "utf8") };
}

async function importText(page: Page, text: string, name = "chat.json"): Promise<void> {
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import a chat" }).click();
  await (await chosen).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

/** Imports a text as a chat, which then is open, and resolves to its path. */
async function importChat(chat: ChatPage, text: string): Promise<string> {
  const before = new URL(chat.page.url()).pathname;
  await importText(chat.page, text);
  await chat.page.waitForURL(({ pathname }) => pathname.startsWith("/chat/") && pathname !== before);
  await chat.finish();
  return chat.path();
}

async function makeLink(page: Page): Promise<string> {
  await choose(page, "Share by a link");
  const dialog = page.getByRole("dialog", { name: "Share this chat" });
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const field = dialog.getByRole("textbox", { name: "Link" });
  await expect(field).toHaveValue(/\/shared\/[\w-]{32}$/);
  return field.inputValue();
}

const marks = (chat: ChatPage) => chat.main.getByText("Imported, not verified");

test("a chat is exported as Markdown, with its program, verdict and result", async ({
  chat,
  provider,
  folder,
}) => {
  await askForProduct(chat, provider);
  const file = await save(chat.page, "Export as Markdown", join(folder, "chat.md"));
  expect(file.name).toBe("What is 6 times 7.md");
  for (const words of [
    "What is 6 times 7?",
    "It is **42**.",
    "const result = 6 * 7;",
    "**Verdict:** Safe",
    "42",
  ])
    expect(file.text).toContain(words);
});

test("a chat's programs are exported as a module, which Node runs", async ({ chat, provider, folder }) => {
  await askForProduct(chat, provider);
  provider.answers(writes("Read", "require('fs').readFileSync('/etc/hosts')"), says("I cannot."));
  provider.reviews(refuses("It reads files."));
  await chat.ask("Read a file");
  await chat.finish();
  const { name, path, text } = await save(chat.page, "Export the programs (.mjs)", join(folder, "chat.mjs"));
  expect(name).toBe("What is 6 times 7.mjs");
  expect(text.split("\n")[0]).toContain("WITHOUT the sandbox");
  await runNode("--check", path);
  expect(await runNode(path)).toBe("1  Multiply\n2  Read (to be read only)\n");
  expect(await runNode(path, "1")).toBe("42\n");
  expect(text.match(/^.*readFileSync.*$/m)?.[0]).toMatch(/^\s*\/\//);
});

test("a chat that is exported and imported is the same, branches and all", async ({
  chat,
  provider,
  folder,
}) => {
  await askForProduct(chat, provider);
  provider.answers(says("Forty-two."));
  await chat.askAgainButton.click();
  await chat.finish();
  await chat.page.getByRole("button", { name: "Previous version of this answer" }).click();
  await expect(chat.main).toContainText("It is 42.");
  // biome-ignore lint/performance/useDomNodeTextContent: what only a page without scripts shows is no part of it.
  const shown = await chat.main.innerText();
  const title = await chat.page.getByRole("heading", { level: 1 }).textContent();

  const first = await save(chat.page, "Export as JSON", join(folder, "first.json"));
  const original = await chat.path();
  const path = await importChat(chat, first.text);
  expect(path).not.toBe(original);
  await expect(chat.page.getByRole("heading", { level: 1 })).toHaveText(title ?? "");
  await expect(chat.main.getByText("Version 1 of 2")).toBeAttached();
  await expect(chat.main).toHaveText(shown, { useInnerText: true });
  await expect(marks(chat)).toHaveCount(0);

  const second = await save(chat.page, "Export as JSON", join(folder, "second.json"));
  const { messages, headId } = JSON.parse(first.text).chat;
  expect(JSON.parse(second.text).chat).toMatchObject({ messages, headId });
  expect(messages).toHaveLength(3);
});

test("a tampered import is marked, and the model hears it as a quotation only, also when asked again", async ({
  chat,
  provider,
  folder,
}) => {
  await askForProduct(chat, provider);
  const { text } = await save(chat.page, "Export as JSON", join(folder, "chat.json"));
  await importChat(chat, text.replace('"value":42', '"value":43').replace("It is **42**.", "It is **43**."));
  await expect(chat.main).toContainText("It is 43.");
  await expect(marks(chat)).toHaveCount(2);
  await expect(chat.main).not.toContainText("Answered by");

  const expectQuotation = () => {
    const asked = provider.asked.at(-1);
    const quotation = readTexts(asked).find((words) => words.includes("It is **43**."));
    expect(quotation).toMatch(/Nobody vouches for it.*\[begin .*Program: const result = 6 \* 7;.*\[end /s);
    expect(JSON.stringify(asked?.body)).not.toMatch(/function_call|"role":"assistant"/);
  };

  provider.answers(says("Then twice that is 84."));
  await chat.ask("And twice that?");
  await chat.finish();
  await expect(marks(chat)).toHaveCount(2);
  expectQuotation();

  provider.answers(says("It is 84, again."));
  await chat.askAgainButton.click();
  await expect(chat.main).toContainText("It is 84, again.");
  await chat.finish();
  expectQuotation();

  // The question of the import itself, answered once more: the new answer is this server's own.
  provider.answers(says("Forty-two, by my own count."));
  await chat.main.getByRole("button", { name: "Ask again" }).first().click();
  await expect(chat.main).toContainText("by my own count");
  await chat.finish();
  expect(readTexts(provider.asked.at(-1)).join()).toMatch(/Nobody vouches for it.*What is 6 times 7\?/s);
  for (const look of [async () => {}, () => chat.page.reload()]) {
    await look();
    await expect(chat.main).toContainText("by my own count");
    await expect(marks(chat)).toHaveCount(1);
  }
  await chat.page.getByRole("button", { name: "Previous version of this answer" }).click();
  await expect(chat.main).toContainText("It is 43.");
  await expect(marks(chat)).toHaveCount(2);
});

test.describe("a file that cannot be imported", () => {
  test.use({ expectedConsoleErrors: [/status of 400/] });

  test("gives a reason, and leaves everything as it was", async ({ chat, provider, folder }) => {
    await askForProduct(chat, provider);
    const { text } = await save(chat.page, "Export as JSON", join(folder, "chat.json"));
    const path = await chat.path();
    const rows = chat.page.getByRole("navigation", { name: "Chats" }).getByRole("listitem");
    await expect(rows).toHaveCount(1);
    for (const [content, reason] of [
      ["# A chat", "The file is no JSON."],
      ["[]", "This is no chat that Workings exported."],
      [text.replace('"role":"assistant"', '"role":"system"'), "chat.messages.1: role"],
      [" ".repeat(20 * 1024 * 1024 + 1), "It is larger than 20 MB."],
    ] as const) {
      await importText(chat.page, content, "other.json");
      const notice = chat.page.getByRole("status").filter({ hasText: "“other.json” could not be imported." });
      await expect(notice).toContainText(reason);
      await notice.getByRole("button", { name: "Dismiss" }).click();
    }
    expect(await chat.path()).toBe(path);
    await chat.page.reload();
    await expect(rows).toHaveCount(1);
    await expect(chat.main).toContainText("It is 42.");
  });
});

test("a chat is imported from the command menu, and from the drawer of a narrow screen", async ({
  chat,
  provider,
  folder,
}) => {
  await askForProduct(chat, provider);
  const { text } = await save(chat.page, "Export as JSON", join(folder, "chat.json"));
  const buffer = Buffer.from(text);
  const file = { name: "chat.json", mimeType: "application/json", buffer };
  const first = await chat.path();

  await chat.page.keyboard.press("ControlOrMeta+k");
  await chat.page.getByRole("combobox").fill("import");
  const chosen = chat.page.waitForEvent("filechooser");
  await chat.page.keyboard.press("Enter");
  await (await chosen).setFiles(file);
  await chat.page.waitForURL(({ pathname }) => pathname !== first);
  const second = await chat.path();
  await expect(chat.main).toContainText("It is 42.");

  await chat.page.setViewportSize({ width: 360, height: 740 });
  await chat.page.getByRole("button", { name: "List of chats" }).click();
  await importText(chat.page, text);
  await chat.page.waitForURL(({ pathname }) => pathname !== second);
  await expect(chat.page.getByRole("dialog")).toHaveCount(0);
  await expect(chat.main).toContainText("It is 42.");
});

test("a shared chat is read without the cookie, and nothing can be done to it, until it is withdrawn", async ({
  chat,
  provider,
  browser,
}) => {
  const lines = Array.from({ length: 30 }, (_, line) => `const line${line} = ${line};`).join("\n");
  await askForProduct(chat, provider, `${lines}\nconst result = 6 * 7;`);
  await chat.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await expect(shareButton(chat.page)).toHaveText("Share");
  const link = await makeLink(chat.page);
  const dialog = chat.page.getByRole("dialog", { name: "Share this chat" });
  await expect(dialog).toContainText("Everybody who has the link can read the chat");
  await expect(dialog.getByRole("status")).toHaveText("The link is copied.");
  expect(await readClipboard(chat.page)).toBe(link);
  await chat.page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(shareButton(chat.page)).toBeFocused();
  await expect(shareButton(chat.page)).toHaveText("Shared");
  await expect(chat.page.getByRole("navigation", { name: "Chats" })).toContainText(", shared");

  const context = await browser.newContext();
  const reader = await context.newPage();
  const errors: string[] = [];
  reader.on("pageerror", (error) => errors.push(String(error)));
  const asked: string[] = [];
  reader.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const response = await reader.goto(link);
  const html = (await response?.text()) ?? "";
  expect(html).not.toContain((await chat.path()).slice("/chat/".length));
  expect(html).not.toMatch(/(?:tokens|costUsd)[\\"]+:(?!null)/);
  const main = reader.getByRole("main");
  await expect(main).toContainText("What is 6 times 7?");
  await expect(main).toContainText("It is 42.");
  await expect(main.getByRole("article", { name: "Run: Multiply" })).toContainText("Safe");
  await expect(reader.locator('meta[name="robots"]')).toHaveAttribute("content", "noindex, nofollow");
  await expect(reader.locator('meta[name="referrer"]')).toHaveAttribute("content", "no-referrer");
  await expect(reader).toHaveTitle("What is 6 times 7? · Workings");

  // What is asked later is seen too, and what was on screen stays as it was until one looks again.
  await reader.getByRole("button", { name: "Inspect" }).click();
  await reader.getByRole("tab", { name: "Review" }).click();
  await expect(reader.getByRole("tabpanel", { name: "Review" })).toContainText("The review");
  const buttons = await reader.getByRole("button").allTextContents();
  expect(buttons.join()).not.toMatch(/ask|edit|send|share|delete|rename|import|another review/i);
  await expect(reader.getByRole("textbox")).toHaveCount(0);
  expect(asked.filter((request) => !request.startsWith("GET "))).toEqual([]);
  expect(asked.filter((request) => request.includes("/api/"))).toEqual([]);
  expect(await context.cookies()).toEqual([]);

  const unscripted = await browser.newContext({ javaScriptEnabled: false });
  const plain = await unscripted.newPage();
  await plain.goto(link);
  // What can be seen: Playwright's own search leaves out what is for browsers without scripts.
  // biome-ignore lint/performance/useDomNodeTextContent: the same.
  const seen = await plain.evaluate(() => document.querySelector("main")?.innerText ?? "");
  for (const words of ["What is 6 times 7?", "const line0 = 0;", "const line29 = 29;", "42", "It is"])
    expect(seen).toContain(words);
  await expect(plain.getByRole("button")).toHaveCount(0);

  provider.answers(says("Forty-nine."));
  await chat.ask("And 7 times 7?");
  await chat.finish();
  await reader.reload();
  await expect(main).toContainText("Forty-nine.");

  await choose(chat.page, "Show or withdraw the link");
  await expect(dialog.getByRole("textbox", { name: "Link" })).toHaveValue(link);
  await dialog.getByRole("button", { name: "Withdraw the link" }).click();
  await expect(dialog.getByRole("status")).toContainText("The link is withdrawn");
  await expect(dialog.getByRole("button", { name: "Make another link" })).toBeFocused();
  const gone = await reader.goto(link);
  expect(gone?.status()).toBe(404);
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("There is no shared chat here.");
  for (const path of ["nothing", "x".repeat(32), "a%00b", "..%2f.."])
    expect((await reader.goto(new URL(`/shared/${path}`, link).href))?.status()).toBe(404);
  expect(errors).toEqual([]);
  await unscripted.close();
  await context.close();
});

test("readers see the branch that the owner is on, and no other", async ({ chat, provider, browser }) => {
  provider.answers(says("Bonn, I believe."), says("Berlin."));
  await chat.ask("What is the capital of Germany?");
  await chat.finish();
  await chat.askAgainButton.click();
  await expect(chat.main).toContainText("Berlin.");
  await chat.finish();
  const link = await makeLink(chat.page);
  const context = await browser.newContext();
  const reader = await context.newPage();
  const response = await reader.goto(link);
  await expect(reader.getByRole("main")).toContainText("Berlin.");
  expect(await response?.text()).not.toContain("Bonn");
  await context.close();
});

test("the menu and the dialog are used with the keyboard, and give the focus back", async ({
  chat,
  provider,
}) => {
  const { page } = chat;
  await expect(shareButton(page)).toHaveCount(0);
  await askForProduct(chat, provider);
  await shareButton(page).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Export the programs (.mjs)" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(shareButton(page)).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Share this chat" });
  await expect(dialog.getByRole("button", { name: "Make a link" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Copy the link" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(dialog.getByRole("textbox", { name: "Link" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(shareButton(page)).toBeFocused();
});

test.describe("without a network", () => {
  test.use({ expectedConsoleErrors: [/ERR_INTERNET_DISCONNECTED/] });

  test("exports and links say that the server cannot be reached, and can be tried again", async ({
    chat,
    provider,
    folder,
  }) => {
    const { page } = chat;
    await askForProduct(chat, provider);
    await page.context().setOffline(true);
    await choose(page, "Export as JSON");
    const notice = page.getByRole("status").filter({ hasText: "could not be exported" });
    await expect(notice).toContainText("The Workings server cannot be reached.");
    await notice.getByRole("button", { name: "Dismiss" }).click();
    await importText(page, "{}");
    await expect(page.getByRole("status").filter({ hasText: "could not be imported" })).toContainText(
      "The Workings server cannot be reached.",
    );

    await choose(page, "Share by a link");
    const dialog = page.getByRole("dialog", { name: "Share this chat" });
    await dialog.getByRole("button", { name: "Make a link" }).click();
    await expect(dialog.getByRole("alert")).toHaveText(
      "The link could not be made. The Workings server cannot be reached.",
    );
    await page.context().setOffline(false);
    await dialog.getByRole("button", { name: "Make a link" }).click();
    await expect(dialog.getByRole("textbox", { name: "Link" })).toHaveValue(/\/shared\//);
    await expect(dialog.getByRole("alert")).toHaveCount(0);
    await page.context().setOffline(true);
    await dialog.getByRole("button", { name: "Withdraw the link" }).click();
    await expect(dialog.getByRole("alert")).toContainText("so it may still lead to the chat");
    await page.context().setOffline(false);
    await dialog.getByRole("button", { name: "Close" }).click();
    await save(page, "Export as JSON", join(folder, "chat.json"));
  });
});
