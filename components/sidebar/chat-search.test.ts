import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SearchHit } from "#lib/chats";
import { createChatSearch } from "./chat-search.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function hit(id: string): SearchHit {
  return { id, title: id, createdAt: 0, updatedAt: 0, shared: false, messageId: null, excerpt: [] };
}

function createSearch() {
  const asked: { text: string; signal: AbortSignal; answer: (ids: string) => void; fail: () => void }[] = [];
  const search = createChatSearch((text, signal) => {
    const { promise, resolve, reject } = Promise.withResolvers<SearchHit[]>();
    asked.push({
      text,
      signal,
      answer: (ids) => resolve([...ids].map(hit)),
      fail: () => reject(new Error("The server is down.")),
    });
    return promise;
  });
  const pause = () => vi.advanceTimersByTimeAsync(200);
  const found = () =>
    search
      .getState()
      .hits?.map(({ id }) => id)
      .join("");
  return { search, asked, pause, found };
}

describe("the search", () => {
  it("asks once for what was typed in one go, without the spaces around it", async () => {
    const { search, asked, pause } = createSearch();
    for (const text of ["fi", "fib", "fibo", " fibo  nacci "]) search.type(text);
    await pause();
    expect(asked.map(({ text }) => text)).toEqual(["fibo nacci"]);
  });

  it("asks nothing for less than two characters, and forgets what it had found", async () => {
    const { search, asked, pause, found } = createSearch();
    search.type("f");
    await pause();
    expect(asked).toEqual([]);
    search.type("fi");
    await pause();
    asked[0]?.answer("ab");
    await pause();
    expect(found()).toBe("ab");
    search.type("f");
    expect(found()).toBeUndefined();
    expect(search.getState().searching).toBe(false);
  });

  it("counts one character for one that takes two units", async () => {
    const { search, asked, pause } = createSearch();
    search.type("😀");
    await pause();
    expect(asked).toEqual([]);
  });

  it("keeps what it found until there is something new", async () => {
    const { search, asked, pause, found } = createSearch();
    search.type("fi");
    await pause();
    asked[0]?.answer("ab");
    await pause();
    search.type("fib");
    await pause();
    expect(found()).toBe("ab");
    expect(search.getState().searching).toBe(true);
    asked[1]?.answer("b");
    await pause();
    expect(found()).toBe("b");
    expect(search.getState().searching).toBe(false);
  });

  it("aborts what is outdated, and lets no late answer in", async () => {
    const { search, asked, pause, found } = createSearch();
    search.type("fi");
    await pause();
    search.type("fib");
    expect(asked[0]?.signal.aborted).toBe(true);
    await pause();
    asked[1]?.answer("new");
    await pause();
    asked[0]?.answer("old");
    await pause();
    expect(found()).toBe("new");
  });

  it("says what went wrong, and tries again", async () => {
    const { search, asked, pause, found } = createSearch();
    search.type("fi");
    await pause();
    asked[0]?.fail();
    await pause();
    expect(search.getState()).toMatchObject({ failure: "The server is down.", searching: false });
    search.retry();
    await pause();
    asked[1]?.answer("a");
    await pause();
    expect(search.getState().failure).toBe(null);
    expect(found()).toBe("a");
  });

  it("says nothing of an answer that nobody waits for any more", async () => {
    const { search, asked, pause } = createSearch();
    search.type("fi");
    await pause();
    search.stop();
    expect(asked[0]?.signal.aborted).toBe(true);
    const before = search.getState();
    asked[0]?.fail();
    await pause();
    expect(search.getState()).toBe(before);
  });
});
