import { approves, expect, holdAfter, holdBeforeAnswer, says, test, writes } from "./test.ts";

test("a stopped answer keeps what arrived, its model call really ends, and the next question works", async ({
  chat,
  provider,
}) => {
  const saying = holdAfter("once upon");
  provider.answers(says("There was once upon a time a very long story.", saying));
  await chat.ask("Tell me a story");
  await saying.reached;
  await expect(chat.main).toContainText("There was once upon");

  await chat.stopButton.click();
  await chat.finish();
  await expect(chat.main).toContainText("You stopped this answer.");
  await expect(chat.main).toContainText("There was once upon");
  await expect.poll(() => provider.asked[0]?.ended).toBe("hung-up");

  provider.answers(says("Here is a short one."));
  await chat.ask("A shorter one, please");
  await chat.finish();
  await expect(chat.main).toContainText("Here is a short one.");
  expect(provider.asked).toHaveLength(2);
});

test("a program that is being written when the answer is stopped does not run", async ({
  chat,
  provider,
}) => {
  const writing = holdAfter("const half");
  provider.answers(writes("Half a program", "const half = 1;\nconst result = half;\n", writing));
  await chat.ask("Write something");
  await writing.reached;
  await expect(chat.run("Half a program")).toContainText("const half");
  await chat.stopButton.click();
  await chat.finish();
  await expect(chat.run("Half a program")).toContainText(
    "Interrupted while it was being written. It did not run.",
  );
  await expect.poll(() => provider.asked.map(({ ended }) => ended)).toEqual(["hung-up"]);
});

test("stopping during a review ends the review, and nothing runs", async ({ chat, provider }) => {
  const reviewing = holdBeforeAnswer();
  provider.answers(writes("Add", "const result = 'reviewed until it was stopped';"));
  provider.reviews(approves("Fine.", reviewing));
  await chat.ask("What is 1 + 1?");
  await reviewing.reached;
  await expect(chat.run("Add").getByText("Reviewing…").first()).toBeVisible();
  await chat.stopButton.click();
  await chat.finish();
  await expect(chat.run("Add")).toContainText("It did not run.");
  await expect(chat.run("Add")).not.toHaveAttribute("data-outcome", "completed");
  await expect(chat.main).toContainText("You stopped this answer.");
  await expect.poll(() => provider.asked[1]?.ended).toBe("hung-up");
  expect(provider.asked.map(({ role }) => role)).toEqual(["agent", "review"]);
});

test("stopping ends a program that runs, and the next question's program runs at once", async ({
  chat,
  provider,
}) => {
  provider.answers(writes("Loop", "console.log('turning');\nwhile (true) {}\n"));
  await chat.ask("Loop for ever");
  await expect(chat.run("Loop").getByText("Running…").first()).toBeVisible();
  await chat.stopButton.click();
  await chat.finish();
  await expect(chat.run("Loop")).toContainText(/Stopped on request|Interrupted while it ran/);
  await expect(chat.main).toContainText("You stopped this answer.");

  provider.answers(writes("Add", "const result = 1 + 1;"), says("Two."));
  await chat.ask("What is 1 + 1?");
  await chat.finish();
  await expect(chat.stage("Add", "Result")).toHaveText("2");
});

test("leaving the page leaves the answer to go on, and it is kept", async ({ app, chat, provider }) => {
  const saying = holdAfter("once upon");
  provider.answers(says("There was once upon a time a very long story.", saying));
  const sent = chat.page.waitForRequest(`${app.url}/api/chat`);
  await chat.ask("Tell me a story");
  const { id } = (await sent).postDataJSON();
  await saying.reached;
  await chat.page.goto("about:blank");
  saying.release();
  const read = async () => (await chat.page.request.get(`${app.url}/api/chat/${id}`)).json();
  await expect.poll(async () => (await read()).answering).toBeNull();
  expect((await read()).messages[1]).toMatchObject({
    metadata: { status: "complete" },
    parts: [{ type: "step-start" }, { type: "text", text: "There was once upon a time a very long story." }],
  });
});
