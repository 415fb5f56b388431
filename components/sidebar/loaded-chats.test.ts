import { describe, expect, it } from "vitest";
import { applyChange, findReadingStart, type LoadedChats, placePage } from "./loaded-chats.ts";

/** "b5" is chat b as it stood when it was last written at 5. */
function chat(text: string) {
  const updatedAt = Number(text.slice(1));
  const id = text.slice(0, 1);
  return { id, title: id, createdAt: 0, updatedAt, shared: false };
}

/** "e9 d7 > d7": two chats, and the next page begins after the second. */
function page(text: string): LoadedChats {
  const [listed = "", next] = text.split(" > ");
  const chats = listed.split(" ").filter((entry) => entry !== "");
  return { chats: chats.map(chat), next: next === undefined ? null : keyOf(next) };
}

function keyOf(text: string) {
  const { id, updatedAt } = chat(text);
  return { id, updatedAt };
}

function write({ chats, next }: LoadedChats): string {
  const listed = chats.map(({ id, updatedAt }) => `${id}${updatedAt}`).join(" ");
  return next ? `${listed} > ${next.id}${next.updatedAt}` : listed;
}

describe("a page of the list", () => {
  it("follows those that are there", () => {
    expect(write(placePage(page("e9 d7 > d7"), keyOf("d7"), page("c5 b3 > b3")))).toBe("e9 d7 c5 b3 > b3");
  });

  it("ends the list when it is the last", () => {
    expect(write(placePage(page("e9 d7 > d7"), keyOf("d7"), page("c5")))).toBe("e9 d7 c5");
  });

  it("begins the list", () => {
    expect(write(placePage(page(""), null, page("e9 d7 > d7")))).toBe("e9 d7 > d7");
  });
});

describe("the first page read anew", () => {
  it.each([
    ["keeps the pages after it", "e9 d7 c5 b3 > b3", "e9 d7 > d7", "e9 d7 c5 b3 > b3"],
    [
      "shows what is new, and keeps the chat that it pushed to the second page",
      "d7 c5",
      "e9 d7 > d7",
      "e9 d7 c5",
    ],
    ["moves a chat that was written to", "e9 d7 c5 b3 > b3", "c12 e9 > e9", "c12 e9 d7 b3 > b3"],
    ["leaves out what was deleted on it", "e9 d7 c5 b3 > b3", "e9 c5 > c5", "e9 c5 b3 > b3"],
    ["is the whole list when nothing comes after it", "e9 d7 c5 b3 > b3", "e9 d7", "e9 d7"],
    ["keeps the end of a list that was read to its end", "e9 d7 c5 b3", "e9 d7 > d7", "e9 d7 c5 b3"],
    ["begins anew when chats that nobody saw may lie between", "c5 b3", "f12 e11 > e11", "f12 e11 > e11"],
    ["reaches further than what was known", "e9 d7 > d7", "e9 c5 > c5", "e9 c5 > c5"],
  ])("%s", (_, known, read, result) => {
    expect(write(placePage(page(known), null, page(read)))).toBe(result);
  });
});

describe("a stretch in the middle read anew", () => {
  it("replaces that stretch alone", () => {
    expect(write(placePage(page("f9 e8 d7 c5 b3 > b3"), keyOf("e8"), page("c5 > c5")))).toBe(
      "f9 e8 c5 b3 > b3",
    );
  });

  it("begins with the chat before the place that changed", () => {
    const { chats } = page("f9 e8 d7 c5 b3");
    expect(findReadingStart(chats, keyOf("d7"))).toEqual(keyOf("e8"));
    expect(findReadingStart(chats, keyOf("d6"))).toEqual(keyOf("d7"));
    expect(findReadingStart(chats, keyOf("f9"))).toBe(null);
  });

  it("does not bring back a chat to the place it has left", () => {
    expect(write(placePage(page("c12 e9 d7 > d7"), keyOf("d7"), page("c5 b3")))).toBe("c12 e9 d7 b3");
  });
});

it("orders chats of the same time by id, the greater first, as the server does", () => {
  expect(write(placePage(page("b5 > b5"), keyOf("b5"), page("a5")))).toBe("b5 a5");
  expect(write(placePage(page("c5 b5 a5"), null, page("c5 > c5")))).toBe("c5 b5 a5");
});

describe("a change to the list", () => {
  const { chats } = page("e9 d7 c5");
  const titles = (changed: typeof chats) => changed.map(({ title }) => title).join(" ");

  it("renames one chat", () => {
    expect(titles(applyChange(chats, { kind: "rename", chatId: "d", title: "new" }))).toBe("e new c");
  });

  it("removes one, and puts it back where it was", () => {
    const without = applyChange(chats, { kind: "remove", chatId: "d" });
    expect(titles(without)).toBe("e c");
    const restore = { kind: "restore", chatId: "d", chat: chat("d7") } as const;
    expect(titles(applyChange(without, restore))).toBe("e d c");
    expect(titles(applyChange(chats, restore))).toBe("e d c");
  });
});
