import type { ChatPage } from "./chat-page.ts";
import { readTexts } from "./provider/requests.ts";
import { expect, holdBeforeAnswer, says, test } from "./test.ts";

async function edit(chat: ChatPage, question: string, text: string): Promise<void> {
  const section = chat.main.locator(".message", { hasText: question }).first();
  await section.getByRole("button", { name: "Edit this question" }).click();
  const field = chat.page.getByRole("textbox", { name: "The question" });
  await expect(field).toBeFocused();
  await field.fill(text);
  await field.press("Enter");
}

const questionSwitch = (chat: ChatPage) =>
  chat.page.getByRole("group", { name: "Versions of this question" });
const answerSwitch = (chat: ChatPage) => chat.page.getByRole("group", { name: "Versions of this answer" });

test("an edited question is a branch: the other one stays, and the one one was on is there after a reload", async ({
  chat,
  provider,
}) => {
  provider.answers(says("Bonn."), says("Five million."), says("Rome."));
  await chat.ask("What is the capital of Germany?");
  await chat.finish();
  await chat.ask("How many people live there?");
  await chat.finish();
  await edit(chat, "What is the capital", "What is the capital of Italy?");
  await expect(chat.main).toContainText("Rome.");
  await chat.finish();
  await expect(chat.main).not.toContainText("Bonn.");
  await expect(chat.main).not.toContainText("Five million.");
  expect(readTexts(provider.asked.at(-1)).join()).not.toContain("Germany");

  await expect(questionSwitch(chat)).toContainText("Version 2 of 2");
  await chat.page.reload();
  await expect(chat.main).toContainText("Rome.");
  await expect(questionSwitch(chat)).toContainText("Version 2 of 2");

  await questionSwitch(chat).getByRole("button", { name: "Previous version" }).click();
  await expect(questionSwitch(chat)).toContainText("Version 1 of 2");
  await expect(chat.main).toContainText("Bonn.");
  await expect(chat.main).toContainText("Five million.");
  await chat.page.reload();
  await expect(chat.main).toContainText("Five million.");
  await expect(chat.main).not.toContainText("Rome.");
});

test("a question is edited, and left, with the keyboard alone", async ({ chat, provider }) => {
  provider.answers(says("Bonn."));
  await chat.ask("What is the capital of Germany?");
  await chat.finish();
  await chat.path();
  const editButton = chat.main.getByRole("button", { name: "Edit this question" });
  await editButton.focus();
  await chat.page.keyboard.press("Enter");
  await expect(chat.page.getByRole("textbox", { name: "The question" })).toBeFocused();
  await chat.page.keyboard.type(" Please.");
  await chat.page.keyboard.press("Escape");
  await expect(editButton).toBeFocused();
  await expect(chat.main.getByText("What is the capital of Germany?", { exact: true })).toBeVisible();

  provider.answers(says("Berlin."));
  await chat.page.keyboard.press("Enter");
  await chat.page.keyboard.type(" Please.");
  await chat.page.keyboard.press("Enter");
  await expect(chat.main).toContainText("Berlin.");
  await chat.finish();

  const previous = questionSwitch(chat).getByRole("button", { name: "Previous version" });
  await previous.focus();
  await chat.page.keyboard.press("Enter");
  await expect(chat.main).toContainText("Bonn.");
  await expect(previous).toBeFocused();
  await expect(previous).toHaveAttribute("aria-disabled", "true");
});

test("an answer that is asked for again is another version of it", async ({ chat, provider }) => {
  provider.answers(says("Heads."), says("Tails."), says("Whatever you say."), says("Edge."));
  await chat.ask("Toss a coin");
  await chat.finish();
  await chat.askAgainButton.click();
  await expect(chat.main).toContainText("Tails.");
  await chat.finish();
  await expect(chat.main).not.toContainText("Heads.");
  await expect(answerSwitch(chat)).toContainText("Version 2 of 2");

  await chat.ask("So it is tails?");
  await chat.finish();
  // The first answer of two, with all that follows it.
  await chat.page.getByRole("button", { name: "Ask again" }).first().click();
  await expect(chat.main).toContainText("Edge.");
  await chat.finish();
  await expect(answerSwitch(chat)).toContainText("Version 3 of 3");
  await answerSwitch(chat).getByRole("button", { name: "Previous version" }).click();
  await expect(chat.main).toContainText("Tails.");
  await expect(chat.main).toContainText("Whatever you say.");
});

test("the place of a fork stays where it is while one looks at its versions", async ({ chat, provider }) => {
  const long = "A paragraph.\n\n".repeat(60);
  provider.answers(says(long), says(`First. ${long}`), says(`Second. ${long}`));
  await chat.ask("Say much");
  await chat.finish();
  await chat.ask("Say more");
  await chat.finish();
  await chat.askAgainButton.click();
  await expect(chat.main).toContainText("Second.");
  await chat.finish();
  await chat.main.getByText("Say more").scrollIntoViewIfNeeded();
  const top = () =>
    chat.main.getByText("Say more").evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  await answerSwitch(chat)
    .getByRole("button", { name: "Previous version" })
    .evaluate((element: HTMLElement) => element.click());
  await expect(chat.main).toContainText("First.");
  expect(Math.abs((await top()) - before)).toBeLessThan(2);
});

test("nothing can be branched while an answer is under way, and the page says why", async ({
  chat,
  provider,
}) => {
  provider.answers(says("One."));
  await chat.ask("First");
  await chat.finish();
  const answering = holdBeforeAnswer();
  provider.answers(says("Two.", answering));
  await chat.ask("Second");
  await answering.reached;
  const editButton = chat.main.getByRole("button", { name: "Edit this question" }).first();
  await expect(editButton).toHaveAttribute("aria-disabled", "true");
  await expect(editButton).toHaveAttribute("title", "You can do this when the answer has ended.");
  await editButton.click({ force: true });
  await expect(chat.page.getByRole("textbox", { name: "The question" })).toHaveCount(0);
  answering.release();
  await chat.finish();
  await expect(editButton).toHaveAttribute("aria-disabled", "false");
});

test("a link to a message of another branch goes over to it and marks it", async ({ chat, provider }) => {
  provider.answers(says("Bonn."), says("Rome."));
  await chat.ask("What is the capital of Germany?");
  await chat.finish();
  const messageId = await chat.main.locator(".message", { hasText: "Bonn." }).getAttribute("id");
  await edit(chat, "What is the capital", "What is the capital of Italy?");
  await expect(chat.main).toContainText("Rome.");
  await chat.finish();
  await chat.openChat(`${await chat.path()}#${messageId}`);
  await expect(chat.main.locator("[data-marked]")).toContainText("Bonn.");
  await expect(chat.main).not.toContainText("Rome.");
});
