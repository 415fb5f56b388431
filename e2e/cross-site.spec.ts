import { nanoid } from "nanoid";
import { test, toQuestion } from "./chat-api.ts";
import { listen } from "./listen.ts";
import { expectRefusal } from "./refusal.ts";
import { expect } from "./test.ts";

/** Every address that changes or costs something, with what it would take. */
const changing = [
  ["POST", "/chat", { id: nanoid(), message: toQuestion("Hello?") }],
  ["PATCH", "/chat/CHAT", { title: "Mine" }],
  ["DELETE", "/chat/CHAT", undefined],
  ["POST", "/chat/CHAT/stop", undefined],
  ["POST", "/chat/CHAT/restore", {}],
  ["POST", "/chat/CHAT/branch", { messageId: nanoid() }],
  ["POST", "/chat/CHAT/share", undefined],
  ["DELETE", "/chat/CHAT/share", undefined],
  ["POST", "/chats/import", { format: "workings-chat" }],
  ["POST", "/owner", {}],
  ["POST", "/runs", { chatId: nanoid(), runId: "run", code: "1" }],
  ["POST", "/runs/run/review", { chatId: nanoid() }],
] as const;

for (const [name, value] of [
  ["sec-fetch-site", "cross-site"],
  ["sec-fetch-site", "same-site"],
  ["origin", "https://evil.example"],
  ["origin", "null"],
] as const) {
  test(`nothing is done for a page of another site: ${name} ${value}`, async ({ client, app, provider }) => {
    const chat = await client.begin();
    const asked = provider.asked.length;
    const before = await client.readAll();
    for (const [method, path, data] of changing) {
      const response = await client.request.fetch(`${app.url}/api${path.replace("CHAT", chat.id)}`, {
        method,
        headers: { [name]: value, "content-type": "application/json" },
        ...(data && { data: JSON.stringify(data) }),
      });
      await expectRefusal(response, 403, "cross-site");
      expect(response.headers()["set-cookie"]).toBeUndefined();
      expect(response.headers()["access-control-allow-origin"]).toBeUndefined();
    }
    expect(await client.readAll()).toEqual(before);
    expect(provider.asked.length).toBe(asked);
  });
}

for (const path of ["/chat", "/chats/import", "/owner", "/runs", "/runs/run/review"])
  for (const type of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "",
  ])
    test(`what a form could send to ${path} is refused: ${type || "no type"}`, async ({
      client,
      app,
      provider,
    }) => {
      const response = await client.request.post(`${app.url}/api${path}`, {
        headers: { "content-type": type },
        data: Buffer.from("{}"),
      });
      await expectRefusal(response, 415, "wrong-content-type");
      expect(provider.asked).toEqual([]);
    });

for (const [path, bytes] of [
  ["/chat", 128 * 1024],
  ["/owner", 16],
  ["/runs", 512 * 1024],
  ["/runs/run/review", 4096],
] as const)
  test(`a body of more than ${bytes} bytes to ${path} is refused before it is read as anything`, async ({
    client,
    app,
  }) => {
    // Were it parsed, it would be no JSON.
    const send = (size: number) =>
      client.request.post(`${app.url}/api${path}`, {
        headers: { "content-type": "application/json" },
        data: Buffer.alloc(size, "x"),
      });
    await expectRefusal(await send(bytes + 1), 413, "too-large");
    await expectRefusal(await send(bytes), 400, "broken-json");
  });

test("a page of another site can have a browser neither ask nor read anything", async ({
  chat,
  app,
  provider,
}) => {
  const evil = await listen((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end("<title>Evil</title>");
  });
  try {
    const page = await chat.page.context().newPage();
    // Another site, not another port of the same one.
    await page.goto(evil.url);
    const ends = await page.evaluate(async (url) => {
      const attempt = (path: string, init: RequestInit) =>
        fetch(`${url}${path}`, { credentials: "include", ...init }).then(
          (response) => response.type,
          () => "refused",
        );
      const body = JSON.stringify({ id: "x".repeat(21) });
      return Promise.all([
        attempt("/api/chats", {}),
        attempt("/api/chats", { mode: "no-cors" }),
        attempt("/api/chat", { method: "POST", headers: { "content-type": "application/json" }, body }),
        attempt("/api/chat", { method: "POST", mode: "no-cors", body }),
      ]);
    }, app.url);
    expect(ends).toEqual(["refused", "refused", "refused", "refused"]);
    expect(provider.asked).toEqual([]);
    await page.close();
  } finally {
    await evil.close();
  }
});
