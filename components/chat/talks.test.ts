import { describe, expect, it } from "vitest";
import type { ChatMessage } from "#lib/agent";
import type { Chat } from "#lib/chats";
import { createTalks } from "./talks.ts";
import { nowhere } from "./unsent.ts";

const never = new Promise<never>(() => {});

function createPage(ask: () => Promise<never>) {
  const read: string[] = [];
  const talks = createTalks("new_1", {
    transport: { sendMessages: ask, reconnectToStream: () => never },
    requests: {
      read(chatId) {
        read.push(chatId);
        return never;
      },
      chooseBranch: () => never,
      stop: () => never,
      readAllowance: () => never,
    },
    storage: () => nowhere,
    pause: () => never,
  });
  function show(chat: Chat) {
    const talk = talks.open(chat.id, chat);
    talks.announce(chat.id);
    talk.open();
    return talk;
  }
  const visitMany = () => {
    for (let count = 1; count <= 60; count++) show(createChat(`other_${count}`));
  };
  return { talks, read, show, visitMany };
}

function createChat(id: string, more: Partial<Chat> = {}): Chat {
  const question: ChatMessage = { id: "q_1", role: "user", parts: [{ type: "text", text: "Why?" }] };
  return {
    id,
    title: id,
    createdAt: 0,
    updatedAt: 0,
    messages: [question],
    unverified: [],
    forks: {},
    answering: null,
    shared: false,
    shareToken: null,
    ...more,
  };
}

describe("the chats of a page", () => {
  it("are at hand when one returns to them soon, and forgotten when there are many", () => {
    const { talks, show, visitMany } = createPage(() => never);
    const talk = show(createChat("chat_1"));
    show(createChat("chat_2"));
    expect(show(createChat("chat_1"))).toBe(talk);
    visitMany();
    expect(talks.find("chat_1")).toBeUndefined();
    expect(talks.find("other_60")).toBeDefined();
    expect(talks.find("other_31")).toBeDefined();
    expect(talks.find("other_30")).toBeUndefined();
  });

  it("are read again when one returns to one that was forgotten, since the browser may know an old page", () => {
    const { read, show, visitMany } = createPage(() => never);
    show(createChat("chat_1"));
    visitMany();
    expect(read).toEqual([]);
    show(createChat("chat_1"));
    expect(read).toEqual(["chat_1"]);
  });

  it("stay while one is answered, has a question that was not sent, or is written to", async () => {
    const { talks, show, visitMany } = createPage(() => Promise.reject(new Error("Away.")));
    show(createChat("answered", { answering: "a_1" }));
    await show(createChat("unsent")).ask("Why not?", "model");
    show(createChat("written")).draft.write("Why n");
    show(createChat("edited")).draft.writeEdit("q_1", "Why not?");
    visitMany();
    for (const chatId of ["answered", "unsent", "written", "edited"])
      expect(talks.find(chatId), chatId).toBeDefined();
    expect(talks.find("unsent")?.getState().pending?.question.parts).toEqual([
      { type: "text", text: "Why not?" },
    ]);
  });
});
