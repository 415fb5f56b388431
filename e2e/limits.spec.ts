import type { APIRequestContext } from "@playwright/test";
import { nanoid } from "nanoid";
import { type App, createFolder, startApp, startAppIn } from "./app.ts";
import { toQuestion } from "./chat-api.ts";
import { createChatPage } from "./chat-page.ts";
import type { Provider } from "./provider/provider.ts";
import { createDatabase, findPostgres } from "./servers.ts";
import { type Configuration, expect, holdAfter, leadTo, says, test } from "./test.ts";

/** No limit but those that a test names. */
const unlimited = {
  REQUESTS_PER_OWNER: "off",
  REQUESTS_PER_NETWORK: "off",
  REQUESTS_PER_HOUR: "off",
  ANSWERS_AT_ONCE: "off",
};

async function withApp(
  provider: Provider,
  configuration: Configuration,
  use: (app: App) => Promise<void>,
): Promise<void> {
  const app = await startApp({ ...leadTo(provider), ...unlimited, ...configuration });
  try {
    await use(app);
  } finally {
    await app.stop();
  }
}

/** Asks in a new chat; resolves to the status, when the answer has come to its end. */
async function ask(request: APIRequestContext, app: App, headers: Record<string, string> = {}) {
  const response = await request.post(`${app.url}/api/chat`, {
    headers: { ...headers, "content-type": "application/json" },
    data: JSON.stringify({ id: nanoid(), message: toQuestion("How many?") }),
    timeout: 120_000,
  });
  return { status: response.status(), text: await response.text(), headers: response.headers() };
}

/** Asks that often at the same time, each time as somebody new. */
async function askAtOnce(request: APIRequestContext, apps: App[], times: number) {
  const asked = Array.from({ length: times }, (_, index) => ask(request, apps[index % apps.length] as App));
  const answers = await Promise.all(asked);
  return (status: number) => answers.filter((answer) => answer.status === status);
}

test.describe("five hundred questions at once against a limit of ten", () => {
  test.slow();

  test("are answered ten times, on the embedded database", async ({ provider, request }) => {
    await withApp(provider, { REQUESTS_PER_HOUR: "10" }, async (app) => {
      provider.alwaysAnswers(says("Four."));
      const having = await askAtOnce(request, [app], 500);
      expect([having(200).length, having(429).length]).toEqual([10, 490]);
      expect(provider.asked.filter(({ role }) => role === "agent").length).toBe(10);
      const [refused] = having(429);
      expect(refused?.text).toContain("too-many-requests");
      expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(0);
      expect(Number(refused?.headers["retry-after"])).toBeLessThanOrEqual(3_600);
      provider.recover();
    });
  });

  test("are answered ten times by two servers together", async ({ provider, request }) => {
    const postgres = findPostgres();
    test.skip(postgres === null, "There is no PostgreSQL server here; TEST_DATABASE_URL can name one.");
    const database = await createDatabase(postgres as string);
    const shared = { REQUESTS_PER_HOUR: "10", DATABASE_URL: database.url };
    await withApp(provider, shared, (one) =>
      withApp(provider, shared, async (other) => {
        provider.alwaysAnswers(says("Four."));
        const having = await askAtOnce(request, [one, other], 500);
        expect([having(200).length, having(429).length]).toEqual([10, 490]);
        expect(provider.asked.filter(({ role }) => role === "agent").length).toBe(10);
        provider.recover();
      }),
    );
    await database.drop();
  });
});

test.describe("the budget of a day", () => {
  // A call may cost 16 dollars at the most, for what it may write, and 4 where there is no money for more.
  const budget = {
    MODEL_PRICE: "0/1000",
    MAX_OUTPUT_TOKENS: "16000",
    USD_PER_OWNER_AND_DAY: "off",
    USD_PER_DAY: "50",
    USD_PER_MONTH: "off",
  };

  /** While three are under way each of the others is told that there is no money for it. */
  async function exhaust(provider: Provider, request: APIRequestContext, apps: App[]) {
    const held = holdAfter(null);
    provider.alwaysAnswers(says("Four.", held));
    let told = 0;
    const asked = Array.from({ length: 40 }, async (_, index) => {
      const answer = await ask(request, apps[index % apps.length] as App);
      if (/no-money|The money that may be spent here is used up/.test(answer.text)) told += 1;
    });
    await expect.poll(() => told).toBe(37);
    expect(provider.asked.length).toBe(3);
    held.release();
    await Promise.all(asked);
    provider.recover();
  }

  test("is not exceeded by calls that are made at once", async ({ provider, request }) => {
    await withApp(provider, budget, (app) => exhaust(provider, request, [app]));
  });

  test("is not exceeded by two servers together", async ({ provider, request }) => {
    const postgres = findPostgres();
    test.skip(postgres === null, "There is no PostgreSQL server here; TEST_DATABASE_URL can name one.");
    const database = await createDatabase(postgres as string);
    const shared = { ...budget, DATABASE_URL: database.url };
    await withApp(provider, shared, (one) =>
      withApp(provider, shared, (other) => exhaust(provider, request, [one, other])),
    );
    await database.drop();
  });
});

test("money that a call did not use is there for the next, and what is used up is told", async ({
  provider,
  request,
}) => {
  const configuration = {
    MODEL_PRICE: "0/1000",
    MAX_OUTPUT_TOKENS: "16000",
    USD_PER_OWNER_AND_DAY: "off",
    USD_PER_DAY: "17",
  };
  await withApp(provider, configuration, async (app) => {
    for (const word of ["One.", "Two.", "Three."]) {
      provider.answers(uses(20, word));
      provider.titles(uses(1, "Numbers"));
      expect((await ask(request, app)).text).toContain(word);
    }
    const readMoney = async () => (await (await request.get(`${app.url}/api/allowance`)).json()).money;
    expect((await readMoney()).of).toBe(17);
    // Three answers of twenty tokens, and their titles.
    await expect.poll(async () => Math.round((17 - (await readMoney()).left) * 1_000)).toBe(63);
  });
});

test("money that is used up for the day and for the month returns with the next month", async ({
  provider,
  request,
}) => {
  const configuration = { MODEL_PRICE: "0/1000", USD_PER_DAY: "0", USD_PER_MONTH: "0" };
  await withApp(provider, configuration, async (app) => {
    const now = new Date();
    const { money } = await (await request.get(`${app.url}/api/allowance`)).json();
    expect(money.left).toBe(0);
    expect(money.returnsAt).toBe(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1));
  });
});

/** The model says something, and its provider what that took, in tokens. */
function uses(output_tokens: number, content: string) {
  return { response: { content, usage: { input_tokens: 100, output_tokens } } };
}

test("nothing is asked of a model whose price nobody knows while money is limited", async ({
  provider,
  request,
}) => {
  // Not on this machine, so not free; nothing is sent there.
  const elsewhere = { OPENAI_BASE_URL: "http://models.invalid/v1" };
  await withApp(provider, elsewhere, async (app) => {
    const { status, text } = await ask(request, app);
    expect(status).toBe(503);
    expect(text).toContain("MODEL_PRICE");
  });
  const free = { USD_PER_OWNER_AND_DAY: "off", USD_PER_DAY: "off", USD_PER_MONTH: "off" };
  await withApp(provider, { ...elsewhere, ...free }, async (app) => {
    expect((await ask(request, app)).text).toContain("could not be reached");
  });
});

test("a person has two answers under way and no third, until one ends", async ({ provider, request }) => {
  await withApp(provider, { ANSWERS_AT_ONCE: "2" }, async (app) => {
    await request.post(`${app.url}/api/owner`, { data: {} });
    const held = holdAfter(null);
    provider.answers(says("One.", held), says("Two.", held));
    const first = [ask(request, app), ask(request, app)];
    await expect.poll(() => provider.underWay().length).toBe(2);
    const third = await ask(request, app);
    expect(third.status).toBe(429);
    expect(third.text).toContain("too-many-at-once");
    held.release();
    await Promise.all(first);
    provider.answers(says("Three."));
    await expect
      .poll(async () => (await ask(request, app)).status, { message: "a place, once one has ended" })
      .toBe(200);
  });
});

test("a server that keeps as much as it may takes nothing new, and shows what there is", async ({
  provider,
  page,
  request,
}) => {
  const folder = await createFolder();
  const start = (more: Configuration) =>
    startAppIn(folder.path, { ...leadTo(provider), ...unlimited, ...more });
  const roomy = await start({});
  const first = createChatPage(page, roomy.url);
  provider.answers(says("Four."));
  await first.open();
  await first.ask("How many?");
  await first.finish();
  const path = await first.path();
  await roomy.stop();

  const full = await start({ STORAGE_MB: "0" });
  const chat = createChatPage(page, full.url);
  await chat.openChat(path);
  await expect(chat.main).toContainText("Four.");
  await chat.ask("And now?");
  await expect(chat.main).toContainText("This server keeps as much as it may");
  await expect(chat.main).toContainText("And now?");
  const imported = await request.post(`${full.url}/api/chats/import`, { data: {} });
  expect(imported.status()).toBe(503);
  expect(imported.headers()["retry-after"]).toBe("3600");
  expect(provider.asked.filter(({ role }) => role === "agent").length).toBe(1);
  await full.stop();
  await folder.remove();
});

test("an import counts as a request for each megabyte that it begins", async ({ provider, request }) => {
  await withApp(provider, { REQUESTS_PER_OWNER: "4" }, async (app) => {
    await request.post(`${app.url}/api/owner`, { data: {} });
    const send = async (bytes: number) => {
      const data = { text: "x".repeat(bytes - 11) };
      return (await request.post(`${app.url}/api/chats/import`, { data })).status();
    };
    const left = async () => (await (await request.get(`${app.url}/api/allowance`)).json()).requests.left;
    expect(await send(2_000_001)).toBe(400);
    expect(await left()).toBe(1);
    expect(await send(1_000_001)).toBe(429);
    expect(await send(1_000_000)).toBe(400);
    expect(await left()).toBe(0);
  });
});

test("the page tells what is left, and keeps what cannot be asked any more", async ({ provider, page }) => {
  await withApp(provider, { REQUESTS_PER_OWNER: "2" }, async (app) => {
    const chat = createChatPage(page, app.url);
    await chat.open();
    await expect(page.getByText("2 questions left")).toBeVisible();
    provider.answers(says("One."));
    await chat.ask("First");
    await chat.finish();
    await page.getByText("1 question left").click();
    await expect(page.getByText(/1 of 2 questions and programs until \d/)).toBeVisible();
    provider.answers(says("Two."));
    await chat.ask("Second");
    await chat.finish();
    await expect(page.getByText(/No questions left until \d/)).toBeVisible();
    await chat.ask("Third");
    await expect(chat.main).toContainText("You have asked as often as one person may in an hour.");
    await expect(chat.main).toContainText("Third");
    expect(provider.asked.length).toBe(2);
  });
});
