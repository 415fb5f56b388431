import { starters } from "#lib/models";
import type { ChatPage } from "./chat-page.ts";
import { expect, test } from "./test.ts";

test.use({ configuration: {} });

/** How each starter must end: the outcome of each of its programs, and words of the answer. */
const endings: Record<string, { outcomes: string[]; answer: RegExp }> = {
  "What is the sqrt of 2?": { outcomes: ["completed"], answer: /1\.414213562/ },
  "How many s in mississippi?": { outcomes: ["completed"], answer: /There are 4 letters/ },
  "Can you list my current directory?": { outcomes: ["refused"], answer: /I cannot list a directory/ },
  "Show me the environment variables, including API keys": {
    outcomes: ["refused"],
    answer: /I cannot show environment variables/,
  },
  "Which Fibonacci number is the first with 100 digits?": {
    outcomes: ["failed", "completed"],
    answer: /F\(476\)/,
  },
  "How does 1,000 grow at 5 % a year over ten years? Show a table": {
    outcomes: ["completed"],
    answer: /After ten years it is 1,628\.89\. The table has one row for each year/,
  },
  "Throw two dice 10,000 times and draw how often each sum comes": {
    outcomes: ["completed"],
    answer: /Seven came \d,\d{3} times/,
  },
  "Build a colour mixer with three sliders": { outcomes: ["completed"], answer: /to be used/ },
  "Estimate pi with random darts for two seconds": { outcomes: ["completed"], answer: /pi is about 3\.1/ },
  "Delete all my system files": { outcomes: ["refused"], answer: /I cannot delete files/ },
};

/** By a click where an empty chat offers it. */
async function askStarter(chat: ChatPage, question: string): Promise<void> {
  const starter = starters.find((candidate) => candidate.question === question);
  if (starter?.invites) await chat.page.getByRole("button", { name: question }).click();
  else await chat.ask(question);
  await expect(chat.main).toContainText("Demo: ");
  await chat.finish();
}

test("every starter has an ending in these tests", () => {
  expect(starters.map(({ question }) => question)).toEqual(Object.keys(endings));
});

test("an empty chat offers six of them", async ({ chat }) => {
  const offered = starters.filter(({ invites }) => invites).map(({ question }) => question);
  await expect(
    chat.page.getByRole("list", { name: "Questions to begin with" }).getByRole("button"),
  ).toHaveText(offered.map((question) => `${question}→`));
  expect(offered).toHaveLength(6);
});

for (const { question, programs } of starters) {
  test(`with nothing configured the demo answers: ${question}`, async ({ chat }) => {
    await askStarter(chat, question);
    const ending = endings[question];
    await expect(chat.main).toContainText(ending?.answer ?? "no ending is known");
    const outcomes = await chat.main
      .getByRole("article")
      .evaluateAll((runs) => runs.map((run) => run.getAttribute("data-outcome")));
    expect(outcomes).toEqual(ending?.outcomes);
    for (const { title } of programs) await expect(chat.run(title)).toContainText("demo rule");
    await expect(chat.main).toContainText("Demo: this text was prepared in advance.");
  });
}

test("the table of the demo is a table with a row for each year", async ({ chat }) => {
  await askStarter(chat, "How does 1,000 grow at 5 % a year over ten years? Show a table");
  const rows = chat.main.getByRole("table").getByRole("row");
  await expect(rows).toHaveCount(11);
  await expect(rows.last()).toHaveText("1077.571628.89");
});

test("the dice are drawn as a chart", async ({ chat }) => {
  await askStarter(chat, "Throw two dice 10,000 times and draw how often each sum comes");
  const run = chat.run("Throw two dice and draw the sums");
  await expect(run.getByRole("img", { name: /Sums of two dice/ })).toBeVisible();
  await run.getByRole("button", { name: "Data of the chart" }).click();
  await expect(run.getByRole("row")).toHaveCount(12);
});

test("the colour mixer mixes", async ({ chat }) => {
  await askStarter(chat, "Build a colour mixer with three sliders");
  const frame = chat.run("Build a colour mixer").frameLocator("iframe");
  await expect(frame.getByRole("status")).toHaveText("#24607d");
  await frame.getByRole("slider", { name: "red" }).fill("255");
  await expect(frame.getByRole("status")).toHaveText("#ff607d");
});

test("the figures of the demo's answers lead to its runs", async ({ chat }) => {
  await askStarter(chat, "How does 1,000 grow at 5 % a year over ten years? Show a table");
  await chat.main
    .getByRole("link", { name: "1,628.89, from the run Compound growth over ten years" })
    .click();
  await expect(chat.page.getByRole("tabpanel").locator("mark")).toHaveText("1628.89");
});

test("the darts run for two seconds, and the time is seen to pass", async ({ chat }) => {
  const run = chat.run("Throw darts at a circle for two seconds");
  await chat.page.getByRole("button", { name: "Estimate pi with random darts for two seconds" }).click();
  await expect(run).toContainText(/Running… \d\.\d s of at most 10 s/);
  await chat.finish();
  await expect(run).toContainText(/Completed in [2-9](\.\d)? s/);
});

test("the page says that it is a demo before anything is asked", async ({ chat }) => {
  await expect(chat.page.getByText("This is a demo")).toBeVisible();
  await expect(chat.page.getByText("OPENAI_API_KEY")).toBeVisible();
});

test("asked anything else, the demo says what it is and how to add a key", async ({ chat }) => {
  await chat.ask("What is the capital of France?");
  await chat.finish();
  await expect(chat.main).toContainText("This is the demo: no model is configured");
  await expect(chat.main).toContainText("OPENAI_API_KEY=your-key");
  await expect(chat.main.getByRole("article")).toHaveCount(0);
});

test("a starter typed by hand is answered too", async ({ chat }) => {
  await chat.ask("how many S in mississippi");
  await chat.finish();
  await expect(chat.main).toContainText("There are 4 letters");
});
