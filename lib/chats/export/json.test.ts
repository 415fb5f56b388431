import { describe, expect, it, vi } from "vitest";
import { createAccess } from "#lib/access";
import type { ChatStore, ChatTree, SharingParts } from "#lib/chats";
import { conversation, overJson } from "../../agent/stored/messages.fixture.ts";
import {
  answer,
  chain,
  completed,
  exportFrom,
  exportText,
  finished,
  plain,
  question,
  share,
} from "./chat.fixture.ts";

const [asked, answered, other] = conversation as [
  ChatTree["messages"][0]["message"],
  ...ChatTree["messages"][0]["message"][],
];

/** A conversation with everything that can stand in one, in two branches and from two roots. */
function grow(): ChatTree {
  const at = (minute: number) => ({ createdAt: Date.UTC(2026, 10, 20, 9, minute), unverified: false });
  if (!answered || !other) throw new Error("The fixture has two answers.");
  return {
    ...chain([]),
    title: "Everything \ud83d\ude00",
    headId: other.id,
    messages: [
      { message: asked, parentId: null, ...at(30) },
      { message: answered, parentId: asked.id, ...at(31) },
      { message: question("And then?", "question-2"), parentId: answered.id, ...at(32) },
      { message: other, parentId: asked.id, ...at(33) },
      { message: question("Or else?", "question-3"), parentId: null, ...at(34), unverified: true },
    ],
  };
}

/** What an import of this text adds. */
async function bring(text: string, parts: Partial<SharingParts> = {}) {
  const { sharing, added } = share(chain([]), parts);
  const imported = await sharing.import(async () => "somebody", JSON.parse(text));
  return { imported, added };
}

async function withSecret(secret: string): Promise<Partial<SharingParts>> {
  // With a secret of its own it asks no database.
  const access = await createAccess({ db: undefined as never, secret });
  return {
    sign: (text) => access.sign("export", text),
    verify: (text, signature) => access.verify("export", text, signature),
  };
}

const pairs = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => [
    question(text(at), `question-${at}`),
    answer([], `answer-0${at}`),
  ]).flat();
const numbers = (from: number) => Array.from({ length: 25_000 }, (_, at) => from * 25_000 + at).join(" ");

const tooMany = "more than 500,000 different words";

describe("a chat as JSON", () => {
  it("is whole when it is imported again: branches, head, metadata, runs and reviews", async () => {
    const tree = grow();
    const { imported, added } = await bring(await exportText(tree, "json"));
    expect(imported).toMatchObject({ ok: true, verified: true });
    expect(added).toEqual([{ tree: overJson(tree), unverified: false }]);
  });

  it("is the same file when it is exported, imported and exported again", async () => {
    const text = await exportText(grow(), "json");
    const { added } = await bring(text);
    const again = added[0] ? await exportText(added[0].tree, "json") : "{}";
    expect(again === text).toBe(true);
  });

  it("has nothing that only a provider knows", async () => {
    const told = { providerMetadata: { openai: { itemId: "msg-1" } } };
    const reply = answer(["It is 42."]);
    const parts = reply.parts.map((part) => ({ ...part, ...told }));
    const text = await exportText(
      chain([question("How many?"), { ...reply, parts } as typeof reply]),
      "json",
    );
    expect(text).toContain("It is 42.");
    expect(text).not.toContain("msg-1");
  });

  it("has a message on each line, and is a file that can be saved", async () => {
    const download = await exportFrom(share(grow()).sharing, "json");
    expect(download.text.split("\n")).toHaveLength(grow().messages.length + 5);
    expect(download.contentType).toBe("application/json");
    expect(download.contentDisposition).toMatch(/^attachment; filename="Everything .*\.json"/);
  });

  it("is nobody else's", async () => {
    const { sharing } = share(grow());
    const none = { ok: false, reason: "no-such-chat" };
    expect(await sharing.export("somebody", "chat-0001", "json")).toMatchObject(none);
    expect(await sharing.export("owner", "chat-0002", "json")).toMatchObject(none);
  });

  it("keeps what other formats change: NUL, half a pair of surrogates, keys with a meaning", async () => {
    const text = 'a\0b \ud800 \u2028 {"__proto__":{"polluted":1}}';
    const run = finished(
      plain('({ ["__proto__"]: 1 })'),
      completed({ $: "object", name: null, entries: [["__proto__", text]], size: 1 }),
    );
    const tree = chain([question(text), answer([text, [text, run]])]);
    const { imported, added } = await bring(await exportText(tree, "json"));
    expect(imported).toMatchObject({ ok: true, verified: true });
    expect(added[0]?.tree).toEqual(tree);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it("is verified however its space is set, and not when its values stand in another order", async () => {
    const text = await exportText(grow(), "json");
    expect((await bring(JSON.stringify(JSON.parse(text), null, 2))).imported).toMatchObject({
      verified: true,
    });
    const { title, ...rest } = JSON.parse(text).chat;
    const turned = JSON.stringify({ ...JSON.parse(text), chat: { ...rest, title } });
    expect((await bring(turned)).imported).toMatchObject({ ok: true, verified: false });
  });
});

describe("a chat that is hard to take along", () => {
  it.each<[string, ChatTree]>([
    ["bytes", chain([question("All?"), answer(Array(11).fill("x".repeat(2 ** 21)))])],
    ["messages", chain(pairs(2_501, () => "?"))],
    ["words", chain(pairs(21, numbers))],
  ])("is not exported as JSON, which says so, when it has more %s than an import takes", async (_, tree) => {
    const { sharing } = share(tree);
    const exported = await sharing.export("owner", "chat-0001", "json");
    // What it would be is too long to be printed.
    expect(exported.ok || [exported.reason, exported.message]).toEqual([
      "too-large",
      expect.stringMatching(/more than can be imported again: 20 MB, 5,000 messages.*Markdown/),
    ]);
    expect((await sharing.export("owner", "chat-0001", "mjs")).ok).toBe(true);
  });

  it("can be imported again when a model called other tools with what nobody reads", async () => {
    const call = { type: "dynamic-tool" as const, toolName: "browse", state: "input-available" as const };
    const deep = JSON.parse("[".repeat(200) + "]".repeat(200));
    const reply = answer(["It is 42."]);
    const odd: typeof reply = {
      ...reply,
      parts: [
        { ...call, toolCallId: "call-1", input: JSON.parse('{"__proto__":{"polluted":1}}') },
        { ...call, toolCallId: "call-2", input: deep },
        { ...call, toolCallId: "call-3", state: "output-available", input: {}, output: deep },
        {
          type: "tool-execute_code",
          toolCallId: "call-4",
          state: "output-error",
          input: deep,
          errorText: "No.",
        },
        ...reply.parts,
      ],
    };
    const { imported, added } = await bring(await exportText(chain([question("How many?"), odd]), "json"));
    expect(imported).toMatchObject({ ok: true, verified: true });
    expect(added[0]?.tree.messages[1]?.message.parts).toMatchObject([
      { ...call, toolCallId: "call-1", input: null },
      { ...call, toolCallId: "call-2", input: null },
      { ...call, toolCallId: "call-3", state: "output-available", input: null, output: null },
      { toolCallId: "call-4", state: "output-error", input: null, errorText: "No." },
      ...reply.parts,
    ]);
  });

  it("loses what nobody can read, says so there, and keeps the rest", async () => {
    const file = { type: "file", url: "x" } as never;
    const good = answer(["It is 42."], "answer-02");
    const bad = answer(["Before."]);
    const calls = [["Count", finished(plain("1"), completed(1))]] satisfies Parameters<typeof answer>[0];
    const twice = answer(calls, "answer-03");
    const tree = chain([
      question("One?"),
      { ...bad, metadata: { status: "odd" } as never, parts: [...bad.parts, file] },
      question("Two?", "question-2"),
      good,
      question("Three?", "question-3"),
      { ...twice, parts: [...twice.parts, ...twice.parts] },
    ]);
    const { imported, added } = await bring(await exportText(tree, "json"));
    expect(imported).toMatchObject({ ok: true, verified: true });
    const left = { type: "text", text: expect.stringContaining("could not be exported") };
    expect(added[0]?.tree.messages.map(({ message }) => message)).toEqual([
      tree.messages[0]?.message,
      { id: bad.id, role: "assistant", parts: [...bad.parts, left] },
      tree.messages[2]?.message,
      good,
      tree.messages[4]?.message,
      { ...twice, parts: [left] },
    ]);
  });
});

describe("an export that this server does not vouch for", () => {
  const tree = chain([
    question("How many?"),
    answer(["It is 41.", ["Count", finished(plain("41"), completed(41))]]),
  ]);

  it.each<[string, (text: string) => string]>([
    ["one character of an answer", (text) => text.replace("It is 41.", "It is 42.")],
    ["one digit of a result", (text) => text.replace('"value":41', '"value":43')],
    ["one letter of a verdict", (text) => text.replace("It only counts.", "It only country.")],
    ["a time", (text) => text.replace(`"createdAt":${tree.createdAt}`, `"createdAt":${tree.createdAt + 1}`)],
    ["the title", (text) => text.replace('"title":"Counting"', '"title":"counting"')],
    ["what was unverified before", (text) => text.replace('"unverified":false', '"unverified":true')],
    ["the branch", (text) => text.replace('"headId":"answer-01"', '"headId":"question-1"')],
    ["a field that nobody reads", (text) => text.replace('"type":"text"', '"type":"text","note":1')],
  ])("is imported with every message unverified when it was tampered with: %s", async (_, tamper) => {
    const text = await exportText(tree, "json");
    expect(tamper(text)).not.toBe(text);
    const { imported, added } = await bring(tamper(text));
    expect(imported).toMatchObject({ ok: true, verified: false });
    expect(added).toMatchObject([{ unverified: true }]);
  });

  it.each(["", "x", "null", "A".repeat(43)])("is unverified with the signature %j", async (signature) => {
    const file = { ...JSON.parse(await exportText(tree, "json")), signature };
    expect((await bring(JSON.stringify(file), await withSecret("a".repeat(32)))).imported).toMatchObject({
      ok: true,
      verified: false,
    });
  });

  it("is unverified when another secret signed it, and verified by its own", async () => {
    const own = await withSecret("a".repeat(32));
    const { text } = await exportFrom(share(tree, own).sharing, "json");
    expect((await bring(text, own)).imported).toMatchObject({ verified: true });
    expect((await bring(text, await withSecret("b".repeat(32)))).imported).toMatchObject({
      ok: true,
      verified: false,
    });
  });

  it("is unverified, and no fault of ours, with depth in it that nobody reads", async () => {
    const text = await exportText(tree, "json");
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const { imported } = await bring(text.replace('"type":"text"', `"type":"text","note":${deep}`));
    expect(imported).toMatchObject({ ok: true, verified: false });
  });
});

describe("imports at the same time", () => {
  const tree = chain([question("How many?"), answer(["It is 41."])]);

  /** A store that adds a chat when it is told to, and what it was asked to add. */
  function createSlowStore() {
    const adding: PromiseWithResolvers<string>[] = [];
    const addTree = () => {
      const added = Promise.withResolvers<string>();
      adding.push(added);
      return added.promise;
    };
    return { adding, parts: { chats: { addTree } as unknown as ChatStore } };
  }

  it("are added one after the other, also when one fails", async () => {
    const { adding, parts } = createSlowStore();
    const { sharing } = share(tree, parts);
    const file = JSON.parse(await exportText(tree, "json"));
    const imports = [1, 2, 3].map(() => sharing.import(async () => "somebody", file));
    const ended = Promise.allSettled(imports);
    await vi.waitFor(() => expect(adding).toHaveLength(1));
    await new Promise((resolve) => setImmediate(resolve));
    expect(adding).toHaveLength(1);
    adding[0]?.reject(new Error("The database is gone."));
    await vi.waitFor(() => expect(adding).toHaveLength(2));
    adding[1]?.resolve("chat-0002");
    await vi.waitFor(() => expect(adding).toHaveLength(3));
    adding[2]?.resolve("chat-0003");
    expect(await ended).toMatchObject([
      { reason: new Error("The database is gone.") },
      { value: { ok: true, id: "chat-0002" } },
      { value: { ok: true, id: "chat-0003" } },
    ]);
  });

  it("are turned away when many wait already, and taken again when they have ended", async () => {
    const { adding, parts } = createSlowStore();
    const { sharing } = share(tree, parts);
    const file = JSON.parse(await exportText(tree, "json"));
    const bringOne = () => sharing.import(async () => "somebody", file);
    const taken = [1, 2, 3, 4].map(bringOne);
    expect(await bringOne()).toMatchObject({ ok: false, reason: "busy" });
    for (const at of taken.keys()) {
      await vi.waitFor(() => expect(adding).toHaveLength(at + 1));
      adding[at]?.resolve("chat-0002");
    }
    expect(await Promise.all(taken)).toEqual(Array(4).fill({ ok: true, id: "chat-0002", verified: true }));
    const next = bringOne();
    await vi.waitFor(() => expect(adding).toHaveLength(5));
    adding[4]?.resolve("chat-0003");
    expect(await next).toMatchObject({ ok: true });
  });
});

describe("a file that is no export", () => {
  type File = ReturnType<typeof JSON.parse>;
  const messages = [
    question("One?"),
    answer(["1"]),
    question("Two?", "question-2"),
    answer(["2"], "answer-02"),
  ];
  const withChat = (more: object) => (file: File) => ({ ...file, chat: { ...file.chat, ...more } });
  const withMessage = (at: number, more: object) => (file: File) =>
    withChat({ messages: file.chat.messages.with(at, { ...file.chat.messages[at], ...more }) })(file);
  const nested = (depth: number) => JSON.parse("[".repeat(depth) + "]".repeat(depth));

  it.each<[string, (file: File) => unknown, string]>([
    ["nothing", () => null, "expected object"],
    ["a list", () => [], "expected object"],
    ["a number", () => 1, "expected object"],
    ["nested without end", () => nested(200_000), "expected object"],
    [
      "of another program",
      (file) => ({ ...file, format: "chatter" }),
      "format: must be that of an exported chat",
    ],
    ["in a form to come", (file) => ({ ...file, version: 2 }), "form 2"],
    ["in no form", ({ version: _, ...file }) => file, "version"],
    ["without a signature", ({ signature: _, ...file }) => file, "signature"],
    ["with a signature without end", (file) => ({ ...file, signature: "x".repeat(201) }), "signature"],
    ["with more than an export has", (file) => ({ ...file, owner: "me" }), '"owner"'],
    ["without a chat", ({ chat: _, ...file }) => file, "chat"],
    ["with a chat of more than there is", withChat({ shareToken: "x" }), '"shareToken"'],
    ["without messages", withChat({ messages: [] }), "chat.messages"],
    ["with too many messages", withChat({ messages: Array(5_001).fill(null) }), "chat.messages"],
    ["with messages nested without end", withChat({ messages: nested(200_000) }), "chat.messages"],
    ["with a title without end", withChat({ title: "x".repeat(501) }), "chat.title"],
    ["with a title that no database takes", withChat({ title: "a\0" }), "chat.title: must have no NUL"],
    ["of a time that there is not", withChat({ createdAt: 1e17 }), "chat.createdAt"],
    ["of a time before all times", withChat({ updatedAt: -1 }), "chat.updatedAt"],
    ["that ends nowhere", withChat({ headId: "elsewhere" }), "chat.headId: names no message"],
    ["with an end that is none", withChat({ headId: "../../etc" }), "chat.headId: must be 8 to 64"],
    [
      "with more words than are taken",
      (file) => ({ ...file, chat: JSON.parse(JSON.stringify(chain(pairs(21, numbers)))) }),
      tooMany,
    ],
    ["with a message that is none", withMessage(1, { message: 1 }), "chat.messages.1: "],
    ["with a message nested without end", withMessage(1, { message: nested(200_000) }), "chat.messages.1: "],
    ["with a message of the system", withMessage(1, { message: { ...messages[1], role: "system" } }), "role"],
    ["with a parent elsewhere", withMessage(2, { parentId: "of-another-chat" }), "does not stand before it"],
    [
      "with a message that follows itself",
      withMessage(2, { parentId: "question-2" }),
      "does not stand before it",
    ],
    [
      "with messages that follow each other",
      withMessage(0, { parentId: "answer-02" }),
      "does not stand before it",
    ],
    [
      "with two messages of one id",
      withMessage(3, { message: { ...messages[3], id: "answer-01" } }),
      "has its id",
    ],
    [
      "with a question after a question",
      withMessage(2, { parentId: "question-1" }),
      "questions follow answers",
    ],
    ["with an answer after an answer", withMessage(3, { parentId: "answer-01" }), "answers follow questions"],
    ["that begins with an answer", withMessage(1, { parentId: null }), "answers follow questions"],
    [
      "with an answer in a question's place",
      withMessage(2, { message: answer(["2"], "question-2") }),
      "answers follow questions",
    ],
  ])("is turned away with the reason, and nothing is added: %s", async (_, forge, reason) => {
    const { sharing, added } = share(chain(messages));
    const file = JSON.parse(await exportText(chain(messages), "json"));
    let owners = 0;
    const imported = await sharing.import(async () => `owner ${++owners}`, forge(file));
    const wrong = reason === tooMany ? "too-large" : "no-export";
    expect(imported).toEqual({ ok: false, reason: wrong, message: expect.stringContaining(reason) });
    expect(imported.ok ? "" : imported.message.slice(1_000)).toBe("");
    expect(added).toEqual([]);
    expect(owners).toBe(0);
  });
});
