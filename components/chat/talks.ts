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
  /** Tells those who look for a chat that it has been opened. */
  announce(): void;
  /** The id of the chat that is begun next. */
  getNewId(): string;
  /** Takes another one, if that has been used. */
  renewId(): void;
  subscribe(listener: () => void): () => void;
  /** Calls `listener` for what happens in any of them. */
  hear(listener: (event: TalkEvent) => void): () => void;
}

/** `newId` comes from the server, so that both draw the same. */
export function createTalks(newId: string, given: Omit<TalkParts, "onEvent">): Talks {
  const talks = new Map<string, Talk>();
  const listeners = new Set<() => void>();
  const hearers = new Set<(event: TalkEvent) => void>();
  const parts: TalkParts = {
    ...given,
    onEvent(event) {
      for (const hear of hearers) hear(event);
    },
  };
  let nextId = newId;

  function announce() {
    for (const listener of listeners) listener();
  }

  return {
    idle: createTalk("idle", null, { ...parts, storage: () => nowhere }),
    find: (chatId) => talks.get(chatId),
    open(chatId, chat) {
      const talk = talks.get(chatId) ?? createTalk(chatId, chat, parts);
      talks.set(chatId, talk);
      return talk;
    },
    announce,
    getNewId: () => nextId,
    renewId() {
      if (!talks.get(nextId)?.ai.messages.length) return;
      nextId = nanoid();
      announce();
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
