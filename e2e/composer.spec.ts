import { expect, holdBeforeAnswer, says, test } from "./test.ts";

test("Enter sends; Shift+Enter breaks the line", async ({ chat, provider }) => {
  provider.answers(says("Two lines."));
  await chat.question.fill("first");
  await chat.question.press("Shift+Enter");
  await chat.question.pressSequentially("second");
  await expect(chat.question).toHaveValue("first\nsecond");
  await chat.question.press("Enter");
  await chat.finish();
  await expect(chat.question).toHaveValue("");
  expect(JSON.stringify(provider.asked[0]?.body)).toContain("first\\nsecond");
});

test("an empty question is not sent", async ({ chat, provider }) => {
  await chat.question.fill("  \n ");
  await chat.question.press("Enter");
  await chat.sendButton.click();
  await expect(chat.page.getByRole("heading", { name: "Question", exact: true })).toHaveCount(0);
  expect(provider.asked).toEqual([]);
});

test("a draft written while an answer arrives is kept, and sent when asked to", async ({
  chat,
  provider,
}) => {
  const answering = holdBeforeAnswer();
  provider.answers(says("One.", answering));
  await chat.ask("First");
  await answering.reached;
  await chat.question.fill("Second");
  await chat.question.press("Enter");
  await expect(chat.question).toHaveValue("Second");
  await expect(chat.page.getByText("You can send this when the answer has ended.")).toBeVisible();
  answering.release();
  await chat.finish();
  await expect(chat.question).toHaveValue("Second");
  provider.answers(says("Two."));
  await chat.question.press("Enter");
  await expect(chat.main).toContainText("Two.");
});

test("a draft that is too long is said to be, and kept", async ({ chat, provider }) => {
  await chat.question.fill("x".repeat(20_001));
  await expect(chat.page.getByText("Too long to send: 20,001 of 20,000 characters.")).toBeVisible();
  await chat.question.press("Enter");
  await expect(chat.question).toHaveValue("x".repeat(20_001));
  expect(provider.asked).toEqual([]);
});

test("Enter that ends a composition does not send", async ({ chat, provider }) => {
  await chat.question.fill("すし");
  await chat.question.dispatchEvent("keydown", { key: "Enter", isComposing: true });
  await chat.question.dispatchEvent("keydown", { key: "Enter", keyCode: 229 });
  await expect(chat.question).toHaveValue("すし");
  expect(provider.asked).toEqual([]);
});

test("a second click on Send does not stop the answer", async ({ chat, provider }) => {
  const answering = holdBeforeAnswer();
  provider.answers(says("One.", answering));
  await chat.question.fill("First");
  await chat.sendButton.dblclick();
  await answering.reached;
  answering.release();
  await chat.finish();
  await expect(chat.main).toContainText("One.");
  await expect(chat.main).not.toContainText("You stopped");
});
