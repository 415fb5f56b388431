import type { App } from "./app.ts";
import { type ChatPage, createChatPage } from "./chat-page.ts";
import { expect, says, test } from "./test.ts";

/** Closes the tab and opens another. */
async function reopen(chat: ChatPage, app: App, path = "/"): Promise<ChatPage> {
  const context = chat.page.context();
  const page = await context.newPage();
  await chat.page.close();
  const tab = createChatPage(page, app.url);
  await tab.openChat(path);
  return tab;
}

/** A tab in a browser that the test may close. */
const openTab = test.extend<{ tab: ChatPage }>({
  tab: async ({ browser, app, provider: _ }, use) => {
    const context = await browser.newContext();
    const tab = createChatPage(await context.newPage(), app.url);
    await tab.open();
    await use(tab);
    await context.close();
  },
});

openTab(
  "what was written to a new chat is there in another tab, and gone once it was sent",
  async ({ tab, app, provider }) => {
    await tab.question.fill("How many s in mississippi?");
    const next = await reopen(tab, app);
    await expect(next.question).toHaveValue("How many s in mississippi?");
    provider.answers(says("Four."));
    await next.question.press("Enter");
    await next.finish();
    const path = await next.path();
    const last = await reopen(next, app);
    await expect(last.welcome).toBeVisible();
    await expect(last.question).toHaveValue("");
    await last.openChat(path);
    await expect(last.main).toContainText("Four.");
    await expect(last.question).toHaveValue("");
    expect(
      await last.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("unsent"))),
    ).toEqual([]);
  },
);

openTab(
  "what was written to a chat is there in another tab, and in no other chat",
  async ({ tab, app, provider }) => {
    provider.answers(says("Four."));
    await tab.ask("How many s in mississippi?");
    await tab.finish();
    const path = await tab.path();
    await tab.question.fill("And how many p?");
    const next = await reopen(tab, app);
    await expect(next.question).toHaveValue("");
    await next.openChat(path);
    await expect(next.question).toHaveValue("And how many p?");
  },
);

openTab("a question that did not arrive is a draft in another tab", async ({ tab, app }) => {
  await tab.page.route("**/api/chat", (route) => route.abort("connectionrefused"));
  await tab.ask("How many s in mississippi?");
  await expect(tab.main).toContainText("The Workings server cannot be reached.");
  const next = await reopen(tab, app);
  await expect(next.question).toHaveValue("How many s in mississippi?");
});

openTab(
  "an edit under way is offered again in another tab, until it is sent",
  async ({ tab, app, provider }) => {
    provider.answers(says("Bonn."));
    await tab.ask("What is the capital of Germany?");
    await tab.finish();
    const path = await tab.path();
    const begin = async (chat: ChatPage) => {
      await chat.main.getByRole("button", { name: "Edit this question" }).click();
      return chat.page.getByRole("textbox", { name: "The question" });
    };
    await (await begin(tab)).fill("What is the capital of Italy?");

    const next = await reopen(tab, app, path);
    await expect(next.main).toContainText("Your edit is not sent.");
    await expect(next.main.getByText("What is the capital of Germany?")).toBeVisible();
    const field = await begin(next);
    await expect(field).toHaveValue("What is the capital of Italy?");
    provider.answers(says("Rome."));
    await field.press("Enter");
    await expect(next.main).toContainText("Rome.");
    await next.finish();

    const last = await reopen(next, app, path);
    await expect(last.main).toContainText("Rome.");
    await expect(last.main).not.toContainText("Your edit is not sent.");
    await last.page.getByRole("button", { name: "Previous version" }).click();
    await expect(last.main).toContainText("Bonn.");
    await expect(last.main).not.toContainText("Your edit is not sent.");
  },
);

openTab("an edit that is left with Cancel is gone", async ({ tab, app, provider }) => {
  provider.answers(says("Bonn."));
  await tab.ask("What is the capital of Germany?");
  await tab.finish();
  const path = await tab.path();
  const editButton = tab.main.getByRole("button", { name: "Edit this question" });
  await editButton.click();
  await tab.page.getByRole("textbox", { name: "The question" }).fill("What is the capital of Italy?");
  await tab.page.getByRole("button", { name: "Cancel" }).click();
  await expect(editButton).toBeFocused();
  const next = await reopen(tab, app, path);
  await expect(next.main).toContainText("Bonn.");
  await expect(next.main).not.toContainText("Your edit is not sent.");
});

openTab(
  "two tabs write to one chat without getting into each other's way",
  async ({ tab, app, provider }) => {
    provider.answers(says("Four."));
    await tab.ask("How many s in mississippi?");
    await tab.finish();
    const path = await tab.path();
    const other = createChatPage(await tab.page.context().newPage(), app.url);
    await other.openChat(path);
    await tab.question.fill("From one tab");
    await other.question.fill("From the other");
    await expect(tab.question).toHaveValue("From one tab");
    provider.answers(says("Heard one."));
    await tab.question.press("Enter");
    await tab.finish();
    await expect(other.main).toContainText("Heard one.");
    await expect(other.question).toHaveValue("From the other");
    await other.page.reload();
    await expect(other.question).toHaveValue("From the other");
  },
);

for (const [what, forbid] of [
  [
    "forbidden",
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('No.', 'SecurityError'); } })",
  ],
  ["absent", "Object.defineProperty(window, 'localStorage', { value: undefined })"],
  ["full", "Storage.prototype.setItem = () => { throw new DOMException('No.', 'QuotaExceededError'); }"],
] as const)
  test(`a page works where the browser's storage is ${what}`, async ({ chat, provider }) => {
    await chat.page.addInitScript(forbid);
    await chat.open();
    provider.answers(says("Four."));
    await chat.ask("How many s in mississippi?");
    await chat.question.fill("And how many p?");
    await chat.finish();
    await expect(chat.main).toContainText("Four.");
    await expect(chat.question).toHaveValue("And how many p?");
  });
