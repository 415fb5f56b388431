import { nanoid } from "nanoid";
import { type App, startApp } from "./app.ts";
import { toQuestion } from "./chat-api.ts";
import { type ChatPage, createChatPage } from "./chat-page.ts";
import { type Network, startNetwork } from "./network.ts";
import { createDatabase, findPostgres } from "./servers.ts";
import { test as base, expect, holdAfter, leadTo, says } from "./test.ts";

interface Cuttable {
  app: App;
  /** Between the server and its database. */
  way: Network;
}

const test = base.extend<object, { cuttable: Cuttable }>({
  cuttable: [
    async ({ wire }, use) => {
      const postgres = findPostgres();
      if (postgres === null) throw new Error("There is no PostgreSQL; the test should have been skipped.");
      const database = await createDatabase(postgres);
      const way = await startNetwork(database.url);
      const app = await startApp({ ...leadTo(wire), DATABASE_URL: way.through(database.url) });
      await use({ app, way });
      await app.stop();
      await way.stop();
      await database.drop();
    },
    { scope: "worker" },
  ],
});

test.skip(
  () => findPostgres() === null,
  "There is no PostgreSQL server here; TEST_DATABASE_URL can name one.",
);
// So that they share a server.
test.describe.configure({ mode: "default" });

const unsaved = "This answer is not saved yet: the database cannot be reached.";
const away = "This server cannot reach its database at the moment.";

async function answerOnce(chat: ChatPage): Promise<void> {
  await chat.open();
  await chat.ask("What is the capital of Germany?");
  await chat.finish();
  await expect(chat.main).toContainText("Bonn.");
}

test("an answer goes on without the database, says that it is not saved, and is when it is back", async ({
  cuttable: { app, way },
  page,
  provider,
}) => {
  const chat = createChatPage(page, app.url);
  const saying = holdAfter("there lived");
  provider.answers(says("Once upon a time there lived an end.", saying));
  await chat.open();
  await chat.ask("Tell me a story");
  await expect(chat.main).toContainText("there lived");
  await way.cut();
  await expect(chat.main).toContainText(unsaved);
  await expect(chat.main).toContainText("there lived");
  saying.release();
  await expect(chat.main).toContainText("there lived an end.");
  await expect.poll(() => provider.asked[0]?.ended).toBe("answered");
  await expect(chat.main).toContainText(unsaved);
  await way.restore();
  await chat.finish();
  await expect(chat.main).not.toContainText(unsaved);
  await page.reload();
  await expect(chat.main).toContainText("Once upon a time there lived an end.");
  await expect(chat.main).not.toContainText("interrupted");
});

test("an answer that the database leaves and comes back to says so, and goes on", async ({
  cuttable: { app, way },
  page,
  provider,
}) => {
  const chat = createChatPage(page, app.url);
  const saying = holdAfter("there lived");
  provider.answers(says("Once upon a time there lived an end.", saying));
  await chat.open();
  await chat.ask("Tell me a story");
  await expect(chat.main).toContainText("there lived");
  await way.cut();
  await expect(chat.main).toContainText(unsaved);
  await way.restore();
  await expect(chat.main).not.toContainText(unsaved);
  await expect(chat.stopButton).toBeEnabled();
  saying.release();
  await chat.finish();
  await expect(chat.main).toContainText("Once upon a time there lived an end.");
});

test("a question that the database is not there for is kept in the page, which says why", async ({
  cuttable: { app, way },
  page,
  provider,
}) => {
  const chat = createChatPage(page, app.url);
  provider.answers(says("Bonn."), says("Five million."));
  await answerOnce(chat);
  await way.cut();
  await chat.ask("How many people live there?");
  await expect(chat.main).toContainText(away);
  await expect(chat.main).toContainText("Your question is kept here.");
  await expect(chat.main.getByText("How many people live there?")).toBeVisible();
  await way.restore();
  await chat.main.getByRole("button", { name: "Send again" }).click();
  await expect(chat.main).toContainText("Five million.");
  await chat.finish();
  await expect(chat.main).not.toContainText(away);
});

test("a page that the database is not there for says so in words, and is there when it is back", async ({
  cuttable: { app, way },
  page,
  provider,
}) => {
  const chat = createChatPage(page, app.url);
  provider.answers(says("Bonn."));
  await answerOnce(chat);
  const path = await chat.path();
  await way.cut();
  for (const address of ["/", path]) {
    const response = await page.goto(app.url + address);
    expect(response?.status()).toBe(500);
    await expect(page.getByRole("heading", { name: "This page could not be made." })).toBeVisible();
  }
  const refused = await page.request.get(`${app.url}/api${path}`);
  expect(refused.status()).toBe(503);
  expect(refused.headers()["retry-after"]).toBe("10");
  expect((await refused.json()).error).toEqual({
    code: "no-database",
    message: expect.stringContaining(away),
  });
  await way.restore();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(chat.main).toContainText("Bonn.");
});

test("nobody is let in, and no model asked, while nobody can count", async ({
  cuttable: { app, way },
  playwright,
  provider,
}) => {
  const somebody = await playwright.request.newContext();
  const ask = () =>
    somebody.post(`${app.url}/api/chat`, {
      data: { id: nanoid(), message: toQuestion("Is anybody there?") },
    });
  await way.cut();
  for (const attempt of ["first", "second"]) {
    const refused = await ask();
    expect(refused.status(), attempt).toBe(503);
    expect(Number(refused.headers()["retry-after"])).toBeGreaterThan(0);
  }
  expect(provider.asked).toEqual([]);
  await way.restore();
  provider.answers(says("Yes."));
  await expect.poll(async () => (await ask()).status()).toBe(200);
  await somebody.dispose();
});

test("the code of a closed deployment opens nothing while guesses cannot be counted", async ({ request }) => {
  const postgres = findPostgres();
  if (postgres === null) throw new Error("There is no PostgreSQL; the test should have been skipped.");
  const database = await createDatabase(postgres);
  const way = await startNetwork(database.url);
  const app = await startApp({ ACCESS_CODE: "open sesame", DATABASE_URL: way.through(database.url) });
  const give = () => request.post(`${app.url}/api/access`, { data: { code: "open sesame" } });
  try {
    await way.cut();
    const refused = await give();
    expect(refused.status()).toBe(503);
    expect(refused.headers()["retry-after"]).toBe("10");
    expect(refused.headers()["set-cookie"]).toBeUndefined();
    expect((await request.get(app.url)).status()).toBe(401);
    await way.restore();
    expect((await give()).status()).toBe(204);
  } finally {
    await app.stop();
    await way.stop();
    await database.drop();
  }
});
