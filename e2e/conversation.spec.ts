import { readTexts } from "./provider/requests.ts";
import { expect, says, test, writes } from "./test.ts";

test("a second question goes with the first one, its program and its result", async ({ chat, provider }) => {
  provider.answers(writes("Count", "const result = 40 + 2;"), says("It is forty-two."));
  await chat.ask("What is 40 + 2?");
  await chat.finish();
  provider.answers(says("Half of it is 21."));
  await chat.ask("And half of that?");
  await chat.finish();

  await expect(chat.main).toContainText("Half of it is 21.");
  await expect(chat.stage("Count", "Result")).toHaveText("42");
  const sent = readTexts(provider.asked.at(-1)).join("\n");
  for (const part of [
    "What is 40 + 2?",
    "const result = 40 + 2;",
    "Result: 42",
    "It is forty-two.",
    "And half of that?",
  ])
    expect(sent).toContain(part);
});

test("a new chat forgets the last one", async ({ chat, provider }) => {
  provider.answers(says("Noted."));
  await chat.ask("Remember the word zucchini");
  await chat.finish();
  await chat.beginNew();
  await expect(chat.main).not.toContainText("zucchini");
  provider.answers(says("Which word?"));
  await chat.ask("Which word was it?");
  await chat.finish();
  expect(JSON.stringify(provider.asked.at(-1)?.body)).not.toContain("zucchini");
});

test("asking again sends the question once", async ({ chat, provider }) => {
  provider.answers(says("First."));
  await chat.ask("One question");
  await chat.finish();
  provider.alwaysAnswers({ response: { error: { message: "no" }, status: 401 } });
  await chat.ask("Another question");
  await chat.finish();
  provider.recover();
  provider.answers(says("Second."));
  await chat.askAgainButton.click();
  await expect(chat.main).toContainText("Second.");
  const texts = readTexts(provider.asked.at(-1));
  expect(texts.filter((text) => text === "Another question")).toHaveLength(1);
  expect(texts.filter((text) => text === "One question")).toHaveLength(1);
});
