import { type Client, test, toQuestion } from "./chat-api.ts";
import { expectRefusal } from "./refusal.ts";
import { expect, says } from "./test.ts";

test("a body that a route has no use for is refused, and changes nothing", async ({ client }) => {
  const chat = await client.begin();
  const before = await client.readAll();
  const path = `/chat/${chat.id}`;
  for (const title of [1, null, true, ["x"], { text: "x" }, "", " \n\t", "x".repeat(201)])
    await expectRefusal(await client.send("PATCH", path, { title }), 400, "wrong-body");
  for (const body of [{}, [], null, "x", 1, { title: "x", ownerId: "y" }])
    await expectRefusal(await client.send("PATCH", path, body), 400, "wrong-body");
  for (const messageId of [1, null, [], "../../etc", "x".repeat(65), "a\0b-c-d-e-f"])
    await expectRefusal(await client.send("POST", `${path}/branch`, { messageId }), 400, "wrong-body");
  for (const as of ["", "html", "__proto__"])
    await expectRefusal(await client.send("GET", `${path}/export?as=${as}`), 400, "no-such-form");
  for (const file of [{}, [], null, "x", 1, { format: "another's", version: 1 }])
    await expectRefusal(await client.send("POST", "/chats/import", file), 400, "no-export");
  expect(await client.readAll()).toEqual(before);
});

test("a body that is too large is refused, and changes nothing", async ({ client }) => {
  const chat = await client.begin();
  const before = await client.readAll();
  const large = "x".repeat(5_000);
  for (const [method, path, body] of [
    ["PATCH", `/chat/${chat.id}`, { title: large }],
    ["POST", `/chat/${chat.id}/branch`, { messageId: large }],
    ["POST", "/runs/run-1/review", { chatId: chat.id, model: large }],
    ["POST", "/chat", { id: chat.id, message: toQuestion("x".repeat(200_000)) }],
    ["POST", "/chats/import", { format: "x".repeat(21 * 1024 * 1024) }],
  ] as const)
    await expectRefusal(await client.send(method, path, body), 413, "too-large");
  expect(await client.readAll()).toEqual(before);
});

for (const [what, title, kept] of [
  ["markup", "<script>alert(1)</script>", "<script>alert(1)</script>"],
  ["spaces around it", "  A title \n", "A title"],
  ["several lines", "One\r\ntwo\tthree", "One two three"],
  ["a NUL", "No\0thing", "Nothing"],
  ["half a pair of surrogates", "half \ud800", "half �"],
  ["as many characters as it may", "x".repeat(200), "x".repeat(200)],
] as const) {
  test(`a title with ${what} is kept as one line of text`, async ({ client }) => {
    const { id } = await client.begin();
    expect((await client.send("PATCH", `/chat/${id}`, { title })).status()).toBe(204);
    expect((await client.read(id)).title).toBe(kept);
  });
}

for (const [what, text] of [
  ["a NUL", "before\0after"],
  ["half a pair of surrogates", "before \ud800 after"],
  ["a mark that turns the text around", "before \u202e after"],
  ["nothing but signs", "?!"],
] as const) {
  test(`a question with ${what} is answered and kept`, async ({ client, provider }) => {
    const { id } = await client.begin();
    provider.answers(says("Well."));
    expect(await (await client.ask({ id, message: toQuestion(text) })).text()).toContain("Well.");
    const { messages } = await client.read(id);
    expect(messages).toHaveLength(4);
    expect(messages[2]?.parts).toEqual([{ type: "text", text }]);
    for (const as of ["markdown", "json", "mjs"])
      expect((await client.send("GET", `/chat/${id}/export?as=${as}`)).status()).toBe(200);
  });
}

test("a page of the list begins only after what could be a chat", async ({ client }) => {
  await client.begin();
  for (const after of [
    "",
    "x",
    "1",
    ".",
    "1.",
    ".some-chat-id",
    "-1.some-chat-id",
    "1e3.some-chat-id",
    "1.short",
  ])
    await expectRefusal(await list(client, after), 400, "wrong-key");
  for (const after of [
    "1.a%00b-c-d-e",
    "1.some-chat-id%0A",
    "9999999999999999.some-chat-id",
    "1.%ED%A0%80%ED%A0%80",
  ])
    await expectRefusal(await client.send("GET", `/chats?after=${after}`), 400, "wrong-key");
  for (const [after, count] of [
    ["0.some-chat-id", 0],
    ["999999999999999.some-chat-id", 1],
  ] as const)
    expect((await (await list(client, after)).json()).chats).toHaveLength(count);
});

const list = (client: Client, after: string) =>
  client.send("GET", `/chats?after=${encodeURIComponent(after)}`);

test("a search for what is no word finds nothing and breaks nothing", async ({ client }) => {
  const { id } = await client.begin();
  const search = (query: string) => client.send("GET", `/chats/search${query}`);
  for (const text of [
    "",
    " ",
    "'",
    "\\",
    "& | !",
    ":*",
    "<->",
    "%",
    "_",
    "' or true --",
    "\0",
    "🙂",
    "@",
    "(",
    "\u202e",
  ]) {
    const response = await search(`?q=${encodeURIComponent(text)}`);
    expect({ text, status: response.status(), ...(await response.json()) }).toEqual({
      text,
      status: 200,
      hits: [],
    });
  }
  for (const query of ["", "?q", "?q=%ED%A0%80", "?q=%E0%A4%A", "?q=%", "?p=Question"])
    expect(await (await search(query)).json()).toEqual({ hits: [] });
  await expectRefusal(await search(`?q=${"x".repeat(401)}`), 400, "too-long");
  expect((await search(`?q=${"question ".repeat(44)}`)).status()).toBe(200);
  for (const text of ["Question", "'question' & 1", "question:*", "(question", "que", "ques\0tion"]) {
    const { hits } = await (await search(`?q=${encodeURIComponent(text)}`)).json();
    expect({ text, found: hits.map((hit: { id: string }) => hit.id) }).toEqual({
      text,
      found: text.includes("\0") ? [] : [id],
    });
  }
});
