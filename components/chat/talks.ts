import { nanoid } from "nanoid";
import type { Chat } from "#lib/chats";
import { createTalk, type Talk, type TalkEvent, type TalkParts } from "./talk.ts";
import { nowhere } from "./unsent.ts";

/** The chats that this page has had open. */
export interface Talks {
  /** What stands in for a chat that has not been opened yet. */
  idle: Talk;
  find(chatId: string): Talk | undefined;
  /** The chat if it is at hand, else one made of what the server has of it. Safe to call while drawing. */
  open(chatId: string, chat: Chat | null): Talk;
  /** Tells those who look for a chat that it is shown from now on. */
  announce(chatId: string): void;
  /** The id of the chat that is begun next. */
  getNewId(): string;
  /** Takes another one, if that has been used. */
  renewId(): void;
  subscribe(listener: () => void): () => void;
  /** Calls `listener` for what happens in any of them. */
  hear(listener: (event: TalkEvent) => void): () => void;
}

/** So many chats stay at hand besides those that this page alone knows something of. */
const maxIdle = 30;

/** `newId` comes from the server, so that both draw the same. */
export function createTalks(newId: string, given: Omit<TalkParts, "onEvent">): Talks {
  /** Those shown last come last. */
  const talks = new Map<string, Talk>();
  const forgotten = new Set<string>();
  const listeners = new Set<() => void>();
  const hearers = new Set<(event: TalkEvent) => void>();
  const parts: TalkParts = {
    ...given,
    onEvent(event) {
      for (const hear of hearers) hear(event);
    },
  };
  let nextId = newId;

  function tell() {
    for (const listener of listeners) listener();
  }

  function forgetIdle() {
    const idle = [...talks.values()].filter((talk) => talk.isIdle());
    for (const { chatId } of idle.slice(0, Math.max(0, idle.length - maxIdle))) {
      talks.delete(chatId);
      forgotten.add(chatId);
    }
  }

  return {
    idle: createTalk("idle", null, { ...parts, storage: () => nowhere }),
    find: (chatId) => talks.get(chatId),
    open(chatId, chat) {
      // The browser may bring back a page as it was when the chat was forgotten, or before, or one that knows its address alone.
      const isFresh = chat === null ? chatId === nextId : !forgotten.has(chatId);
      const talk = talks.get(chatId) ?? createTalk(chatId, chat, parts, isFresh);
      talks.set(chatId, talk);
      return talk;
    },
    announce(chatId) {
      const talk = talks.get(chatId);
      if (talk && talks.delete(chatId)) talks.set(chatId, talk);
      forgetIdle();
      tell();
    },
    getNewId: () => nextId,
    renewId() {
      if (!talks.get(nextId)?.ai.messages.length) return;
      nextId = nanoid();
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hear(listener) {
      hearers.add(listener);
      return () => hearers.delete(listener);
    },
  };
}
