import { nanoid } from "nanoid";
import type { Chat } from "#lib/chats";
import { test, toQuestion } from "./chat-api.ts";
import { expectRefusal } from "./refusal.ts";
import { expect, holdBeforeAnswer, says } from "./test.ts";

/** What can be asked of one chat, below its address, with a body that is right. */
const requests = [
  ["GET", "", null],
  ["PATCH", "", () => ({ title: "Mine" })],
  ["DELETE", "", null],
  ["POST", "/restore", null],
  ["POST", "/branch", (chat: Chat) => ({ messageId: idAt(chat, 0) })],
  ["GET", "/stream", null],
  ["POST", "/stop", null],
  ["GET", "/export?as=json", null],
  ["POST", "/share", null],
  ["DELETE", "/share", null],
] as const;

function idAt({ messages }: Chat, at: number): string {
  return messages.at(at)?.id ?? "";
}

test("a chat of another browser is as if it were not there, whatever is asked of it", async ({
  client,
  somebody,
}) => {
  const chat = await client.begin(2);
  const before = await client.readAll();
  // The first time without any cookie.
  for (const own of [null, "own"]) {
    if (own) await somebody.begin();
    for (const [method, path, body] of requests) {
      const response = await somebody.send(method, `/chat/${chat.id}${path}`, body?.(chat));
      await expectRefusal(response, 404, path === "/branch" && own ? "no-such-message" : "no-such-chat");
    }
    await expectRefusal(
      await somebody.send("POST", "/runs/run-1/review", { chatId: chat.id }),
      404,
      "no-such-run",
    );
  }
  for (const asking of [
    { message: toQuestion("Whose is it?") },
    { message: toQuestion("Whose is it?"), parentId: null },
    { message: toQuestion("Whose is it?"), parentId: idAt(chat, -1) },
    { again: idAt(chat, 0) },
  ])
    await expectRefusal(await somebody.ask({ id: chat.id, ...asking }), 404, "no-such-chat");
  expect(await client.readAll()).toEqual(before);
});

test("a chat that nobody began is not there, and is not made by asking for it", async ({ client }) => {
  const chat = await client.begin();
  const before = await client.readAll();
  for (const [method, path, body] of requests) {
    const response = await client.send(method, `/chat/${nanoid()}${path}`, body?.(chat));
    await expectRefusal(response, 404, path === "/branch" ? "no-such-message" : "no-such-chat");
    const wrong = await client.send(method, `/chat/a%2Fb${path}`, body?.(chat));
    await expectRefusal(wrong, 400, "wrong-id");
  }
  for (const asking of [{ again: idAt(chat, 0) }, { message: toQuestion("?"), parentId: idAt(chat, 1) }])
    await expectRefusal(await client.ask({ id: nanoid(), ...asking }), 404, "no-such-chat");
  expect(await client.readAll()).toEqual(before);
});

test("a chat that was deleted is not there until it is restored, which is possible once", async ({
  client,
}) => {
  const chat = await client.begin();
  await expectRefusal(await client.send("POST", `/chat/${chat.id}/restore`), 404, "no-such-chat");
  expect((await client.send("DELETE", `/chat/${chat.id}`)).status()).toBe(204);
  for (const [method, path, body] of requests.filter(([, path]) => path !== "/restore")) {
    const response = await client.send(method, `/chat/${chat.id}${path}`, body?.(chat));
    await expectRefusal(response, 404, path === "/branch" ? "no-such-message" : "no-such-chat");
  }
  await expectRefusal(await client.ask({ id: chat.id, message: toQuestion("Still?") }), 404, "no-such-chat");
  expect(await client.readAll()).toEqual([]);
  expect((await client.send("POST", `/chat/${chat.id}/restore`)).status()).toBe(204);
  expect(await client.read(chat.id)).toEqual(chat);
  await expectRefusal(await client.send("POST", `/chat/${chat.id}/restore`), 404, "no-such-chat");
});

test("a question cannot stand where nothing like it could", async ({ client, provider }) => {
  const [chat, other] = [await client.begin(2), await client.begin()];
  const before = await client.readAll();
  const asked = provider.asked.length;
  const [question, answer, second] = [idAt(chat, 0), idAt(chat, 1), idAt(chat, 2)];
  const itself = nanoid();
  for (const [asking, status, code] of [
    [{ message: toQuestion("?"), parentId: idAt(other, 1) }, 404, "no-such-message"],
    [{ message: toQuestion("?"), parentId: nanoid() }, 404, "no-such-message"],
    [{ message: toQuestion("?"), parentId: question }, 400, "wrong-parent"],
    // Below itself, below what is below it, and in the place of another.
    [{ message: toQuestion("?", itself), parentId: itself }, 404, "no-such-message"],
    [{ message: toQuestion("Question 1?", question), parentId: idAt(chat, 3) }, 409, "id-taken"],
    [{ message: toQuestion("?", answer), parentId: answer }, 409, "id-taken"],
    [{ message: toQuestion("Another?", second), parentId: answer }, 409, "id-taken"],
    [{ again: answer }, 400, "wrong-parent"],
    [{ again: idAt(other, 0) }, 404, "no-such-message"],
    [{ again: nanoid() }, 404, "no-such-message"],
    [{ again: question, parentId: null }, 400, "wrong-body"],
    [{ again: question, message: toQuestion("?") }, 400, "wrong-body"],
    [{ again: 1 }, 400, "wrong-body"],
    [{ message: toQuestion("?"), parentId: 1 }, 400, "wrong-body"],
    [{ message: toQuestion("?"), parentId: [answer] }, 400, "wrong-body"],
    [{}, 400, "wrong-body"],
  ] as const)
    await expectRefusal(await client.ask({ id: chat.id, ...asking }), status, code);
  for (const messageId of [idAt(other, 0), nanoid()]) {
    const response = await client.send("POST", `/chat/${chat.id}/branch`, { messageId });
    await expectRefusal(response, 404, "no-such-message");
  }
  expect(await client.readAll()).toEqual(before);
  expect(provider.asked).toHaveLength(asked);
});

test("of two questions at once to a new chat one is told to wait, and the other is kept", async ({
  client,
  provider,
}) => {
  // Somebody new would be two, one of whom has no such chat.
  await client.send("POST", "/owner", {});
  const answering = holdBeforeAnswer();
  provider.answers(says("One.", answering));
  const id = nanoid();
  const both = ["Here", "There"].map((text) => client.ask({ id, message: toQuestion(text) }));
  // The other one comes to its end when its answer does.
  await expectRefusal(await Promise.race(both), 409, "still-answering");
  answering.release();
  const statuses = (await Promise.all(both)).map((response) => response.status());
  const { messages, answering: underWay } = await client.read(id);
  expect(messages.map(({ parts }) => parts.findLast((part) => part.type === "text")?.text)).toEqual([
    statuses[0] === 200 ? "Here" : "There",
    "One.",
  ]);
  expect(underWay).toBeNull();
  expect(statuses.sort()).toEqual([200, 409]);
});

const routes: [path: string, ...methods: string[]][] = [
  ["/chat", "POST"],
  ["/chat/some-chat-id", "GET", "PATCH", "DELETE"],
  ["/chat/some-chat-id/restore", "POST"],
  ["/chat/some-chat-id/branch", "POST"],
  ["/chat/some-chat-id/stream", "GET"],
  ["/chat/some-chat-id/stop", "POST"],
  ["/chat/some-chat-id/export", "GET"],
  ["/chat/some-chat-id/share", "POST", "DELETE"],
  ["/chats", "GET"],
  ["/chats/search", "GET"],
  ["/chats/import", "POST"],
  ["/owner", "POST"],
  ["/runs/some-run/review", "POST"],
];

test("every address names the methods it takes to whoever uses another", async ({ client }) => {
  for (const [path, ...allowed] of routes) {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      if (allowed.includes(method)) continue;
      const response = await client.send(method, path);
      await expectRefusal(response, 405, "wrong-method", allowed.join(", "));
      expect(response.headers().allow).toBe(allowed.join(", "));
    }
  }
});
