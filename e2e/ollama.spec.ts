import type { ChatPage } from "./chat-page.ts";
import { readReviewedProgram } from "./provider/requests.ts";
import { expect, refuses, says, test, writes } from "./test.ts";

// Nothing configured but an Ollama that is found.
test.use({ configuration: { OLLAMA_URL: "{provider}" } });

/** A server that is busy with its start may look for it in vain; the next page looks again. */
async function findOllama(chat: ChatPage): Promise<void> {
  const choice = chat.page.getByRole("combobox", { name: "Model" });
  await expect(async () => {
    if (!(await choice.isVisible())) await chat.open();
    await expect(choice).toBeVisible({ timeout: 2_000 });
  }).toPass();
}

test("a local Ollama that is found is offered, and answers only when it is chosen", async ({
  chat,
  provider,
}) => {
  await expect(chat.page.getByText("This is a demo")).toBeVisible();
  const choice = chat.page.getByRole("combobox", { name: "Model" });
  await findOllama(chat);
  await expect(choice.getByRole("option")).toHaveText(["Demo (Workings)", "llama-test:latest (Ollama)"]);
  await chat.ask("What is the sqrt of 2?");
  await chat.finish();
  await expect(chat.main).toContainText("1.414213562");
  expect(provider.asked).toEqual([]);

  await choice.selectOption({ label: "llama-test:latest (Ollama)" });
  await expect(chat.page.getByText("This is a demo")).toHaveCount(0);
  provider.answers(writes("Add", "const result = 1 + 1;"), says("It is **2**."));
  await chat.ask("What is 1 + 1?");
  await chat.finish();
  await expect(chat.main).toContainText("It is 2.");
  await expect(chat.main).toContainText("Answered by llama-test:latest");
  await expect(chat.stage("Add", "Result")).toHaveText("2");
  expect(provider.asked.map(({ role, path }) => `${role} ${path}`)).toEqual([
    "agent /v1/chat/completions",
    "review /v1/chat/completions",
    "agent /v1/chat/completions",
  ]);
  expect(readReviewedProgram(provider.asked[1])).toContain("const result = 1 + 1;");
});

test("a program that a model refused is not for the demo's rule to judge, nor what is made from it", async ({
  chat,
  provider,
}) => {
  const choice = chat.page.getByRole("combobox", { name: "Model" });
  await findOllama(chat);
  await choice.selectOption({ label: "llama-test:latest (Ollama)" });
  provider.answers(writes("Add", "const result = 1 + 2;"), says("It was refused."));
  provider.reviews(refuses("It looks like a trick."), refuses("Still a trick."), refuses("Another trick."));
  await chat.ask("What is 1 + 2?");
  await chat.finish();
  await choice.selectOption({ label: "Demo (Workings)" });

  const review = await chat.inspect("Add", "Review");
  await review.getByRole("button", { name: "Ask for another review" }).click();
  await expect(review).toContainText("Still a trick.");
  const tab = await chat.inspect("Add", "Code");
  await tab.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(tab).toContainText("Tab indents");
  await chat.page.keyboard.press("ControlOrMeta+a");
  await chat.page.keyboard.insertText("const result = 1 + 3;");
  await chat.page.keyboard.press("Control+Enter");
  await expect(tab).toContainText("Another trick. It did not run.");
});
