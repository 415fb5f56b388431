import {
  answersReview,
  approves,
  expect,
  fails,
  holdAfter,
  holdBeforeAnswer,
  refuses,
  says,
  test,
  writes,
} from "./test.ts";

const softly = (safe: boolean) =>
  answersReview({
    effects: "Loops for a while.",
    category: safe ? "none" : "resource_exhaustion",
    safe,
    reason: safe ? "The loop ends." : "It may take long.",
  });

test("a refused program may be reviewed again: both verdicts are shown, and nothing runs", async ({
  chat,
  provider,
}) => {
  provider.answers(writes("Add", "const result = 20 + 1;"), says("It was refused."));
  provider.reviews(refuses("It looks like a trick."), approves("It adds two numbers."));
  await chat.ask("What is 20 + 1?");
  await chat.finish();

  const tab = await chat.inspect("Add", "Review");
  await expect(tab).toContainText("It looks like a trick.");
  await tab.getByRole("button", { name: "Ask for another review" }).click();
  await expect(tab).toContainText("It adds two numbers.");
  await expect(tab).toContainText("The verdicts disagree: first unsafe, then safe.");
  await expect(tab.getByText("Unsafe", { exact: true })).toBeVisible();
  await expect(tab.getByText("Safe", { exact: true })).toBeVisible();

  const run = chat.run("Add");
  await expect(run).toContainText("reviewed again: safe");
  await expect(run).toHaveAttribute("data-outcome", "refused");
  await expect(await chat.inspect("Add", "Result")).toContainText("It did not run");
  expect(provider.asked.map(({ role }) => role)).toEqual(["agent", "review", "agent", "review"]);
  const [first, second] = [provider.asked[1], provider.asked[3]].map((asked) =>
    JSON.stringify(asked?.body.input),
  );
  expect(second).toContain("const result = 20 + 1;");
  expect(first).not.toContain("What is 20 + 1?");
  expect(second).not.toContain("What is 20 + 1?");
});

test("a further review that fails says so, keeps the first, and gives way to the next", async ({
  chat,
  provider,
}) => {
  provider.answers(writes("Add", "const result = 20 + 2;"), says("Twenty-two."));
  provider.reviews(approves("It adds."), fails(401), approves("It adds indeed."));
  await chat.ask("What is 20 + 2?");
  await chat.finish();
  const tab = await chat.inspect("Add", "Review");
  const button = tab.getByRole("button", { name: "Ask for another review" });
  await button.click();
  await expect(tab).toContainText("The reviewer's provider rejected the key.");
  await expect(tab).toContainText("It adds.");
  await button.click();
  await expect(tab).toContainText("It adds indeed.");
  await expect(tab).not.toContainText("rejected the key");
});

test.describe("beside the button", () => {
  test.use({ expectedConsoleErrors: [/Failed to load resource/] });

  test("it is said that the server is gone", async ({ chat, page, provider }) => {
    provider.answers(writes("Add", "const result = 20 + 3;"), says("Twenty-three."));
    await chat.ask("What is 20 + 3?");
    await chat.finish();
    await page.route("**/api/runs/**", (route) => route.abort());
    const tab = await chat.inspect("Add", "Review");
    const button = tab.getByRole("button", { name: "Ask for another review" });
    await button.click();
    await expect(tab).toContainText("The Workings server cannot be reached");
    await expect(button).toBeEnabled();
  });

  test("it is said that the server no longer has the run", async ({ chat, page, provider }) => {
    provider.answers(writes("Add", "const result = 20 + 4;"), says("Twenty-four."));
    await chat.ask("What is 20 + 4?");
    await chat.finish();
    await page.route("**/api/runs/**", (route) =>
      route.continue({
        url: route
          .request()
          .url()
          .replace(/runs\/[^/]+/, "runs/nothing"),
      }),
    );
    const tab = await chat.inspect("Add", "Review");
    await tab.getByRole("button", { name: "Ask for another review" }).click();
    await expect(tab).toContainText("There is no such run in this chat");
  });
});

test("while a review is under way, or the answer is, no other can be asked for", async ({
  chat,
  provider,
}) => {
  const answering = holdAfter("Twenty");
  const reviewing = holdBeforeAnswer();
  provider.answers(writes("Add", "const result = 20 + 5;"), says("Twenty-five.", answering));
  provider.reviews(approves("It adds."), approves("It adds indeed.", reviewing));
  await chat.ask("What is 20 + 5?");
  await answering.reached;
  const tab = await chat.inspect("Add", "Review");
  const button = tab.getByRole("button", { name: /another review|Reviewing again/ });
  await expect(button).toBeDisabled();
  answering.release();
  await chat.finish();
  await button.click();
  await reviewing.reached;
  await expect(button).toHaveText("Reviewing again…");
  await expect(button).toBeDisabled();
  // It goes on while another tab is looked at.
  await chat.inspect("Add", "Code");
  await chat.inspect("Add", "Review");
  await expect(button).toBeDisabled();
  reviewing.release();
  await expect(tab).toContainText("It adds indeed.");
});

test("the record of a review says who judged what, by which policy, and what they were shown", async ({
  chat,
  page,
  provider,
}) => {
  const code = "const list = [3, 1];\nconst result = Math.max(...list);\n";
  provider.answers(writes("Compare", code), says("Three."));
  provider.reviews(approves("It compares numbers."));
  await chat.ask("Which is larger?");
  await chat.finish();
  const tab = await chat.inspect("Compare", "Review");
  for (const [term, text] of [
    ["Category", "none"],
    ["Effects", "Computes."],
    ["Found by reading", "nothing that speaks for a closer look"],
    ["Uses", "Math"],
    ["Reviewer", "reviewing-model"],
    ["Tokens", " in, "],
    ["Cost", "unknown"],
  ] as const)
    await expect(
      tab
        .getByRole("term")
        .filter({ hasText: new RegExp(`^${term}$`) })
        .locator("xpath=following-sibling::dd[1]"),
    ).toContainText(text);
  await expect(tab).toContainText("Safe It compares numbers.");
  await expect(tab).toContainText(/Policy\s*[0-9a-f]{64}/);
  await expect(tab).toContainText(/Code SHA-256\s*[0-9a-f]{64}/);
  const policy = await page.request.get(
    new URL((await tab.getByRole("link").getAttribute("href")) ?? "", page.url()).href,
  );
  expect(await policy.text()).toContain("expert at reviewing whether code is safe to execute");
  await tab.getByText("What the reviewer was shown").click();
  const shown = tab.getByRole("group", { name: "What the reviewer was shown" });
  await expect(shown).toContainText(JSON.stringify(code).slice(1, -1));
});

test("a refusal in a soft category gets a second opinion, and the reader sees both", async ({
  chat,
  provider,
}) => {
  provider.answers(writes("Loop", "let n = 0;\nwhile (n < 1e6) n++;\nn"), says("A million."));
  provider.reviews(softly(false), softly(true));
  await chat.ask("Count to a million");
  await chat.finish();
  await expect(chat.run("Loop")).toHaveAttribute("data-outcome", "completed");
  await expect(chat.run("Loop")).toContainText("second opinion");
  const tab = await chat.inspect("Loop", "Review");
  await expect(tab).toContainText("First opinion, which was overruled");
  await expect(tab).toContainText("It may take long.");
});

test("the same program is not reviewed twice: its verdict is remembered, and said to be", async ({
  chat,
  provider,
}) => {
  const code = "const result = 20 + 6;";
  provider.answers(writes("Add", code), says("Twenty-six."), writes("Add again", code), says("Still."));
  provider.reviews(approves("It adds."));
  await chat.ask("What is 20 + 6?");
  await chat.finish();
  await chat.ask("And again?");
  await chat.finish();
  await expect(chat.run("Add again")).toContainText("remembered");
  await expect(chat.run("Add again")).toHaveAttribute("data-outcome", "completed");
  const tab = await chat.inspect("Add again", "Review");
  await expect(tab).toContainText("remembered since");
  expect(provider.asked.filter(({ role }) => role === "review")).toHaveLength(1);
});

test("three refusals in a row take the tool away, and the answer says so", async ({ chat, provider }) => {
  const tries = [1, 2, 3].map((n) => writes(`Try ${n}`, `const result = "attempt ${n}";`));
  provider.answers(...tries, says("I give up."));
  provider.reviews(refuses("No."), refuses("No."), refuses("No."));
  await chat.ask("Try something");
  await chat.finish();
  await expect(chat.main).toContainText("The review let none of 3 programs in a row run");
  expect(provider.asked.at(-1)?.body.tools).toBeUndefined();
});
