import { answersReview, approves, expect, fails, holdBeforeAnswer, says, test, writes } from "./test.ts";

const reading = `const { readdirSync } = require("node:fs");\nconst result = readdirSync("/");\n`;

test("an unsafe program is refused with its reason, explained, and never runs", async ({
  chat,
  provider,
}) => {
  provider.answers(
    writes("List the files", reading),
    says("I cannot list files. **Not run:**\n\n```js\nreaddirSync('/')\n```"),
  );
  provider.reviews(
    answersReview({
      effects: "Lists a directory.",
      category: "host_access",
      safe: false,
      reason: "It reads the file system.",
    }),
  );
  await chat.ask("Can you list my current directory?");
  await chat.finish();

  const run = chat.run("List the files");
  await expect(chat.stage("List the files", "Review").getByText("Unsafe", { exact: true })).toBeVisible();
  await expect(run).toContainText("It reads the file system. It did not run.");
  await expect(run).toHaveAttribute("data-outcome", "refused");
  await expect(chat.main).toContainText("I cannot list files.");
  expect(provider.asked.map(({ role }) => role)).toEqual(["agent", "review", "agent"]);
  expect(JSON.stringify(provider.asked[2]?.body)).toContain("Error: the review refused the program");

  const result = await chat.inspect("List the files", "Result");
  await expect(result).toContainText("It did not run");
  const data = await chat.inspect("List the files", "Data");
  await expect(data.getByRole("group", { name: "Tool output" })).not.toContainText('"result":');
});

for (const [trouble, turn, reason] of [
  ["fails", fails(500), "The reviewer's provider failed."],
  ["rejects the key", fails(401), "The reviewer's provider rejected the key."],
  ["does not know the model", fails(404), "The reviewer's provider has no such model."],
  ["allows no more calls", fails(429), "The reviewer's provider allows no more calls for now."],
  ["answers with prose", says("Looks fine to me!"), "What the reviewer answered was no verdict."],
  [
    "answers safe with a category of harm",
    answersReview({ effects: "x", category: "host_access", safe: true, reason: "x" }),
    "What the reviewer answered was no verdict.",
  ],
  [
    'answers "true" as a string',
    answersReview({ effects: "x", category: "none", safe: "true", reason: "x" }),
    "What the reviewer answered was no verdict.",
  ],
] as const) {
  test(`a reviewer that ${trouble} lets nothing run`, async ({ chat, provider }) => {
    // Another program each time: a verdict on one that was reviewed before would be remembered.
    const code = `const result = ${JSON.stringify(`a reviewer that ${trouble}`)};`;
    provider.answers(writes("Add", code), says("I have no result."));
    // A failure is tried once more.
    provider.reviews(turn, ...("error" in turn.response && isRetried(turn.response.status) ? [turn] : []));
    await chat.ask("What is 1 + 1?");
    await chat.finish();

    const run = chat.run("Add");
    const review = chat.stage("Add", "Review");
    await expect(review.getByText("Could not be reviewed", { exact: true })).toBeVisible();
    await expect(run).toContainText(reason);
    await expect(run).toContainText("It did not run.");
    await expect(run).toHaveAttribute("data-outcome", "refused");
    const asked = JSON.stringify(provider.asked.at(-1)?.body);
    expect(asked).toContain("Nobody judged it");
    expect(asked).not.toContain("Result: ");
  });
}

const isRetried = (status: number | undefined) => status === 429 || (status ?? 0) >= 500;

test("a reviewer that does not answer in time lets nothing run", async ({ chat, provider }) => {
  // It is asked twice.
  const silences = [holdBeforeAnswer(), holdBeforeAnswer()];
  provider.answers(writes("Add", "const result = 1 + 2;"), says("I have no result."));
  provider.reviews(...silences.map((silence) => approves("Too late.", silence)));
  await chat.ask("What is 1 + 1?");
  for (const silence of silences) await silence.reached;
  await chat.finish();
  await expect(chat.run("Add")).toContainText("The reviewer did not answer in time.");
  await expect(chat.run("Add")).toHaveAttribute("data-outcome", "refused");
  await expect
    .poll(() => provider.asked.slice(1, 3).map(({ ended }) => ended))
    .toEqual(["hung-up", "hung-up"]);
});

test("a program that cannot be read is not reviewed and does not run", async ({ chat, provider }) => {
  provider.answers(writes("Add", "const result = 1 +;\n"), says("It does not parse."));
  await chat.ask("What is 1 + 1?");
  await chat.finish();
  await expect(chat.run("Add")).toContainText("Not reviewed: it could not be read as a program.");
  await expect(chat.stage("Add", "Error")).toContainText("SyntaxError");
  expect(provider.asked.map(({ role }) => role)).toEqual(["agent", "agent"]);
});
