import { describe, expect, it } from "vitest";
import type { ChatSummary, SearchHit } from "#lib/chats";
import { linkOf, listMenuItems, stepFrom } from "./menu-items.ts";

const chat = (id: string, title: string): ChatSummary => ({
  id,
  title,
  createdAt: 0,
  updatedAt: 0,
  shared: false,
});
const hit = (id: string, messageId: string | null): SearchHit => ({
  ...chat(id, id),
  messageId,
  excerpt: [],
});
const commands = [
  { id: "new", name: "New chat", run: () => {} },
  { id: "hide", name: "Hide the list of chats", run: () => {} },
];
const chats = [chat("c1", "Primes below a thousand"), chat("c2", "New year in days")];

function namesOf(typed: string, hits: SearchHit[] | null, openChatId: string | null = null) {
  return listMenuItems({ typed, commands, chats, openChatId, hits }).map(
    ({ name, items }) => `${name}: ${items.map(({ id }) => id).join(" ")}`,
  );
}

describe("the command menu", () => {
  it("offers all commands and the latest chats before anything is typed", () => {
    expect(namesOf("", null)).toEqual([
      "Commands: command-new command-hide",
      "Latest chats: chat-c1 chat-c2",
    ]);
  });

  it("leaves out the chat that is open", () => {
    expect(namesOf("", null, "c1")).toEqual(["Commands: command-new command-hide", "Latest chats: chat-c2"]);
  });

  it("finds titles by itself until the server has answered", () => {
    expect(namesOf("new", null)).toEqual(["Commands: command-new", "Chats: chat-c2"]);
    expect(namesOf("prim", null)).toEqual(["Chats: chat-c1"]);
  });

  it("shows what the server found and nothing else once it has", () => {
    expect(namesOf("new", [hit("c9", "m1")])).toEqual(["Commands: command-new", "Chats: chat-c9"]);
    expect(namesOf("prim", [])).toEqual([]);
  });

  it("leads to the message in which something was found", () => {
    expect(linkOf({ id: "", kind: "hit", hit: hit("c9", "m1") })).toBe("/chat/c9#m1");
    expect(linkOf({ id: "", kind: "hit", hit: hit("c9", null) })).toBe("/chat/c9");
    expect(linkOf({ id: "", kind: "chat", chat: chat("c1", "One") })).toBe("/chat/c1");
  });

  it("goes from item to item and round the ends", () => {
    const items = listMenuItems({ typed: "", commands, chats, openChatId: null, hits: null }).flatMap(
      (group) => group.items,
    );
    const walk = (id: string | undefined, steps: number) => stepFrom(items, id, steps)?.id;
    expect(walk("command-new", 1)).toBe("command-hide");
    expect(walk("command-hide", 1)).toBe("chat-c1");
    expect(walk("chat-c2", 1)).toBe("command-new");
    expect(walk("command-new", -1)).toBe("chat-c2");
    expect(stepFrom([], undefined, 1)).toBe(undefined);
  });
});
