import { describe, expect, it } from "vitest";
import type { ChatSummary, ListKey } from "#lib/chats";
import { createChatList } from "./chat-list.ts";
import { compareKeys } from "./loaded-chats.ts";

const pageSize = 3;

/** Chats by name; the later in the text, the older. */
function createFakeServer(names: string) {
  let time = 1_000;
  let later = 2_000;
  const chats = new Map<string, ChatSummary>();
  for (const id of names) chats.set(id, { id, title: id, createdAt: 0, updatedAt: time--, shared: false });
  const deleted = new Map<string, ChatSummary>();
  const asked: string[] = [];
  let down = false;
  let gate: Promise<void> = Promise.resolve();

  /** What the server does is done at once; its answer comes when the gate is open. */
  async function answer<T>(request: string, act: () => T): Promise<T> {
    asked.push(request);
    if (down) throw new Error("The server is down.");
    const result = act();
    await gate;
    return result;
  }

  function move(id: string, from: Map<string, ChatSummary>, to: Map<string, ChatSummary>): boolean {
    const chat = from.get(id);
    if (chat) to.set(id, chat);
    return from.delete(id);
  }

  return {
    asked,
    write: (id: string) => chats.set(id, { id, title: id, createdAt: 0, updatedAt: later++, shared: false }),
    drop: (id: string) => move(id, chats, deleted),
    purge: (id: string) => deleted.delete(id),
    setDown(isDown: boolean) {
      down = isDown;
    },
    /** Lets no answer through until the returned function is called. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    requests: {
      list: (after: ListKey | null) =>
        answer(`list ${after?.id ?? "newest"}`, () => {
          const all = [...chats.values()]
            .sort(compareKeys)
            .filter((chat) => !after || compareKeys(chat, after) > 0);
          const page = all.slice(0, pageSize);
          const last = page.at(-1);
          return {
            chats: page,
            next: last && all.length > pageSize ? { updatedAt: last.updatedAt, id: last.id } : null,
          };
        }),
      rename: (id: string, title: string) =>
        answer(`rename ${id}`, () => {
          const chat = chats.get(id);
          if (chat) chats.set(id, { ...chat, title });
          return chat !== undefined;
        }),
      remove: (id: string) => answer(`remove ${id}`, () => move(id, chats, deleted)),
      restore: (id: string) => answer(`restore ${id}`, () => move(id, deleted, chats)),
    },
  };
}

async function createList(names: string, pages = 1) {
  const server = createFakeServer(names);
  const announced: string[] = [];
  const list = createChatList({
    requests: server.requests,
    initial: await server.requests.list(null),
    announce: (chatId) => announced.push(chatId),
  });
  for (let page = 1; page < pages; page++) await list.loadOlder();
  server.asked.length = 0;
  const titles = () =>
    list
      .getState()
      .chats.map(({ title }) => title)
      .join(" ");
  const failures = () =>
    list.getState().notices.flatMap((notice) => (notice.kind === "failed" ? [notice.message] : []));
  return { server, list, announced, titles, failures };
}

describe("the list of chats", () => {
  it("grows by a page until there is no more", async () => {
    const { list, titles } = await createList("abcdefg");
    expect(titles()).toBe("a b c");
    await list.loadOlder();
    expect(titles()).toBe("a b c d e f");
    expect(list.getState().hasOlder).toBe(true);
    await list.loadOlder();
    expect(titles()).toBe("a b c d e f g");
    expect(list.getState().hasOlder).toBe(false);
  });

  it("asks for one page at a time, however often it is told to", async () => {
    const { list, server } = await createList("abcdefghi");
    await Promise.all([list.loadOlder(), list.loadOlder(), list.loadOlder()]);
    expect(server.asked).toEqual(["list c"]);
  });

  it("is read when the page was made without it", async () => {
    const server = createFakeServer("ab");
    const list = createChatList({ requests: server.requests, initial: null, announce: () => {} });
    expect(list.getState().known).toBe(false);
    await list.refresh();
    expect(list.getState()).toMatchObject({ known: true, chats: [{ id: "a" }, { id: "b" }] });
  });

  it("shows what is new and keeps what was loaded", async () => {
    const { list, server, titles } = await createList("abcdef", 2);
    server.write("n");
    server.write("e");
    await list.refresh();
    expect(titles()).toBe("e n a b c d f");
  });

  it("reads once for all who ask before the reading begins", async () => {
    const { list, server } = await createList("abc");
    await Promise.all([list.refresh(), list.refresh(), list.refresh()]);
    expect(server.asked).toEqual(["list newest"]);
  });

  it("reads again for who asks while it is being read", async () => {
    const { list, server, titles } = await createList("abc");
    const release = server.hold();
    const first = list.refresh();
    await expect.poll(() => server.asked).toHaveLength(1);
    server.write("n");
    const second = list.refresh();
    release();
    await Promise.all([first, second]);
    expect(titles()).toBe("n a b c");
  });

  it("reads a place further down too when something changed there", async () => {
    const { list, server, titles } = await createList("abcdefg", 3);
    const [, , , , place] = list.getState().chats;
    server.drop("e");
    await list.refresh(place);
    expect(titles()).toBe("a b c d f g");
    expect(server.asked).toEqual(["list newest", "list d"]);
  });

  it("does not read a place that it has not loaded, or has just read", async () => {
    const { list, server } = await createList("abcdefg");
    await Promise.all([list.refresh({ id: "f", updatedAt: 995 }), list.refresh({ id: "b", updatedAt: 999 })]);
    expect(server.asked).toEqual(["list newest"]);
  });

  it("keeps what it has when the server is gone, says so, and goes on when it is back", async () => {
    const { list, server, titles } = await createList("abcdef");
    server.setDown(true);
    await list.loadOlder();
    expect(titles()).toBe("a b c");
    expect(list.getState()).toMatchObject({
      reading: null,
      failure: { reading: "older", message: "The server is down." },
    });
    server.setDown(false);
    await list.loadOlder();
    expect(titles()).toBe("a b c d e f");
    expect(list.getState().failure).toBe(null);
  });
});

describe("renaming a chat", () => {
  it("shows at once, and tells the other tabs when it is done", async () => {
    const { list, announced, titles } = await createList("abc");
    const done = list.rename("b", "new");
    expect(titles()).toBe("a new c");
    expect(announced).toEqual([]);
    expect(await done).toBe(true);
    expect(titles()).toBe("a new c");
    expect(announced).toEqual(["b"]);
  });

  it("is taken back with words when it fails", async () => {
    const { list, server, announced, titles, failures } = await createList("abc");
    server.setDown(true);
    expect(await list.rename("b", "new")).toBe(false);
    expect(titles()).toBe("a b c");
    expect(failures()).toEqual(["The chat could not be renamed. The server is down."]);
    expect(announced).toEqual([]);
  });

  it("leaves the latest of two names", async () => {
    const { list, titles } = await createList("abc");
    await Promise.all([list.rename("b", "one"), list.rename("b", "two")]);
    expect(titles()).toBe("a two c");
  });

  it("finds out that the chat is gone", async () => {
    const { list, server, titles, failures } = await createList("abc");
    server.drop("b");
    await list.rename("b", "new");
    await list.refresh();
    expect(titles()).toBe("a c");
    expect(failures()).toEqual(["The chat could not be renamed. It is not there any more."]);
  });

  it("is not undone by a reading that began before it", async () => {
    const { list, server, titles } = await createList("abc");
    const release = server.hold();
    const refreshed = list.refresh();
    await expect.poll(() => server.asked).toEqual(["list newest"]);
    const renamed = list.rename("b", "new");
    await expect.poll(() => server.asked).toEqual(["list newest", "rename b"]);
    release();
    await Promise.all([renamed, refreshed]);
    expect(titles()).toBe("a new c");
  });
});

describe("deleting a chat", () => {
  it("takes it from the list at once, with a notice to undo it by", async () => {
    const { list, announced, titles } = await createList("abc");
    const done = list.remove("b");
    expect(titles()).toBe("a c");
    expect(list.getState().notices).toMatchObject([{ kind: "removed", chatId: "b", title: "b" }]);
    expect(await done).toBe(true);
    expect(announced).toEqual(["b"]);
  });

  it("is taken back with words when it fails", async () => {
    const { list, server, titles, failures } = await createList("abc");
    server.setDown(true);
    expect(await list.remove("b")).toBe(false);
    expect(titles()).toBe("a b c");
    expect(failures()).toEqual(["The chat could not be deleted. The server is down."]);
    expect(list.getState().notices).toHaveLength(1);
  });

  it("is done when another tab has done it", async () => {
    const { list, server, titles, failures } = await createList("abc");
    server.drop("b");
    expect(await list.remove("b")).toBe(true);
    expect(titles()).toBe("a c");
    expect(failures()).toEqual([]);
  });

  it("ends with its notice: what was dismissed cannot be undone", async () => {
    const { list, titles } = await createList("abc");
    await list.remove("b");
    const [notice] = list.getState().notices;
    list.dismiss(notice?.id ?? 0);
    expect(list.getState().notices).toEqual([]);
    expect(await list.undo(notice?.id ?? 0)).toBe(false);
    expect(titles()).toBe("a c");
  });
});

describe("undoing a deletion", () => {
  async function createDeleted(names: string, id: string) {
    const made = await createList(names);
    await made.list.remove(id);
    const notice = made.list.getState().notices[0]?.id ?? 0;
    return { ...made, notice };
  }

  it("puts the chat back where it was, at once, and on the server", async () => {
    const { list, server, announced, titles, notice } = await createDeleted("abc", "b");
    const done = list.undo(notice);
    expect(titles()).toBe("a b c");
    expect(list.getState().notices).toEqual([]);
    expect(await done).toBe(true);
    expect(announced).toEqual(["b", "b"]);
    await list.refresh();
    expect(titles()).toBe("a b c");
    expect(server.asked).toEqual(["remove b", "restore b", "list newest"]);
  });

  it("waits for the deletion to be done", async () => {
    const { list, server, titles } = await createList("abc");
    const release = server.hold();
    const removed = list.remove("b");
    await expect.poll(() => server.asked).toEqual(["remove b"]);
    const undone = list.undo(list.getState().notices[0]?.id ?? 0);
    expect(titles()).toBe("a b c");
    expect(server.asked).toEqual(["remove b"]);
    release();
    expect(await Promise.all([removed, undone])).toEqual([true, true]);
    expect(server.asked).toEqual(["remove b", "restore b"]);
    expect(titles()).toBe("a b c");
  });

  it("asks for nothing when the deletion had failed", async () => {
    const { list, server, titles } = await createList("abc");
    server.setDown(true);
    const removed = list.remove("b");
    const undone = list.undo(list.getState().notices[0]?.id ?? 0);
    await Promise.all([removed, undone]);
    expect(server.asked).toEqual(["remove b"]);
    expect(titles()).toBe("a b c");
  });

  it("is taken back with words when it fails", async () => {
    const { list, server, titles, failures, notice } = await createDeleted("abc", "b");
    server.purge("b");
    expect(await list.undo(notice)).toBe(false);
    expect(titles()).toBe("a c");
    expect(failures()).toEqual(["The chat could not be brought back. It is not there any more."]);
  });

  it("finds the place of a chat that was not in the list", async () => {
    const { list, server, titles, notice } = await createDeleted("abc", "x");
    server.write("x");
    server.drop("x");
    expect(await list.undo(notice)).toBe(true);
    expect(titles()).toBe("x a b c");
  });
});
