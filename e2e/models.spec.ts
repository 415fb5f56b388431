import { expect, says, test } from "./test.ts";

test.use({
  configuration: {
    OPENAI_API_KEY: "test-key",
    OPENAI_BASE_URL: "{provider}/v1",
    MODEL: "quick-model",
    MODELS: "thorough-model, quick-model",
    OLLAMA_URL: "off",
  },
});

test("of several models that the owner names one chooses, and each answer says which gave it", async ({
  chat,
  provider,
}) => {
  const choice = chat.page.getByRole("combobox", { name: "Model" });
  await expect(choice.getByRole("option")).toHaveText([/^quick-model/, /^thorough-model/]);
  provider.answers(says("Quickly: Bonn."), says("Thoroughly: Berlin."));
  await chat.ask("What is the capital of Germany?");
  await chat.finish();
  await choice.selectOption("thorough-model");
  await chat.ask("Are you sure?");
  await chat.finish();
  expect(provider.asked.map(({ body }) => body.model)).toEqual(["quick-model", "thorough-model"]);
  await expect(chat.main).toContainText("quick-model");
  await expect(chat.main).toContainText("thorough-model");
});
