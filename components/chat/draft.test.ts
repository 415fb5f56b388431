import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDraft } from "./draft.ts";
import type { UnsentStorage } from "./unsent.ts";

/** A browser's storage for one site. */
function createStorage(): UnsentStorage & { entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    get length() {
      return entries.size;
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (name) => entries.get(name) ?? null,
    setItem: (name, value) => void entries.set(name, value),
    removeItem: (name) => void entries.delete(name),
  };
}

let storage = createStorage();

interface Opened {
  chatId?: string;
  /** The chat's messages; null for a chat that is still to be begun. */
  messages?: string[] | null;
  at?: () => UnsentStorage;
}

/** A tab that opens a chat, and shows what is there. */
function open({ chatId = "chat_1", messages = [], at = () => storage }: Opened = {}) {
  const draft = createDraft({
    storage: at,
    chatId,
    begun: messages !== null,
    has: (id) => messages?.includes(id) === true,
  });
  draft.read();
  return draft;
}

beforeEach(() => {
  storage = createStorage();
});

describe("what is being written to a chat", () => {
  it("is what the next tab begins with, until it was sent", () => {
    const draft = open();
    draft.write("How many s");
    expect(open().read()).toBe("How many s");
    expect(open({ chatId: "chat_2" }).read()).toBe("");
    draft.write("");
    expect(open().read()).toBe("");
    expect(storage.entries.size).toBe(0);
  });

  it("belongs to the next new chat until it is begun, and to that chat from then on", () => {
    const draft = open({ messages: null });
    draft.write("And then");
    expect(open({ chatId: "another", messages: null }).read()).toBe("And then");
    draft.settle();
    expect(open({ chatId: "another", messages: null }).read()).toBe("");
    expect(open().read()).toBe("And then");
    draft.write("");
    expect(storage.entries.size).toBe(0);
  });

  it("is what was written last where two tabs write, and neither removes the other's by sending", () => {
    const [here, there] = [open(), open()];
    here.write("From here");
    there.write("From there");
    expect(open().read()).toBe("From there");
    here.write("");
    expect(open().read()).toBe("From there");
    expect([here.read(), there.read()]).toEqual(["", "From there"]);
    there.write("");
    expect(storage.entries.size).toBe(0);
  });
});

describe("a question on its way", () => {
  const question = { id: "q_1", text: "How many s?" };

  it("is written again by the next tab if it never arrived, and nothing of it is kept if it did", () => {
    const draft = open();
    draft.hold(question);
    draft.write("And p?");
    expect(open().read()).toBe("How many s?\n\nAnd p?");
    expect(open({ messages: ["q_1"] }).read()).toBe("And p?");
    draft.hold(null);
    expect(open().read()).toBe("And p?");
    draft.write("");
    expect(storage.entries.size).toBe(0);
  });

  it("is written again once, however often what it became is changed", () => {
    open().hold(question);
    const next = open();
    next.write(`${next.read()} And p?`);
    expect(open().read()).toBe("How many s? And p?");
    next.write("");
    expect(storage.entries.size).toBe(0);
  });

  it("is written again as it was last edited", () => {
    const draft = open();
    draft.hold(question);
    draft.writeEdit("q_1", "How many p?");
    const next = open();
    expect(next.read()).toBe("How many p?");
    next.write("");
    expect(storage.entries.size).toBe(0);
  });

  it("is kept while another tab writes and sends", () => {
    const [here, there] = [open(), open()];
    here.hold(question);
    there.write("From there");
    there.write("");
    there.hold({ id: "q_2", text: "From there" });
    there.hold(null);
    expect(open().read()).toBe("How many s?");
  });

  it("stays a draft of this page when it comes back", () => {
    const draft = open();
    draft.hold(question);
    draft.write("And p?");
    draft.giveBack("How many s?");
    expect(draft.read()).toBe("How many s?\n\nAnd p?");
    expect(open().read()).toBe("How many s?\n\nAnd p?");
  });
});

describe("what is put in the place of a question", () => {
  it("is there when that is edited again, until it is sent or left", () => {
    const draft = open({ messages: ["q_1"] });
    draft.writeEdit("q_1", "How many p?");
    expect(open({ messages: ["q_1"] }).readEdit("q_1")).toBe("How many p?");
    expect(open({ messages: ["q_1"] }).readEdit("q_2")).toBeNull();
    expect(open({ messages: ["q_1"] }).read()).toBe("");
    draft.writeEdit("q_1", null);
    expect(open({ messages: ["q_1"] }).readEdit("q_1")).toBeNull();
    expect(storage.entries.size).toBe(0);
  });

  it("can be nothing for a while", () => {
    const draft = open();
    draft.writeEdit("q_1", "");
    expect(draft.readEdit("q_1")).toBe("");
    expect(open().readEdit("q_1")).toBeNull();
  });
});

describe("the browser's storage", () => {
  beforeEach(() => vi.useFakeTimers({ now: 0 }));
  afterEach(() => vi.useRealTimers());

  it("keeps the last hundred chats that were written to", () => {
    const isKept = (chat: number) => open({ chatId: `chat_${chat}` }).read() !== "";
    storage.setItem("somebody-else", "theirs");
    for (let chat = 0; chat <= 100; chat++) {
      vi.setSystemTime(chat);
      open({ chatId: `chat_${chat}` }).write("words");
      // The first is written to again and again.
      vi.setSystemTime(chat + 0.5);
      open({ chatId: "chat_0" }).write(`words ${chat}`);
    }
    expect([0, 1, 2, 100].map(isKept)).toEqual([true, false, true, true]);
    expect(storage.getItem("somebody-else")).toBe("theirs");
    expect(storage.entries.size).toBe(101);
  });

  const fail = () => {
    throw new DOMException("No.", "QuotaExceededError");
  };
  it.each<[string, () => UnsentStorage]>([
    ["forbidden", fail],
    ["absent", () => undefined as never],
    ["full", () => ({ ...storage, setItem: fail })],
  ])("leaves words to the page alone where it is %s", (_, at) => {
    const draft = open({ at, messages: null });
    draft.write("How many s?");
    draft.hold({ id: "q_1", text: "Before" });
    draft.writeEdit("q_1", "Instead");
    draft.settle();
    expect(draft.read()).toBe("How many s?");
    expect(draft.readEdit("q_1")).toBe("Instead");
    draft.giveBack("Before");
    expect(draft.read()).toBe("Before\n\nHow many s?");
    expect(open({ at }).read()).toBe("");
  });

  it.each(["", "{", "null", "5", '"text"', "[1]", '{"text":5,"held":"x","edits":[{}],"at":"now"}'])(
    "is taken for empty where it holds %s",
    (rubbish) => {
      open().write("words");
      for (const name of storage.entries.keys()) storage.setItem(name, rubbish);
      const draft = open();
      expect(draft.read()).toBe("");
      expect(draft.isEmpty()).toBe(true);
      draft.write("How many s?");
      expect(open().read()).toBe("How many s?");
    },
  );
});
