import { createChatPage } from "./chat-page.ts";
import { bringChat, createSidebarPage } from "./sidebar-page.ts";
import { expect, holdAfter, says, test, writes } from "./test.ts";

test("a chat stands under its day, by the title that the model gave it", async ({ chat, provider }) => {
  const sidebar = createSidebarPage(chat.page);
  await expect(sidebar.list).toContainText("There are no chats yet.");
  provider.answers(says("Four."));
  provider.titles(says("Letters of a river"));
  await chat.ask("How many s in mississippi?");
  await chat.finish();
  await expect(sidebar.list.getByRole("region", { name: "Today" })).toContainText("Letters of a river");
  await expect(sidebar.link("Letters of a river")).toHaveAttribute("aria-current", "page");
  await expect(chat.page.getByRole("heading", { level: 1 })).toHaveText("Letters of a river");
  await expect(chat.page).toHaveTitle("Letters of a river · Workings");

  await chat.beginNew();
  await expect(chat.page).toHaveTitle("Workings");
  await expect(sidebar.link("Letters of a river")).not.toHaveAttribute("aria-current");
  await sidebar.link("Letters of a river").click();
  await expect(chat.main).toContainText("Four.");
  await expect(chat.page).toHaveTitle("Letters of a river · Workings");

  await chat.page.clock.setFixedTime(Date.now() + 86_400_000);
  await chat.page.reload();
  await expect(sidebar.list.getByRole("region", { name: "Yesterday" })).toContainText("Letters of a river");
});

test("a title that comes while the page goes to the chat's address is the page's too", async ({
  chat,
  provider,
}) => {
  const title = holdAfter("Letters");
  const [made, shown] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await chat.page.route("**/chat/*", async (route) => {
    const response = await route.fetch();
    made.resolve();
    await shown.promise;
    await route.fulfill({ response });
  });
  provider.answers(says("Four."));
  provider.titles(says("Letters of a river", title));
  await chat.ask("How many s in mississippi?");
  await made.promise;
  title.release();
  await expect(chat.page.getByRole("heading", { level: 1 })).toHaveText("Letters of a river");
  shown.resolve();
  await chat.path();
  await expect(chat.page).toHaveTitle("Letters of a river · Workings");
});

test("a chat is renamed: Enter keeps the title, Escape and nothing at all do not", async ({ chat }) => {
  const sidebar = createSidebarPage(chat.page);
  await bringChat(chat.page, "Old name");
  await chat.page.reload();
  await sidebar.link("Old name").click();
  await chat.path();
  await sidebar.choose("Old name", "Rename");
  await expect(sidebar.titleField).toBeFocused();
  await sidebar.titleField.fill("New name");
  await sidebar.titleField.press("Enter");
  await expect(sidebar.link("New name")).toBeFocused();
  await expect(chat.page.getByRole("heading", { level: 1 })).toHaveText("New name");
  await expect(chat.page).toHaveTitle("New name · Workings");

  for (const [written, key] of [
    ["Never mind", "Escape"],
    ["   ", "Enter"],
  ] as const) {
    await sidebar.choose("New name", "Rename");
    await sidebar.titleField.fill(written);
    await sidebar.titleField.press(key);
    await expect(sidebar.link("New name")).toBeFocused();
  }
  await chat.page.reload();
  await expect(sidebar.link("New name")).toBeVisible();
  await expect(sidebar.list.getByRole("listitem")).toHaveCount(1);
});

test("a title of 10,000 characters is cut, and one of markup stays text", async ({ chat }) => {
  const sidebar = createSidebarPage(chat.page);
  await bringChat(chat.page, "Old name");
  await chat.page.reload();
  await sidebar.choose("Old name", "Rename");
  await chat.page.keyboard.insertText("long ".repeat(2_000));
  await sidebar.titleField.press("Enter");
  const cut = "long ".repeat(40).trim();
  await expect(sidebar.link(cut)).toBeFocused();
  await expect(sidebar.notices).toBeEmpty();

  const markup = `<img src=x onerror="document.title='taken'"><b>bold</b> &amp;`;
  await sidebar.choose(cut, "Rename");
  await sidebar.titleField.fill(markup);
  await sidebar.titleField.press("Enter");
  await expect(sidebar.link(markup)).toBeVisible();
  await chat.page.reload();
  await sidebar.link(markup).click();
  await expect(chat.page.getByRole("heading", { level: 1 })).toHaveText(markup);
  await expect(chat.page).toHaveTitle(`${markup} · Workings`);
  await expect(chat.page.locator("img, nav b")).toHaveCount(0);
});

test.describe("a deleted chat", () => {
  // Whoever still looks for its title, or for the rest of its answer, is told that it is not there.
  test.use({ expectedConsoleErrors: [/Failed to load resource/] });

  test("comes back with its messages when that is undone", async ({ chat, provider }) => {
    const sidebar = createSidebarPage(chat.page);
    provider.answers(writes("Count", "const result = 40 + 2;"), says("Forty-two."));
    await chat.ask("What is 40 + 2?");
    await chat.finish();
    const path = await chat.path();
    await sidebar.choose("What is 40 + 2?", "Delete");
    await expect(sidebar.notices).toContainText("Deleted “What is 40 + 2?”");
    await expect(chat.welcome).toBeVisible();
    await expect(sidebar.list.getByRole("listitem")).toHaveCount(0);
    await expect(chat.page).toHaveTitle("Workings");

    await sidebar.undoButton.click();
    await expect(sidebar.link("What is 40 + 2?")).toBeFocused();
    expect(await chat.path()).toBe(path);
    await expect(chat.main).toContainText("Forty-two.");
    await expect(sidebar.notices).toBeEmpty();
    await chat.page.reload();
    await expect(chat.stage("Count", "Result")).toHaveText("42");
    await expect(chat.question).toBeEnabled();
  });

  test("is gone after its notice, also from its address", async ({ chat }) => {
    const sidebar = createSidebarPage(chat.page);
    const id = await bringChat(chat.page, "Not for long");
    await bringChat(chat.page, "For longer");
    await chat.page.clock.install();
    await chat.page.reload();
    await sidebar.choose("Not for long", "Delete");
    await expect(sidebar.undoButton).toBeVisible();
    await chat.page.clock.runFor(11_000);
    await expect(sidebar.undoButton).toHaveCount(0);
    await chat.page.reload();
    await expect(sidebar.link("For longer")).toBeVisible();
    await expect(sidebar.link("Not for long")).toHaveCount(0);
    const response = await chat.page.goto(new URL(`/chat/${id}`, chat.page.url()).href);
    expect(response?.status()).toBe(404);
  });

  test("stops being answered, and comes back with what there was", async ({ chat, provider }) => {
    const sidebar = createSidebarPage(chat.page);
    const saying = holdAfter("there lived");
    provider.answers(says("Once upon a time there lived an end.", saying));
    await chat.ask("Tell me a story");
    await saying.reached;
    await chat.path();
    await expect(chat.main).toContainText("there lived");
    await sidebar.choose("Tell me a story", "Delete");
    await expect(chat.welcome).toBeVisible();
    await expect.poll(() => provider.asked[0]?.ended).toBe("hung-up");
    await sidebar.undoButton.click();
    await chat.path();
    await expect(chat.main).toContainText("there lived");
    await expect(chat.main).toContainText("You stopped this answer.");
    await chat.page.reload();
    await expect(chat.main).toContainText("there lived");
  });
});

test("a chat is nobody else's", async ({ chat, browser, app }) => {
  const id = await bringChat(chat.page, "Mine alone", "a secret word");
  const page = await browser.newPage();
  const stranger = createSidebarPage(page);
  await createChatPage(page, app.url).open();
  await bringChat(page, "Somebody else's");
  await page.reload();
  await expect(stranger.link("Somebody else's")).toBeVisible();
  await expect(stranger.link("Mine alone")).toHaveCount(0);
  await stranger.search("secret");
  await expect(stranger.menu).toContainText("Nothing was found for “secret”.");
  for (const [method, path] of [
    ["patch", `/api/chat/${id}`],
    ["delete", `/api/chat/${id}`],
    ["post", `/api/chat/${id}/restore`],
  ] as const) {
    const data = method === "patch" ? { title: "Taken" } : {};
    expect((await page.request[method](`${app.url}${path}`, { data })).status()).toBe(404);
  }
  await page.close();
  const sidebar = createSidebarPage(chat.page);
  await chat.page.reload();
  await expect(sidebar.link("Mine alone")).toBeVisible();
});

test("two tabs show the same list", async ({ chat, app }) => {
  await bringChat(chat.page, "Old name");
  await bringChat(chat.page, "Not for long");
  await chat.page.reload();
  const sidebar = createSidebarPage(chat.page);
  const tab = createChatPage(await chat.page.context().newPage(), app.url);
  await tab.open();
  const other = createSidebarPage(tab.page);
  await other.link("Old name").click();
  await expect(tab.page.getByRole("heading", { level: 1 })).toHaveText("Old name");

  await sidebar.choose("Old name", "Rename");
  await sidebar.titleField.fill("New name");
  await sidebar.titleField.press("Enter");
  await expect(other.link("New name")).toBeVisible();
  await expect(tab.page.getByRole("heading", { level: 1 })).toHaveText("New name");
  await expect(tab.page).toHaveTitle("New name · Workings");

  await sidebar.choose("Not for long", "Delete");
  await expect(other.link("Not for long")).toHaveCount(0);
  await sidebar.undoButton.click();
  await expect(other.link("Not for long")).toBeVisible();
  await sidebar.choose("New name", "Delete");
  await expect(other.link("New name")).toHaveCount(0);
  await expect(tab.main).toContainText("This chat has been deleted.");
});

test("older chats come as one scrolls, each once", async ({ chat }) => {
  const sidebar = createSidebarPage(chat.page);
  for (let number = 1; number <= 95; number++) await bringChat(chat.page, `Chat ${number}`);
  await chat.page.reload();
  await expect(sidebar.link("Chat 95")).toBeVisible();
  const rows = sidebar.list.getByRole("listitem");
  await expect(rows).toHaveCount(40);
  for (const loaded of [80, 95]) {
    await sidebar.list.getByText("Loading older chats…").scrollIntoViewIfNeeded();
    await expect(rows).toHaveCount(loaded);
  }
  await expect(sidebar.list.getByText("Loading older chats…")).toHaveCount(0);
  const titles = await sidebar.list.getByRole("listitem").getByRole("link").allTextContents();
  expect(titles).toEqual(Array.from({ length: 95 }, (_, index) => `Chat ${95 - index}`));

  await sidebar.link("Chat 3").scrollIntoViewIfNeeded();
  await sidebar.link("Chat 3").click();
  await expect(chat.page.getByRole("heading", { level: 1 })).toHaveText("Chat 3");
  await expect(sidebar.link("Chat 3")).toBeInViewport();
  await expect(rows).toHaveCount(95);
});

test("at 360 px the list is a drawer, which closes with Escape, and when one goes to a chat", async ({
  chat,
}) => {
  const sidebar = createSidebarPage(chat.page);
  await bringChat(chat.page, "A chat");
  await chat.page.setViewportSize({ width: 360, height: 740 });
  await chat.page.reload();
  await expect(sidebar.list).toBeHidden();
  const button = chat.page.getByRole("button", { name: "List of chats" });
  await button.click();
  await expect(chat.page.getByRole("dialog", { name: "Chats" })).toBeVisible();
  await chat.page.keyboard.press("Escape");
  await expect(sidebar.list).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  await sidebar.choose("A chat", "Delete");
  await sidebar.undoButton.click();
  await sidebar.link("A chat").click();
  await expect(chat.page.getByRole("dialog")).toHaveCount(0);
  await expect(chat.page.getByRole("heading", { level: 1 })).toHaveText("A chat");
});
