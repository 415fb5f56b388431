import { expect, holdAfter, holdBeforeAnswer, says, test, writes } from "./test.ts";

test("a question in a new chat gets an address of its own, while the answer arrives and the next is typed", async ({
  chat,
  provider,
}) => {
  const saying = holdAfter("Once upon");
  provider.answers(says("Once upon a time there was an end.", saying));
  await chat.question.evaluate((element) => element.setAttribute("data-same", "yes"));
  await chat.question.fill("Tell me a story");
  await chat.question.press("Enter");
  await chat.page.keyboard.type("And then");
  await chat.path();
  await saying.reached;
  await expect(chat.main).toContainText("Once upon");
  await expect(chat.question).toBeFocused();
  await expect(chat.question).toHaveValue("And then");
  await expect(chat.question).toHaveAttribute("data-same", "yes");
  saying.release();
  await chat.finish();
  await expect(chat.main).toContainText("there was an end.");
  await expect(chat.question).toHaveValue("And then");
});

test("a chat's address leads to it, rendered by the server, with its title", async ({ chat, provider }) => {
  provider.answers(writes("Count", "const result = 40 + 2;"), says("It is **forty-two**."));
  await chat.ask("What is 40 + 2?");
  await chat.finish();
  const path = await chat.path();
  const served = await (await chat.page.request.get(chat.page.url())).text();
  const words = served.replace(/<script[^>]*>.*?<\/script>/gs, "").replace(/<[^>]+>/g, "");
  for (const word of ["What is 40 + 2?", "const result = 40 + 2;", "forty-two"])
    expect(words).toContain(word);
  expect(served).toMatch(/<title>What is 40 \+ 2\?[^<]*Workings<\/title>/);

  await chat.openChat(path);
  await expect(chat.main).toContainText("It is forty-two.");
  await expect(chat.stage("Count", "Result")).toHaveText("42");
});

test("back leads to an empty chat, forward to the one that goes on meanwhile", async ({ chat, provider }) => {
  const saying = holdAfter("Once upon");
  provider.answers(says("Once upon a time there was an end.", saying));
  await chat.ask("Tell me a story");
  const path = await chat.path();
  await saying.reached;
  await chat.page.goBack();
  await expect(chat.welcome).toBeVisible();
  await expect(chat.sendButton).toBeVisible();
  await chat.page.goForward();
  expect(await chat.path()).toBe(path);
  await expect(chat.main).toContainText("Once upon");
  await expect(chat.stopButton).toBeVisible();
  saying.release();
  await chat.finish();
  await expect(chat.main).toContainText("there was an end.");
});

test("whoever goes back before the page has followed to a new chat's address finds an empty chat", async ({
  chat,
  provider,
}) => {
  await chat.page.addInitScript(() => {
    const { pushState } = History.prototype;
    History.prototype.pushState = function (...given) {
      pushState.apply(this, given);
      if (String(given[2]).startsWith("/chat/")) history.back();
    };
  });
  await chat.open();
  const saying = holdAfter("Once upon");
  provider.answers(says("Once upon a time there was an end.", saying));
  await chat.question.fill("Tell me a story");
  await chat.question.press("Enter");
  await saying.reached;
  await expect(chat.welcome).toBeVisible();
  await expect(chat.sendButton).toBeVisible();
  expect(new URL(chat.page.url()).pathname).toBe("/");
  await chat.page.goForward();
  await expect(chat.main).toContainText("Once upon");
  saying.release();
  await chat.finish();
});

test("two chats are answered at once, each in its place", async ({ chat, provider }) => {
  const saying = holdAfter("Once upon");
  provider.answers(says("Once upon a time there was an end.", saying));
  await chat.ask("Tell me a story");
  const first = await chat.path();
  await saying.reached;
  await chat.beginNew();
  provider.answers(says("Four."));
  await chat.ask("How many s in mississippi?");
  await chat.finish();
  expect(await chat.path()).not.toBe(first);
  await expect(chat.main).toContainText("Four.");
  await expect(chat.main).not.toContainText("Once upon");
  saying.release();
  await chat.page.goBack();
  await chat.page.goBack();
  await expect(chat.main).toContainText("there was an end.");
  await expect(chat.main).not.toContainText("Four.");
});

test("a new chat is another one each time", async ({ chat, provider }) => {
  provider.answers(says("One."));
  await chat.ask("First");
  await chat.finish();
  const first = await chat.path();
  await chat.beginNew();
  provider.answers(says("Two."));
  await chat.ask("Second");
  await chat.finish();
  const second = await chat.path();
  expect(second).not.toBe(first);
  await expect(chat.main).not.toContainText("First");
});

test("what is written in one chat stays in it, also over a reload", async ({ chat, provider }) => {
  provider.answers(says("One."));
  await chat.ask("First");
  await chat.finish();
  const path = await chat.path();
  await chat.question.fill("unfinished thought");
  await chat.beginNew();
  await expect(chat.question).toHaveValue("");
  await chat.question.fill("another thought");
  await chat.page.reload();
  await expect(chat.question).toHaveValue("another thought");
  await chat.openChat(path);
  await expect(chat.question).toHaveValue("unfinished thought");
});

test("a long chat is opened at its end", async ({ chat, provider }) => {
  provider.answers(says(`${"A paragraph.\n\n".repeat(80)}The last words.`));
  await chat.ask("Say much");
  await chat.finish();
  await chat.openChat(await chat.path());
  await expect(chat.main.getByText("The last words.")).toBeInViewport();
});

test("what stands in the page stays when a new chat gets its address", async ({ chat, provider }) => {
  const answering = holdBeforeAnswer();
  provider.answers(says("Short.", answering));
  await chat.main.evaluate((element) => element.setAttribute("data-same", "yes"));
  await chat.ask("First");
  await chat.path();
  answering.release();
  await chat.finish();
  await expect(chat.main).toHaveAttribute("data-same", "yes");
});

test("back and forward find chats that were begun in this page, over a reload too", async ({
  chat,
  provider,
}) => {
  provider.answers(says("One."));
  await chat.ask("First");
  await chat.finish();
  const first = await chat.path();
  await chat.beginNew();
  await expect(chat.question).toBeFocused();
  provider.answers(says("Two."));
  await chat.ask("Second");
  await chat.finish();
  const second = await chat.path();
  await chat.page.reload();
  await expect(chat.main).toContainText("Two.");
  for (const step of ["goBack", "goBack"] as const) await chat.page[step]();
  expect(await chat.path()).toBe(first);
  await expect(chat.main).toContainText("One.");
  await expect(chat.main).not.toContainText("Second");
  await chat.page.goBack();
  await expect(chat.welcome).toBeVisible();
  for (const step of ["goForward", "goForward", "goForward"] as const) await chat.page[step]();
  expect(await chat.path()).toBe(second);
  await expect(chat.main).toContainText("Two.");
  await expect(chat.main).not.toContainText("First");
});

test("the page moves to an address of its own without losing the place one reads at", async ({
  chat,
  provider,
}) => {
  const answering = holdBeforeAnswer();
  await chat.page.setViewportSize({ width: 900, height: 320 });
  provider.answers(says("Short.", answering));
  // The question alone is longer than the page; the address changes while one reads its beginning.
  await chat.page.route("**/chat/*", async (route) => {
    await scrolled.promise;
    await route.continue();
  });
  const scrolled = Promise.withResolvers<void>();
  await chat.ask(`Beginning.\n${"A line.\n".repeat(40)}End.`);
  await answering.reached;
  await chat.main.evaluate((element) => {
    element.scrollTop = 120;
  });
  await expect(chat.page.getByRole("button", { name: "Jump to latest" })).toBeVisible();
  scrolled.resolve();
  await chat.path();
  expect(await chat.main.evaluate((element) => element.scrollTop)).toBe(120);
  answering.release();
  await chat.finish();
});

test.describe("a chat that is not there", () => {
  test.use({ expectedConsoleErrors: [/Failed to load resource/] });

  test("is said not to be, and so is one of another browser", async ({ chat, provider, browser, app }) => {
    provider.answers(says("One."));
    await chat.ask("First");
    await chat.finish();
    const path = await chat.path();

    const missing = await chat.page.goto(`${app.url}/chat/nothing-of-this-name`);
    expect(missing?.status()).toBe(404);
    await expect(chat.page.getByRole("heading", { name: "There is no chat here." })).toBeVisible();
    await expect(chat.page).toHaveTitle("No such chat · Workings");
    await chat.page.getByRole("link", { name: "Begin a new chat" }).click();
    await expect(chat.sendButton).toBeEnabled();

    const stranger = await browser.newPage();
    const foreign = await stranger.goto(`${app.url}${path}`);
    expect(foreign?.status()).toBe(404);
    await expect(stranger.getByText("it belongs to another browser")).toBeVisible();
    await stranger.close();
  });
});
