import { createChatPage } from "./chat-page.ts";
import { startNetwork } from "./network.ts";
import { bringChat, createSidebarPage } from "./sidebar-page.ts";
import { expect, says, test, writes } from "./test.ts";

test("search finds a word of a program, a title and a message, and parts of names", async ({
  chat,
  provider,
}) => {
  const sidebar = createSidebarPage(chat.page);
  const code =
    "const harmonicMean = 2;\nlet last_known_value = harmonicMean;\nconst result = last_known_value;";
  provider.answers(writes("Compute", code), says("The quokka says two."));
  provider.titles(says("Averages of averages"));
  await chat.ask("What is the mean?");
  await chat.finish();
  await expect(sidebar.link("Averages of averages")).toBeVisible();
  await chat.beginNew();

  for (const [word, found] of [
    ["harmonicMean", "harmonicMean"],
    ["harmonic", "harmonic"],
    ["known", "known"],
    ["last_known_value", "last_known_value"],
    ["quokka", "quokka"],
    ["averages", "Averages"],
    ["quok", "quokka"],
  ] as const) {
    await sidebar.search(word);
    await expect(sidebar.options.first()).toContainText("Averages of averages");
    await expect(sidebar.options.locator("mark").first()).toContainText(found);
  }
  await sidebar.search("quokka");
  await chat.page.keyboard.press("Enter");
  await expect(sidebar.menu).toHaveCount(0);
  await expect(chat.main.locator("[data-marked]")).toContainText("The quokka says two.");
  await expect(chat.main.locator("[data-marked]")).toBeInViewport();
});

test("what is found on another branch is gone over to", async ({ chat, provider }) => {
  const sidebar = createSidebarPage(chat.page);
  provider.answers(says("The wombat is here."), says("Nobody is here."));
  await chat.ask("Who is here?");
  await chat.finish();
  await chat.askAgainButton.click();
  await expect(chat.main).toContainText("Nobody is here.");
  await chat.finish();
  await chat.beginNew();
  await sidebar.search("wombat");
  await sidebar.options.first().click();
  await expect(chat.main.locator("[data-marked]")).toContainText("The wombat is here.");
  await expect(chat.page.getByRole("group", { name: "Versions of this answer" })).toContainText(
    "Version 1 of 2",
  );
});

test("a hit in the open chat is gone to as well, and once more after another", async ({ chat, provider }) => {
  const sidebar = createSidebarPage(chat.page);
  const long = "A paragraph.\n\n".repeat(40);
  provider.answers(says(`The numbat. ${long}`), says(`The bilby. ${long}`));
  await chat.ask("First");
  await chat.finish();
  await chat.ask("Second");
  await chat.finish();
  for (const word of ["numbat", "bilby", "numbat"]) {
    await sidebar.search(word);
    await chat.page.keyboard.press("Enter");
    await expect(chat.main.locator("[data-marked]")).toContainText(`The ${word}.`);
    await expect(chat.main.getByText(`The ${word}.`)).toBeInViewport();
  }
});

test("nothing found is said, and characters with a meaning of their own are words like others", async ({
  chat,
}) => {
  const sidebar = createSidebarPage(chat.page);
  await bringChat(chat.page, "A chat", "It is C++ & <b>'quoted'</b>: 100 %.");
  await chat.page.reload();
  for (const text of ["zebra", "quoted zebra", "zebra & !b | (", "'\\ :*", "<img src=x onerror=alert(1)>"]) {
    await sidebar.search(text);
    await expect(sidebar.menu).toContainText(/Nothing was found for|A chat/);
  }
  await sidebar.search("zebra");
  await expect(sidebar.menu).toContainText("Nothing was found for “zebra”.");
  await sidebar.search("<b>'quoted'");
  await expect(sidebar.options.first()).toContainText("<b>'quoted'</b>");
});

test.describe("without a network", () => {
  test.use({ expectedConsoleErrors: [/Failed to load resource|ERR_/] });

  test("the search says so, still knows the titles, and goes on when it is back", async ({ chat, app }) => {
    const network = await startNetwork(app.url);
    const away = createChatPage(chat.page, network.url);
    await away.open();
    await bringChat(away.page, "Wandering albatross", "a bird");
    await away.page.reload();
    const sidebar = createSidebarPage(away.page);
    await expect(sidebar.link("Wandering albatross")).toBeVisible();
    await away.page.keyboard.press("ControlOrMeta+k");
    await expect(sidebar.field).toBeFocused();
    await network.cut();
    await sidebar.field.fill("albatross");
    await expect(sidebar.menu).toContainText("The Workings server cannot be reached.");
    await expect(sidebar.options).toHaveText(/Wandering albatross/);
    await network.restore();
    await sidebar.menu.getByRole("button", { name: "Retry" }).click();
    await expect(sidebar.menu.getByRole("alert")).toHaveCount(0);
    await expect(sidebar.options.locator("mark")).toHaveText("albatross");
    await network.stop();
  });
});

test("the command menu is all in the keyboard, and gives the focus back", async ({ chat }) => {
  const sidebar = createSidebarPage(chat.page);
  await bringChat(chat.page, "Wingspans");
  await chat.page.reload();
  await chat.question.focus();
  const { keyboard } = chat.page;
  await keyboard.press("ControlOrMeta+k");
  await expect(sidebar.field).toBeFocused();
  await keyboard.press("Escape");
  await expect(sidebar.menu).toHaveCount(0);
  await expect(chat.question).toBeFocused();

  await keyboard.press("ControlOrMeta+k");
  const selected = sidebar.menu.getByRole("option", { selected: true });
  await expect(selected).toContainText("New chat");
  await keyboard.press("ArrowUp");
  await expect(selected).toContainText("Wingspans");
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await expect(selected).toContainText("Hide the list of chats");
  await keyboard.press("Enter");
  await expect(sidebar.list).toBeHidden();
  await chat.page.reload();
  await expect(chat.sendButton).toBeEnabled();
  await expect(sidebar.list).toBeHidden();

  await keyboard.press("ControlOrMeta+k");
  await keyboard.type("wing");
  await expect(selected).toContainText("Wingspans");
  await keyboard.press("Enter");
  await expect(chat.page.getByRole("heading", { level: 1 })).toHaveText("Wingspans");
  await keyboard.press("ControlOrMeta+k");
  await keyboard.type("rename");
  await keyboard.press("Enter");
  await expect(sidebar.titleField).toBeFocused();
  await keyboard.type("Another name");
  await keyboard.press("Enter");
  await expect(chat.page.getByRole("heading", { level: 1 })).toHaveText("Another name");
  await keyboard.press("ControlOrMeta+Shift+o");
  await expect(chat.welcome).toBeVisible();
});
