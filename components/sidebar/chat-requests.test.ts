import { describe, expect, it } from "vitest";
import { sendJson, startServer } from "../../vitest.server.ts";
import { createChatRequests } from "./chat-requests.ts";

type Answer = Parameters<typeof startServer>[0];

async function createRequests(answer: Answer) {
  const methods: string[] = [];
  const server = await startServer(answer);
  const requests = createChatRequests((path, init) => {
    methods.push(init?.method ?? "GET");
    return fetch(`${server.url}${path}`, init);
  });
  return { requests, server, methods };
}

const refuse =
  (status: number, code: string, message: string): Answer =>
  (response) =>
    sendJson(response, status, { error: { code, message } });

describe("what the list asks of the server", () => {
  it("reads the pages by their key", async () => {
    const page = { chats: [], next: { updatedAt: 17, id: "chat_1" } };
    const { requests, server } = await createRequests((response) => sendJson(response, 200, page));
    expect(await requests.list(null)).toEqual(page);
    await requests.list(page.next);
    expect(server.seen.map(({ path }) => path)).toEqual(["/api/chats", "/api/chats?after=17.chat_1"]);
  });

  it("finds any text", async () => {
    const { requests, server } = await createRequests((response) => sendJson(response, 200, { hits: [] }));
    expect(await requests.search("a&b=ü +%", new AbortController().signal)).toEqual([]);
    const url = new URL(server.seen[0]?.path ?? "", server.url);
    expect([url.pathname, url.searchParams.get("q")]).toEqual(["/api/chats/search", "a&b=ü +%"]);
  });

  it("renames, deletes and brings back", async () => {
    const { requests, server, methods } = await createRequests((response) => response.writeHead(204).end());
    expect(await requests.rename("chat_1", "New")).toBe(true);
    expect(await requests.remove("chat_1")).toBe(true);
    expect(await requests.restore("chat_1")).toBe(true);
    expect(methods).toEqual(["PATCH", "DELETE", "POST"]);
    expect(server.seen.map(({ path }) => path)).toEqual([
      "/api/chat/chat_1",
      "/api/chat/chat_1",
      "/api/chat/chat_1/restore",
    ]);
    expect(server.seen[0]?.body).toEqual({ title: "New" });
  });

  it("tells a chat that is not there from what went wrong", async () => {
    const { requests } = await createRequests(refuse(404, "no-such-chat", "There is no such chat."));
    expect(await requests.rename("chat_1", "New")).toBe(false);
  });

  it("fails with the server's words", async () => {
    const { requests } = await createRequests(refuse(503, "database-gone", "The database is gone."));
    await expect(requests.remove("chat_1")).rejects.toThrow("The database is gone.");
    await expect(requests.list(null)).rejects.toThrow("The database is gone.");
  });

  it("fails with words where something in between has answered", async () => {
    const { requests } = await createRequests((response) =>
      response.writeHead(502).end("<h1>Bad gateway</h1>"),
    );
    await expect(requests.list(null)).rejects.toThrow(
      "The server answered with status 502 and no explanation.",
    );
  });

  it("says that the server cannot be reached", async () => {
    const { requests } = await createRequests((response) => response.destroy());
    await expect(requests.list(null)).rejects.toThrow("The Workings server cannot be reached.");
  });

  it("says so too when the answer breaks off", async () => {
    const { requests } = await createRequests((response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{");
      response.destroy();
    });
    await expect(requests.list(null)).rejects.toThrow("The Workings server cannot be reached.");
  });

  it("lets an abort through as what it is", async () => {
    const { requests } = await createRequests(() => {});
    const controller = new AbortController();
    const found = requests.search("fib", controller.signal);
    controller.abort();
    await expect(found).rejects.toMatchObject({ name: "AbortError" });
  });
});
