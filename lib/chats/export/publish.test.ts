import { describe, expect, it } from "vitest";
import type { ChatMessage, Execution } from "#lib/agent";
import { type ChatStore, createSharing, type SharedChat } from "#lib/chats";
import { prepared, reviews } from "../../agent/fakes.ts";
import { conversation } from "../../agent/stored/messages.fixture.ts";

/** What readers get of a chat that has all this, and more than the type says. */
async function read(messages: ChatMessage[], more: object = {}): Promise<SharedChat | null> {
  const chat = { title: "Shared", createdAt: 1, updatedAt: 2, messages, unverified: ["answer-2"], ...more };
  const { read } = createSharing({
    chats: { loadShared: async (token) => (token === "token" ? chat : null) } as ChatStore,
    sign: () => "",
    verify: () => false,
    readMessage: () => ({ ok: false, reason: "" }),
  });
  return read("token");
}

/** Every value under one of these names, however deep. */
function collect(json: unknown, names: string[]): unknown[] {
  const found: unknown[] = [];
  JSON.stringify(json, (key, value) => {
    if (names.includes(key)) found.push(value);
    return value;
  });
  return found;
}

describe("a shared chat", () => {
  it("has its title, times, messages with code, verdicts and results, and what is unverified", async () => {
    const shared = await read(conversation);
    expect(shared).toMatchObject({ title: "Shared", createdAt: 1, updatedAt: 2, unverified: ["answer-2"] });
    expect(shared?.messages.map(({ id, role }) => [id, role])).toEqual(
      conversation.map(({ id, role }) => [id, role]),
    );
    for (const names of [["program"], ["verdict", "reason"], ["result"], ["output"], ["text"]]) {
      const kept = collect(shared, names);
      expect(kept.length).toBeGreaterThan(0);
      if (!names.includes("output")) expect(kept).toHaveLength(collect(conversation, names).length);
    }
  });

  it("has nothing of what it cost, nor why an answer failed", async () => {
    expect(collect(conversation, ["costUsd", "tokens", "failure"]).some((value) => value !== null)).toBe(
      true,
    );
    const hidden = collect(await read(conversation), ["costUsd", "tokens", "failure"]);
    expect(hidden.length).toBeGreaterThan(0);
    expect(new Set(hidden)).toEqual(new Set([null]));
  });

  it("says that a call or a review failed, and not why", async () => {
    const unavailable = {
      ...reviews.unavailable,
      cause: "rejected-key" as const,
      reason: "Secret: set another key.",
    };
    const lost: Execution = {
      status: "refused",
      program: prepared("1"),
      review: { ...unavailable, others: [unavailable] },
      laterReviews: [reviews.safe, { ...unavailable, others: [unavailable] }],
    };
    const call = { type: "tool-execute_code" as const, input: { title: "Count", code: "1" } };
    const parts: ChatMessage["parts"] = [
      { ...call, toolCallId: "1", state: "output-available", output: lost },
      { ...call, toolCallId: "2", state: "output-error", errorText: "Secret: set OPENAI_API_KEY." },
    ];
    const shared = await read([{ id: "answer-1", role: "assistant", parts }]);
    expect(JSON.stringify(shared)).not.toMatch(/secret|key/i);
    expect(collect(shared, ["verdict"])).toEqual(collect(parts, ["verdict"]));
    expect(collect(shared, ["errorText"])).toEqual(["This program did not come to its end."]);
    expect(collect(shared, ["reason"])).toEqual([
      "The review came to no verdict.",
      "The review came to no verdict.",
      reviews.safe.reason,
      "The review came to no verdict.",
      "The review came to no verdict.",
    ]);
  });

  it("has nothing that only its owner has use for", async () => {
    const [asked] = conversation as [ChatMessage];
    const secret = {
      id: "chat-0001",
      ownerId: "secret",
      shareToken: "secret",
      forks: { [asked.id]: ["secret", asked.id] },
      answering: "secret",
    };
    const part = { type: "text", text: "Visible.", providerMetadata: { openai: { itemId: "secret" } } };
    const answer = { id: "answer-1", role: "assistant", parts: [part, { type: "file", url: "secret" }] };
    const shared = JSON.stringify(await read([asked, answer as ChatMessage], secret));
    expect(shared).toContain("Visible.");
    expect(shared).not.toContain("secret");
    expect(shared).not.toContain("chat-0001");
  });

  it("is nothing where there is no such link", async () => {
    const { read } = createSharing({
      chats: { loadShared: async () => null } as unknown as ChatStore,
      sign: () => "",
      verify: () => false,
      readMessage: () => ({ ok: false, reason: "" }),
    });
    expect(await read("token")).toBeNull();
  });
});
