import { readTexts } from "./provider/requests.ts";
import { expect, says, test } from "./test.ts";

test.use({ expectedConsoleErrors: [/Failed to load resource/] });

test("when this server is gone the page says so, keeps the question and can send it again", async ({
  chat,
  provider,
}) => {
  await chat.page.route("**/api/chat", (route) => route.abort("connectionrefused"));
  await chat.ask("How many s in mississippi?");
  await expect(chat.main).toContainText("The Workings server cannot be reached.");
  await expect(chat.main.getByText("How many s in mississippi?")).toBeVisible();
  await chat.question.fill("And how many p?");
  await chat.question.press("Enter");
  await expect(chat.page.getByText("Your last question has not been sent yet.")).toBeVisible();

  await chat.page.unroute("**/api/chat");
  provider.answers(says("Four."));
  await chat.main.getByRole("button", { name: "Send again" }).click();
  await expect(chat.main).toContainText("Four.");
  await expect(chat.main).not.toContainText("cannot be reached");
  await chat.finish();
  expect(readTexts(provider.asked[0]).filter((text) => text.includes("mississippi"))).toHaveLength(1);
  await expect(chat.question).toHaveValue("And how many p?");
});

test("a question that did not arrive is a draft again after a reload", async ({ chat }) => {
  await chat.page.route("**/api/chat", (route) => route.abort("connectionrefused"));
  await chat.ask("How many s in mississippi?");
  await expect(chat.main).toContainText("The Workings server cannot be reached.");
  await chat.page.reload();
  await expect(chat.question).toHaveValue("How many s in mississippi?");
});

test("an error that this server explains is shown in its words", async ({ chat }) => {
  await chat.page.route("**/api/chat", (route) =>
    route.fulfill({
      status: 429,
      json: { error: { code: "too-many", message: "Too many questions for now." } },
    }),
  );
  await chat.ask("How many s in mississippi?");
  await expect(chat.main).toContainText("Too many questions for now.");
});

test("an error that something in between answers is shown by its status", async ({ chat }) => {
  await chat.page.route("**/api/chat", (route) =>
    route.fulfill({ status: 502, body: "<h1>Bad gateway</h1>" }),
  );
  await chat.ask("How many s in mississippi?");
  await expect(chat.main).toContainText("The server answered with status 502");
  await expect(chat.main).not.toContainText("Bad gateway");
});
