import type { BrowserContext, Page } from "@playwright/test";
import { type App, startApp } from "./app.ts";
import { type ChatPage, createChatPage } from "./chat-page.ts";
import { createDatabase, findPostgres, findRedis } from "./servers.ts";
import { test as base, expect, leadTo } from "./test.ts";

/** Two servers on one database. A browser's cookies go to both. */
interface Pair {
  one: App;
  other: App;
}

interface PairFixtures {
  /** Whether they have a Redis between them. */
  withRedis: boolean;
  pair: Pair;
}

/** Tests of two servers; skipped where there is no PostgreSQL for them. */
export const test = base.extend<object, PairFixtures>({
  withRedis: [false, { option: true, scope: "worker" }],
  pair: [
    async ({ wire, withRedis }, use) => {
      const [postgres, redis] = [findPostgres(), findRedis()];
      if (postgres === null || (withRedis && redis === null))
        throw new Error("There are no servers for it; the test should have been skipped.");
      const database = await createDatabase(postgres);
      const configuration = {
        ...leadTo(wire),
        DATABASE_URL: database.url,
        ...(withRedis && redis !== null && { REDIS_URL: redis }),
      };
      // At the same moment, and the database is empty.
      const [one, other] = await Promise.all([startApp(configuration), startApp(configuration)]);
      await use({ one, other });
      await Promise.all([one.stop(), other.stop()]);
      await database.drop();
    },
    { scope: "worker" },
  ],
});

export const story = "Once upon a time there lived an end.";

/** A new chat on a server, whose answer has come to "there lived". */
export async function beginStory(page: Page, { url }: App): Promise<ChatPage> {
  const chat = createChatPage(page, url);
  await chat.open();
  await chat.ask("Tell me a story");
  await chat.path();
  await expect(chat.main).toContainText("there lived");
  return chat;
}

/** The same chat as another server shows it to the same browser. */
export async function openOn({ url }: App, context: BrowserContext, chat: ChatPage): Promise<ChatPage> {
  const tab = createChatPage(await context.newPage(), url);
  await tab.openChat(await chat.path());
  return tab;
}
