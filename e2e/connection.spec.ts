import { expect, says, test } from "./test.ts";

test.use({ expectedConsoleErrors: [/Failed to load resource/] });

test("when this server is gone the page says so, keeps the question and can ask again", async ({
  chat,
  provider,
}) => {
  await chat.page.route("**/api/chat", (route) => route.abort("connectionrefused"));
  await chat.ask("How many s in mississippi?");
  await expect(chat.main).toContainText("The Workings server cannot be reached.");
  await expect(chat.main.getByText("How many s in mississippi?")).toBeVisible();

  await chat.page.unroute("**/api/chat");
  provider.answers(says("Four."));
  await chat.askAgainButton.click();
  await expect(chat.main).toContainText("Four.");
  await expect(chat.main).not.toContainText("cannot be reached");
});

test("an error that this server explains is shown in its words", async ({ chat }) => {
  await chat.page.route("**/api/chat", (route) =>
    route.fulfill({
      status: 409,
      json: { error: { code: "still-answering", message: "Still busy with the last." } },
    }),
  );
  await chat.ask("How many s in mississippi?");
  await expect(chat.main).toContainText("Still busy with the last.");
});

test("an error that something in between answers is shown by its status", async ({ chat }) => {
  await chat.page.route("**/api/chat", (route) =>
    route.fulfill({ status: 502, body: "<h1>Bad gateway</h1>" }),
  );
  await chat.ask("How many s in mississippi?");
  await expect(chat.main).toContainText("The server answered with status 502");
  await expect(chat.main).not.toContainText("Bad gateway");
});
