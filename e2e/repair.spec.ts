import { answersReview, calls, expect, says, test, writes } from "./test.ts";

test("a failing program is repaired: both attempts stay, the error with its line marked", async ({
  chat,
  provider,
}) => {
  provider.answers(
    writes("Sum the list", "const list = [1, 2, 3];\nconst result = list.total();\n"),
    writes("Sum the list again", "const list = [1, 2, 3];\nconst result = list.reduce((a, b) => a + b);\n"),
    says("The sum is **6**; my first program called a method that does not exist."),
  );
  await chat.ask("What is the sum of 1, 2 and 3?");
  await chat.finish();

  const first = chat.run("Sum the list");
  await expect(first).toContainText("Attempt 1 of 2");
  await expect(first).toHaveAttribute("data-outcome", "failed");
  await expect(chat.stage("Sum the list", "Error")).toContainText(/TypeError: .*\(line 2\)/);
  await expect(first.getByText("Error in this line:").locator("..")).toContainText("list.total()");

  const second = chat.run("Sum the list again");
  await expect(second).toContainText("Attempt 2 of 2");
  await expect(second).toHaveAttribute("data-outcome", "completed");
  await expect(chat.stage("Sum the list again", "Result")).toHaveText("6");

  expect(provider.asked.map(({ role }) => role)).toEqual(["agent", "review", "agent", "review", "agent"]);
  expect(JSON.stringify(provider.asked[2]?.body)).toMatch(/TypeError: .* at line 2, column/);
});

test("a program that never ends is stopped at its limit, and the answer goes on", async ({
  chat,
  provider,
}) => {
  test.setTimeout(40_000);
  provider.answers(writes("Loop", "while (true) {}"), says("It did not end."));
  await chat.ask("Loop for ever");
  await expect(chat.run("Loop").getByRole("progressbar", { name: "Time used" })).toBeVisible();
  await expect(chat.run("Loop")).toHaveAttribute("data-outcome", "stopped", { timeout: 20_000 });
  await chat.finish();
  await expect(chat.stage("Loop", "Stopped")).toContainText("it ran longer than the 10 s a program has");
  await expect(chat.main).toContainText("It did not end.");
});

test("a tool call that is no call is said to be none, and the model hears of it", async ({
  chat,
  provider,
}) => {
  provider.answers(calls("execute_code", '{"title":"Broken"}'), says("I wrote no program."));
  await chat.ask("Write nonsense");
  await chat.finish();
  await expect(chat.main).toContainText("This did not become a program that could run.");
  await expect(chat.main).toContainText("I wrote no program.");
  expect(provider.asked.map(({ role }) => role)).toEqual(["agent", "agent"]);
});

test("a tool that does not exist is named, and the conversation goes on", async ({ chat, provider }) => {
  provider.answers(calls("open_shell", "{}"), says("There is no shell."));
  await chat.ask("Open a shell");
  await chat.finish();
  await expect(chat.main).toContainText("The model called a tool that does not exist here: open_shell.");
  await expect(chat.main).toContainText("There is no shell.");

  provider.answers(says("Still here."));
  await chat.ask("Are you still there?");
  await chat.finish();
  await expect(chat.main).toContainText("Still here.");
  expect(JSON.stringify(provider.asked.at(-1)?.body)).not.toContain("open_shell");
});

test("the limit of steps is said when it is reached, and the last step may call no tool", async ({
  chat,
  provider,
}) => {
  const steps = 8;
  const attempts = Array.from({ length: steps - 1 }, (_, index) =>
    writes(`Try ${index + 1}`, `missing${index}();`),
  );
  provider.answers(...attempts, says("I found no answer."));
  await chat.ask("Try until you may not");
  await chat.finish();
  await expect(chat.run(`Try ${steps - 1}`)).toHaveAttribute("data-outcome", "failed");
  await expect(chat.main).toContainText(`The model reached its limit of ${steps} steps`);
  expect(provider.asked.at(-1)?.body.tools ?? []).toEqual([]);
});

test("two programs of one step are reviewed and run in the order they were written", async ({
  chat,
  provider,
}) => {
  const call = (title: string, code: string) => ({
    name: "execute_code",
    arguments: JSON.stringify({ title, code }),
  });
  provider.answers(
    {
      response: {
        toolCalls: [call("One", "const result = 'first';"), call("Two", "const result = 'second';")],
      },
    },
    says("Both ran."),
  );
  provider.reviews(
    answersReview({ effects: "x", category: "none", safe: true, reason: "Reviewed first." }),
    answersReview({ effects: "x", category: "none", safe: true, reason: "Reviewed second." }),
  );
  await chat.ask("Run two programs");
  await chat.finish();
  await expect(chat.run("One")).toContainText("Reviewed first.");
  await expect(chat.stage("One", "Result")).toHaveText("first");
  await expect(chat.run("Two")).toContainText("Reviewed second.");
  await expect(chat.stage("Two", "Result")).toHaveText("second");
});
