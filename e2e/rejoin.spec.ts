import type { Page } from "@playwright/test";
import { type ChatPage, createChatPage } from "./chat-page.ts";
import { startNetwork } from "./network.ts";
import { approves, expect, holdAfter, holdBeforeAnswer, says, test, writes } from "./test.ts";

/** Until the server has saved those words of the chat, as it does every two seconds. */
async function untilSaved(chat: ChatPage, words: string): Promise<void> {
  const address = new URL(`/api${await chat.path()}`, chat.page.url()).href;
  await expect
    .poll(async () => (await chat.page.request.get(address)).text(), { message: `saved: ${words}` })
    .toContain(words);
}

/** A second tab of the same browser. */
async function openTab(chat: ChatPage, url: string): Promise<ChatPage> {
  const tab = createChatPage(await chat.page.context().newPage(), url);
  await tab.openChat(await chat.path());
  return tab;
}

test("a reload in mid-answer shows what there is at once, and goes on", async ({ chat, provider }) => {
  const saying = holdAfter("there lived");
  provider.answers(says("Once upon a time there lived an end.", saying));
  await chat.ask("Tell me a story");
  await saying.reached;
  await untilSaved(chat, "there lived");

  const shrunk = await watchForShrinking(chat.page, "there lived");
  await chat.page.reload();
  await expect(chat.main).toContainText("there lived");
  await expect(chat.stopButton).toBeEnabled();
  await expect(chat.main).not.toContainText("an end.");
  saying.release();
  await chat.finish();
  await expect(chat.main).toContainText("Once upon a time there lived an end.");
  expect(await shrunk()).toBe(false);
});

/** Whether words that the page showed after a reload went away again. */
async function watchForShrinking(page: Page, words: string): Promise<() => Promise<boolean>> {
  await page.addInitScript((shown) => {
    let seen = false;
    new MutationObserver(() => {
      const text = document.querySelector("main")?.textContent ?? "";
      if (text.includes(shown)) seen = true;
      else if (seen) document.documentElement.setAttribute("data-shrunk", "yes");
    }).observe(document, { subtree: true, childList: true, characterData: true });
  }, words);
  return async () => (await page.locator("html").getAttribute("data-shrunk")) !== null;
}

test("a reload while a program is written, reviewed and has run shows all of it", async ({
  chat,
  provider,
}) => {
  const writing = holdAfter("const half");
  const reviewing = holdBeforeAnswer();
  const saying = holdAfter("It is");
  provider.answers(
    writes("Halve", "const half = 42 / 2;\nconst result = half; // rejoined", writing),
    says("It is twenty-one.", saying),
  );
  provider.reviews(approves("It only halves.", reviewing));
  await chat.ask("What is half of 42?");
  await writing.reached;
  await chat.path();
  await chat.page.reload();
  await expect(chat.run("Halve")).toContainText("const half");
  writing.release();
  await reviewing.reached;
  await chat.page.reload();
  await expect(chat.run("Halve").getByText("Reviewing…").first()).toBeVisible();
  reviewing.release();
  await saying.reached;
  await chat.page.reload();
  await expect(chat.stage("Halve", "Result")).toHaveText("21");
  await expect(chat.run("Halve")).toContainText("It only halves.");
  await expect(chat.stopButton).toBeEnabled();
  saying.release();
  await chat.finish();
  await expect(chat.main).toContainText("It is twenty-one.");
});

test("where an answer cannot be streamed again, what is saved of it is read until it is whole", async ({
  chat,
  provider,
}) => {
  await chat.page.route("**/stream", (route) => route.fulfill({ status: 204 }));
  const saying = holdAfter("there lived");
  provider.answers(says("Once upon a time there lived an end.", saying));
  await chat.ask("Tell me a story");
  await saying.reached;
  await chat.path();
  await chat.page.reload();
  await expect(chat.main).toContainText("there lived");
  await expect(chat.stopButton).toBeEnabled();
  saying.release();
  await chat.finish();
  await expect(chat.main).toContainText("Once upon a time there lived an end.");
});

test("two tabs see the same answer arrive, and either can stop it", async ({ chat, provider, app }) => {
  const saying = holdAfter("there lived");
  provider.answers(says("Once upon a time there lived an end.", saying));
  await chat.ask("Tell me a story");
  await saying.reached;
  const tab = await openTab(chat, app.url);
  await expect(tab.main).toContainText("there lived");
  await tab.stopButton.click();
  for (const page of [tab, chat]) {
    await page.finish();
    await expect(page.main).toContainText("You stopped this answer.");
    await expect(page.main).toContainText("there lived");
  }
  await expect.poll(() => provider.asked[0]?.ended).toBe("hung-up");
});

test("a question asked in one tab shows in the other, which follows its answer", async ({
  chat,
  provider,
  app,
}) => {
  provider.answers(says("One."));
  await chat.ask("First");
  await chat.finish();
  const tab = await openTab(chat, app.url);
  const saying = holdAfter("Twice upon");
  provider.answers(says("Twice upon a time.", saying));
  await tab.ask("Second");
  await saying.reached;
  await expect(chat.main).toContainText("Twice upon");
  await expect(chat.stopButton).toBeVisible();
  saying.release();
  await chat.finish();
  await expect(chat.main).toContainText("Twice upon a time.");
  await expect(chat.page.getByRole("heading", { name: "Question", exact: true })).toHaveCount(2);
});

test("an answer that a closed page left goes on to its end", async ({ chat, provider, app }) => {
  const saying = holdAfter("there lived");
  provider.answers(says("Once upon a time there lived an end.", saying));
  await chat.ask("Tell me a story");
  await saying.reached;
  const path = await chat.path();
  await chat.page.goto("about:blank");
  saying.release();
  await expect.poll(() => provider.asked[0]?.ended).toBe("answered");
  await chat.openChat(new URL(path, app.url).href);
  await expect(chat.main).toContainText("Once upon a time there lived an end.");
});

test.describe("against what goes wrong", () => {
  test.use({ expectedConsoleErrors: [/Failed to load resource|ERR_/] });

  test("a question to a chat that is being answered elsewhere goes back to the composer", async ({
    chat,
    provider,
  }) => {
    provider.answers(says("One."));
    await chat.ask("First");
    await chat.finish();
    const id = (await chat.path()).split("/").at(-1);
    const saying = holdAfter("Twice upon");
    provider.answers(says("Twice upon a time.", saying));
    // Nobody tells the page of it.
    const elsewhere = chat.page.evaluate(async (chatId) => {
      const message = { id: "asked-elsewhere", role: "user", parts: [{ type: "text", text: "Second" }] };
      await fetch("/api/chat", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ id: chatId, message }),
      });
    }, id);
    await saying.reached;
    await elsewhere;
    await chat.question.fill("Third");
    await chat.question.press("Enter");
    await expect(chat.main).toContainText("Twice upon");
    await expect(chat.question).toHaveValue("Third");
    await expect(chat.main).not.toContainText("Third");
    saying.release();
    await chat.finish();
    await expect(chat.main).toContainText("Twice upon a time.");
    provider.answers(says("Three."));
    await chat.question.press("Enter");
    await expect(chat.main).toContainText("Three.");
    await chat.finish();
  });

  test("a lost network is said to be, and the answer goes on when it is back", async ({
    chat,
    provider,
    app,
  }) => {
    const network = await startNetwork(app.url);
    const away = createChatPage(chat.page, network.url);
    await away.open();
    const saying = holdAfter("there lived");
    provider.answers(says("Once upon a time there lived an end.", saying));
    await away.ask("Tell me a story");
    await saying.reached;
    await expect(away.main).toContainText("there lived");
    await away.path();
    await network.cut();
    await expect(away.main).toContainText("The Workings server cannot be reached.");
    await expect(away.main).toContainText("Trying again…");
    await expect(away.main).toContainText("there lived");
    saying.release();
    await expect.poll(() => provider.asked[0]?.ended).toBe("answered");
    await network.restore();
    await away.finish();
    await expect(away.main).toContainText("Once upon a time there lived an end.");
    await expect(away.main).not.toContainText("Trying again…");
    await network.stop();
  });
});
