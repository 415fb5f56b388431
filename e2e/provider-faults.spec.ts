import { expect, fails, hangUpAfter, says, test, writes } from "./test.ts";

for (const [trouble, status, words] of [
  ["rejects the key", 401, "The model's provider rejected this server's key."],
  ["allows no more calls", 429, "The model's provider allows no more calls for now"],
  ["fails", 500, "The model's provider failed."],
  ["does not know the model", 404, "The model's provider does not know this model."],
  ["does not accept the request", 400, "The model's provider did not accept the request."],
] as const) {
  test(`a provider that ${trouble} (${status}) is told as that, the question stays, and asking again works`, async ({
    chat,
    provider,
  }) => {
    provider.alwaysAnswers(fails(status, "A secret of the provider's."));
    await chat.ask("How many s in mississippi?");
    await chat.finish();
    await expect(chat.main).toContainText(words);
    await expect(chat.main.getByText("How many s in mississippi?")).toBeVisible();
    await expect(chat.main).not.toContainText("A secret");

    provider.recover();
    provider.answers(says("Four."));
    await chat.askAgainButton.click();
    await expect(chat.main).toContainText("Four.");
    await chat.finish();
    await expect(chat.main).not.toContainText(words);
    await expect(chat.main.getByText("How many s in mississippi?")).toHaveCount(1);
    await expect(chat.main.getByRole("group", { name: "Versions of this answer" })).toContainText("2 of 2");
  });
}

test("a provider that hangs up in the middle of a sentence: what arrived stays, and asking again works", async ({
  chat,
  provider,
}) => {
  provider.answers(says("The answer begins like this and goes on.", hangUpAfter("like this")));
  await chat.ask("Begin");
  await chat.finish();
  await expect(chat.main).toContainText("The answer begins like this");
  await expect(chat.main).toContainText("The model's provider hung up in the middle of the answer.");

  provider.answers(says("This time to the end."));
  await chat.askAgainButton.click();
  await expect(chat.main).toContainText("This time to the end.");
  await chat.finish();
  await expect(chat.main).not.toContainText("hung up");
});

test("a provider that hangs up in the middle of a program: the part stays and does not run", async ({
  chat,
  provider,
}) => {
  provider.answers(
    writes("Add", "const first = 1;\nconst result = first + 1;\n", hangUpAfter("const first")),
  );
  await chat.ask("What is 1 + 1?");
  await chat.finish();
  await expect(chat.run("Add")).toContainText("const first");
  await expect(chat.run("Add")).toContainText("It did not run.");
  await expect(chat.main).toContainText("The model's provider hung up in the middle of the answer.");
  expect(provider.asked.map(({ role }) => role)).toEqual(["agent"]);
});

test("a provider that fails after a program ran: the result stays", async ({ chat, provider }) => {
  provider.answers(writes("Add", "const result = 1 + 1;"), fails(401));
  await chat.ask("What is 1 + 1?");
  await chat.finish();
  await expect(chat.stage("Add", "Result")).toHaveText("2");
  await expect(chat.main).toContainText("The model's provider rejected this server's key.");
  await expect(chat.askAgainButton).toBeVisible();
});

test("a provider that cannot be reached is told as that, and asking again works once it is back", async ({
  chat,
  provider,
}) => {
  await provider.goAway();
  await chat.ask("How many s in mississippi?");
  await chat.finish();
  await expect(chat.main).toContainText("The model's provider could not be reached from this server.");
  await expect(chat.main.getByText("How many s in mississippi?")).toBeVisible();

  await provider.comeBack();
  provider.answers(says("Four."));
  await chat.askAgainButton.click();
  await expect(chat.main).toContainText("Four.");
});
