import type { APIRequestContext, APIResponse } from "@playwright/test";
import { nanoid } from "nanoid";
import type { Chat } from "#lib/chats";
import { test as base, expect, says } from "./test.ts";

/** The HTTP interface as one browser uses it. */
export interface Client {
  request: APIRequestContext;
  /** Sends something to an address below `/api`, an object as JSON. */
  send(method: string, path: string, data?: unknown): Promise<APIResponse>;
  /** Asks in a chat; what is not named is the page's usual. */
  ask(body: Record<string, unknown>): Promise<APIResponse>;
  read(chatId: string): Promise<Chat>;
  /** A chat with that many questions, each of which has been answered. */
  begin(questions?: number): Promise<Chat>;
  /** Everything that it has, to compare. */
  readAll(): Promise<unknown>;
}

export const toQuestion = (text: string, id = nanoid()) => ({
  id,
  role: "user",
  parts: [{ type: "text", text }],
});

interface ClientFixtures {
  client: Client;
  /** Another browser. */
  somebody: Client;
}

export const test = base.extend<ClientFixtures>({
  client: async ({ app, provider, playwright }, use) => {
    const request = await playwright.request.newContext();
    await use(createClient(app.url, request, (text) => provider.answers(says(text))));
    await request.dispose();
  },
  somebody: async ({ app, provider, playwright }, use) => {
    const request = await playwright.request.newContext();
    await use(createClient(app.url, request, (text) => provider.answers(says(text))));
    await request.dispose();
  },
});

function createClient(url: string, request: APIRequestContext, answer: (text: string) => void): Client {
  const send: Client["send"] = (method, path, data) =>
    request.fetch(`${url}/api${path}`, {
      method,
      ...(data !== undefined && {
        headers: { "content-type": "application/json" },
        data: JSON.stringify(data),
      }),
    });
  const ask: Client["ask"] = (body) => send("POST", "/chat", body);
  const read: Client["read"] = async (chatId) => (await send("GET", `/chat/${chatId}`)).json();

  return {
    request,
    send,
    ask,
    read,
    async begin(questions = 1) {
      const id = nanoid();
      for (let count = 1; count <= questions; count++) {
        answer("Yes.");
        const asked = await ask({ id, message: toQuestion(`Question ${count}?`) });
        expect(await asked.text()).toContain("Yes.");
      }
      return read(id);
    },
    async readAll() {
      const { chats } = await (await send("GET", "/chats")).json();
      return Promise.all(chats.map(async (summary: { id: string }) => [summary, await read(summary.id)]));
    },
  };
}
