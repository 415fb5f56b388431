import type { SearchHit } from "#lib/chats";
import { wordsOf } from "./list-state.ts";

export interface SearchState {
  /** What is looked for; empty while too little was typed. */
  text: string;
  /** Of `text`, or while that is looked for, still of what was looked for before. Null when there was no answer. */
  hits: SearchHit[] | null;
  searching: boolean;
  /** Why it failed, for the reader. */
  failure: string | null;
}

export interface ChatSearch {
  getState(): SearchState;
  subscribe(listener: () => void): () => void;
  /** Looks for what has been typed so far. */
  type(typed: string): void;
  retry(): void;
  /** Ends what is under way. */
  stop(): void;
}

/** From so many characters on, the server is asked. */
export const minSearchChars = 2;

/** The server takes no longer text. */
export const maxSearchChars = 400;

/** Shorter than a pause between words, longer than that between letters. */
const pauseMs = 150;

const nothing: SearchState = { text: "", hits: null, searching: false, failure: null };

/** Finds chats while one types. Only the latest text's answer counts, whichever comes last. */
export function createChatSearch(
  find: (text: string, signal: AbortSignal) => Promise<SearchHit[]>,
): ChatSearch {
  let state = nothing;
  let current = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  function show(news: Partial<SearchState>) {
    state = { ...state, ...news };
    for (const listener of listeners) listener();
  }

  function stop() {
    clearTimeout(timer);
    current.abort();
  }

  async function ask(text: string, { signal }: AbortController) {
    let news: Partial<SearchState>;
    try {
      news = { hits: await find(text, signal), failure: null };
    } catch (error) {
      news = { hits: null, failure: wordsOf(error) };
    }
    if (!signal.aborted) show({ ...news, searching: false });
  }

  function begin(text: string, delayMs: number) {
    stop();
    const mine = new AbortController();
    current = mine;
    timer = setTimeout(() => ask(text, mine), delayMs);
    show({ text, searching: true });
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    type(typed) {
      const text = typed.trim().replace(/\s+/g, " ");
      if (text === state.text) return;
      if ([...text].length >= minSearchChars) return begin(text, pauseMs);
      stop();
      show(nothing);
    },
    retry: () => begin(state.text, 0),
    stop,
  };
}
