import { readReviewedProgram } from "./provider/requests.ts";
import { expect, hangUpAfter, says, test, writes } from "./test.ts";

// A server that has no Responses API, and needs no key.
test.use({
  configuration: { OPENAI_BASE_URL: "{provider}/v1", OPENAI_API: "chat", MODEL: "local-model" },
});

test("a server that speaks only chat completions answers, and reviews with the same model", async ({
  chat,
  provider,
}) => {
  provider.answers(writes("Add", "const result = 1 + 1;"), says("It is **2**."));
  await chat.ask("What is 1 + 1?");
  await chat.finish();
  await expect(chat.stage("Add", "Result")).toHaveText("2");
  await expect(chat.main).toContainText("It is 2.");
  expect(provider.asked.map(({ role, path, body }) => [role, path, body.model])).toEqual([
    ["agent", "/v1/chat/completions", "local-model"],
    ["review", "/v1/chat/completions", "local-model"],
    ["agent", "/v1/chat/completions", "local-model"],
  ]);
  expect(readReviewedProgram(provider.asked[1])).toContain("const result = 1 + 1;");
  expect(JSON.stringify(provider.asked[2]?.body)).toContain("Result: 2");
});

test("a chat completion that breaks off is told as that", async ({ chat, provider }) => {
  provider.answers(says("The answer begins like this and goes on.", hangUpAfter("like this")));
  await chat.ask("Begin");
  await chat.finish();
  await expect(chat.main).toContainText("The answer begins like this");
  await expect(chat.main).toContainText("The model's provider hung up in the middle of the answer.");
});
