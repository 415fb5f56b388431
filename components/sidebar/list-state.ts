import type { ChatPage, ChatSummary } from "#lib/chats";
import { applyChange, type Change, type LoadedChats } from "./loaded-chats.ts";

/** Something the reader is told in passing. */
export type Notice =
  /** A chat was deleted, which can be undone for a while. The title is null where it is not known. */
  | { id: number; kind: "removed"; chatId: string; title: string | null }
  | { id: number; kind: "failed"; message: string };

export type NewNotice =
  | Omit<Extract<Notice, { kind: "removed" }>, "id">
  | Omit<Extract<Notice, { kind: "failed" }>, "id">;

export type Reading = "newest" | "older";

export interface ListState {
  /** Newest first, as far as they are loaded, with what the reader changed. */
  chats: ChatSummary[];
  /** False until the server said what there is. */
  known: boolean;
  hasOlder: boolean;
  /** What is being read; null for nothing. */
  reading: Reading | null;
  /** Why the last reading failed, for the reader. */
  failure: { reading: Reading; message: string } | null;
  notices: Notice[];
}

/** What the server said, and over it what the reader did and the server has not done yet. */
export interface ListHolder {
  getState(): ListState;
  subscribe(listener: () => void): () => void;
  getSaid(): LoadedChats;
  /** How many changes have come to their end, well or not. */
  countEnded(): number;
  show(news: Partial<Pick<ListState, "known" | "reading" | "failure">>): void;
  hear(said: LoadedChats): void;
  begin(change: Change): void;
  end(change: Change, done: boolean): void;
  tell(notice: NewNotice): number;
  dismiss(noticeId: number): void;
}

export function createListHolder(initial: ChatPage | null): ListHolder {
  let said: LoadedChats = initial ?? { chats: [], next: null };
  let pending: Change[] = [];
  let ended = 0;
  let lastNotice = 0;
  let state: ListState = {
    chats: said.chats,
    known: initial !== null,
    hasOlder: said.next !== null,
    reading: null,
    failure: null,
    notices: [],
  };
  const listeners = new Set<() => void>();

  function show(news: Partial<ListState> = {}) {
    const chats = pending.reduce(applyChange, said.chats);
    state = { ...state, ...news, chats, hasOlder: said.next !== null };
    for (const listener of listeners) listener();
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSaid: () => said,
    countEnded: () => ended,
    show,
    hear(heard) {
      said = heard;
      show();
    },
    begin(change) {
      pending = [...pending, change];
      show();
    },
    end(change, done) {
      ended++;
      pending = pending.filter((other) => other !== change);
      if (done) said = { ...said, chats: applyChange(said.chats, change) };
      show();
    },
    tell(notice) {
      const id = ++lastNotice;
      show({ notices: [...state.notices, { id, ...notice }] });
      return id;
    },
    dismiss: (noticeId) => show({ notices: state.notices.filter(({ id }) => id !== noticeId) }),
  };
}

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
