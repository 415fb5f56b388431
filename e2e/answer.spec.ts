import { readReviewedProgram } from "./provider/requests.ts";
import { approves, expect, holdAfter, holdBeforeAnswer, says, test, writes } from "./test.ts";

const code = `// Counts one letter.
const word = "mississippi";
let count = 0;
for (const letter of word) if (letter === "s") count += 1;
const result = count;
`;

test("a question is answered: code as it is written, review, verdict, result, answer", async ({
  chat,
  provider,
}) => {
  const writing = holdAfter("let count");
  const reviewing = holdBeforeAnswer();
  const concluding = holdBeforeAnswer();
  provider.answers(writes("Count the letter s", code, writing), says("There are **4** of them.", concluding));
  provider.reviews(approves("It only counts letters.", reviewing));
  const run = chat.run("Count the letter s");

  await chat.ask("How many s in mississippi?");
  await writing.reached;
  await expect(run).toContainText("let count");
  await expect(run).not.toContainText("for (const letter");
  await expect(run).toContainText("Writing…");
  expect(provider.asked.map(({ role }) => role)).toEqual(["agent"]);

  writing.release();
  await reviewing.reached;
  await expect(run).toContainText("const result = count;");
  await expect(run.getByText("Reviewing…").first()).toBeVisible();
  await expect(run).not.toContainText("Completed");

  reviewing.release();
  await concluding.reached;
  await expect(chat.stage("Count the letter s", "Review").getByText("Safe", { exact: true })).toBeVisible();
  await expect(run.getByText("It only counts letters.")).toBeVisible();
  await expect(run).toContainText("reviewing-model");
  await expect(run).toHaveAttribute("data-outcome", "completed");
  await expect(chat.stage("Count the letter s", "Result")).toHaveText("4");
  await expect(chat.main).toContainText("Reading the result…");

  concluding.release();
  await chat.finish();
  await expect(chat.main.getByText("There are 4 of them.")).toBeVisible();
  await expect(chat.main).toContainText("Answered by answering-model");
});

test("the review of exactly the program that ran is asked for before the model goes on", async ({
  chat,
  provider,
}) => {
  // The verdict on a program that another test asked for would be remembered.
  const own = `${code}let unseen;\n`;
  provider.answers(writes("Count", own), says("Four."));
  await chat.ask("How many s in mississippi?");
  await chat.finish();

  expect(provider.asked.map(({ role }) => role)).toEqual(["agent", "review", "agent"]);
  const data = await chat.inspect("Count", "Data");
  const output = JSON.parse((await data.getByRole("group", { name: "Tool output" }).textContent()) ?? "");
  expect(output.status).toBe("finished");
  expect(output.program.written).toBe(own);
  expect(output.program.code).not.toContain("Counts one letter");
  expect(readReviewedProgram(provider.asked[1])).toBe(output.program.code);
  expect(JSON.stringify(provider.asked[2]?.body)).toContain("Result: 4");
});

test("the reviewer sees the program and nothing of who asked for it, why, or under which title", async ({
  chat,
  provider,
}) => {
  provider.answers(writes("A reassuring title", `${code}count`), says("Four."));
  await chat.ask("A question with the word zucchini");
  await chat.finish();
  const sent = JSON.stringify(provider.asked[1]?.body);
  expect(sent).not.toContain("zucchini");
  expect(sent).not.toContain("reassuring");
  expect(provider.asked[1]?.body).toMatchObject({ model: "reviewing-model", store: false });
  expect(provider.asked[0]?.body).toMatchObject({ model: "answering-model", store: false });
});
