import { test as base, expect } from "@playwright/test";
import { type App, startApp } from "./app.ts";
import { type ChatPage, createChatPage } from "./chat-page.ts";
import { type Provider, startProvider } from "./provider/provider.ts";

export * from "./provider/turns.ts";
export { expect };

/** How the app of a file is set up. `{provider}` stands for the provider's address. */
export type Configuration = Record<string, string>;

interface TestFixtures {
  /** The scripted provider, with nothing scripted yet. */
  provider: Provider;
  /** The page, open and ready. */
  chat: ChatPage;
  /** Patterns of errors in the browser's console that the test brings about. */
  expectedConsoleErrors: RegExp[];
}

interface WorkerFixtures {
  configuration: Configuration;
  wire: Provider;
  app: App;
}

/** What leads an app to a provider. */
export function leadTo(provider: Provider, configuration: Configuration = overTheWire): Configuration {
  const entries = Object.entries(configuration);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value.replace("{provider}", provider.url)]),
  );
}

const overTheWire: Configuration = {
  OPENAI_API_KEY: "test-key",
  OPENAI_BASE_URL: "{provider}/v1",
  MODEL: "answering-model",
  REVIEW_MODEL: "reviewing-model",
  REVIEW_TIMEOUT_MS: "5000",
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  configuration: [overTheWire, { option: true, scope: "worker" }],

  wire: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
    async ({}, use) => {
      const provider = await startProvider();
      await use(provider);
      await provider.stop();
    },
    { scope: "worker" },
  ],

  app: [
    async ({ configuration, wire }, use) => {
      const app = await startApp(leadTo(wire, configuration));
      await use(app);
      await app.stop();
    },
    { scope: "worker" },
  ],

  provider: async ({ wire }, use) => {
    await use(wire);
    try {
      // Whoever is gone by now must have ended what they asked for, or it would go on into the next test.
      await expect.poll(wire.underWay, { message: "requests that nobody ended" }).toEqual([]);
      expect(wire.deviations(), "the provider's script").toEqual([]);
    } finally {
      await wire.reset();
    }
  },

  expectedConsoleErrors: [[], { option: true }],

  // The page closes before the provider is reset, so that no answer of this test meets the next one's script.
  chat: async ({ page, app, provider: _, expectedConsoleErrors }, use) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(`${message.text()} ${message.location().url}`);
    });
    const chat = createChatPage(page, app.url);
    await chat.open();
    await use(chat);
    const told = [...errors];
    // Nobody waits for what is still being answered, and it goes on without a page.
    if (await chat.stopButton.isVisible()) {
      // It may end by itself before that, and its button with it.
      void chat.stopButton.click().catch(() => {});
      await chat.finish();
    }
    await page.close();
    const unexpected = told.filter((error) => !expectedConsoleErrors.some((pattern) => pattern.test(error)));
    expect(unexpected, "errors in the browser's console").toEqual([]);
  },
});
