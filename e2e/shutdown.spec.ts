import { type App, createFolder, startAppIn } from "./app.ts";
import { createChatPage } from "./chat-page.ts";
import { test as base, expect, holdAfter, leadTo, says } from "./test.ts";

/** A server that lets answers come to their end, and its successor on the same data. */
const test = base.extend<{ patient: App & { startAgain(): Promise<App> } }>({
  patient: async ({ wire, provider: _ }, use) => {
    const folder = await createFolder();
    const started: App[] = [];
    const start = async () => {
      const app = await startAppIn(folder.path, { ...leadTo(wire), SHUTDOWN_SECONDS: "300" });
      started.push(app);
      return app;
    };
    await use({ ...(await start()), startAgain: start });
    for (const app of started) await app.stop();
    await folder.remove();
  },
});

test("a server that is told to end takes nobody in, and lets an answer under way come to its end", async ({
  patient,
  page,
  request,
  provider,
}) => {
  const chat = createChatPage(page, patient.url);
  const saying = holdAfter("there lived");
  provider.answers(says("Once upon a time there lived an end.", saying));
  await chat.open();
  await chat.ask("Tell me a story");
  const path = await chat.path();
  await expect(chat.main).toContainText("there lived");

  const ended = patient.end("SIGTERM");
  const isTaken = () =>
    request.get(`${patient.url}/api/health`).then(
      () => true,
      () => false,
    );
  await expect.poll(isTaken, { message: "connections that are still taken" }).toBe(false);
  saying.release();
  await chat.finish();
  await expect(chat.main).toContainText("there lived an end.");
  await ended;

  const next = await patient.startAgain();
  const tab = createChatPage(page, next.url);
  await tab.openChat(path);
  await expect(tab.main).toContainText("there lived an end.");
  await expect(tab.main).not.toContainText("The server ended");
});

test("a server that is told to end lets an answer come to its end that nobody looks at", async ({
  patient,
  page,
  provider,
}) => {
  const chat = createChatPage(page, patient.url);
  const saying = holdAfter("there lived");
  provider.answers(says("Once upon a time there lived an end.", saying));
  await chat.open();
  await chat.ask("Tell me a story");
  const path = await chat.path();
  await expect(chat.main).toContainText("there lived");
  await page.goto("about:blank");
  const ended = patient.end("SIGTERM");
  saying.release();
  await ended;
  const tab = createChatPage(page, (await patient.startAgain()).url);
  await tab.openChat(path);
  await expect(tab.main).toContainText("there lived an end.");
});

test("a server keeps idle connections for longer than a proxy before it does", async ({ app, request }) => {
  const response = await request.get(`${app.url}/api/health`, { headers: { connection: "keep-alive" } });
  expect(response.headers()["keep-alive"]).toBe("timeout=75");
});
