import { createUnsentStore, type Texts, type Unsent, type UnsentStorage } from "./unsent.ts";

/**
 * What is being written to a chat, as this browser remembers it. Tabs do not tell each other: what was written last, in
 * any of them, is what the next one begins with.
 */
export interface Draft {
  read(): string;
  subscribe(listener: () => void): () => void;
  write(text: string): void;
  /** Puts words that were not sent before what has been written since, unless that is the same. */
  giveBack(text: string): void;
  /** Remembers a question that is on its way, so that it is a draft again should the page go before it arrives. */
  hold(question: { id: string; text: string } | null): void;
  /** What is being put in the place of a question; null when nothing is. */
  readEdit(questionId: string): string | null;
  writeEdit(questionId: string, text: string | null): void;
  /** Remembers it with the chat from now on, rather than with whatever is begun next. */
  settle(): void;
  /** Whether nothing is being written. */
  isEmpty(): boolean;
}

interface DraftParts {
  storage: () => UnsentStorage;
  chatId: string;
  /** Whether the server has the chat. */
  begun: boolean;
  /** Whether the chat has a message. */
  has: (messageId: string) => boolean;
}

/** What this page knows, also where the storage keeps nothing. */
interface Remembered {
  text: string;
  edits: Texts;
  /** The text that this page last saw or left in the storage. */
  stored: string;
  /** The id of the question that is on its way from this page. */
  held: string | null;
  /** Those of the questions that were found in the storage, and are part of the text now if they never arrived. */
  found: string[];
}

export function createDraft({ storage, chatId, begun, has }: DraftParts): Draft {
  const listeners = new Set<() => void>();
  const store = createUnsentStore(storage);
  let name = begun ? chatId : "new";
  let remembered: Remembered | null = null;

  function recall(): Remembered {
    remembered ??= takeUp(store.read(name), has);
    return remembered;
  }

  function change(news: Partial<Remembered>, keep: (stored: Unsent) => Partial<Unsent>) {
    remembered = { ...recall(), ...news };
    store.change(name, (stored) => ({ ...stored, ...keep(stored) }));
    for (const listener of listeners) listener();
  }

  function write(text: string) {
    const { stored: mine, found } = recall();
    change({ text, stored: text, found: [] }, ({ text: stored, held, edits }) => ({
      // What another tab has written since is not this one's to remove.
      text: text === "" && stored !== mine ? stored : text,
      held: without(held, found),
      edits: without(edits, found),
    }));
  }

  function hold(question: { id: string; text: string } | null) {
    const { held: before } = recall();
    change({ held: question?.id ?? null }, ({ held }) => ({
      held: {
        ...without(held, before === null ? [] : [before]),
        ...(question && { [question.id]: question.text }),
      },
    }));
  }

  function writeEdit(questionId: string, text: string | null) {
    const edit = (edits: Texts, words: string | null) => ({
      ...without(edits, [questionId]),
      ...(words !== null && { [questionId]: words }),
    });
    change({ edits: edit(recall().edits, text) }, ({ edits }) => ({ edits: edit(edits, text || null) }));
  }

  return {
    read: () => recall().text,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    write,
    giveBack(given) {
      const { text } = recall();
      write(given === text ? text : join(given, text));
      hold(null);
    },
    hold,
    readEdit: (questionId) => recall().edits[questionId] ?? null,
    writeEdit,
    settle() {
      if (name === chatId) return;
      const { text, edits, stored: mine, found } = recall();
      store.change(name, (stored) => ({
        text: stored.text === mine ? "" : stored.text,
        held: without(stored.held, found),
        edits: without(stored.edits, Object.keys(edits)),
      }));
      name = chatId;
      change({ stored: text, found: [] }, () => ({ text, edits }));
    },
    isEmpty: () => recall().text === "" && Object.keys(recall().edits).length === 0,
  };
}

/** Questions that never arrived are written again, each as it was last edited. */
function takeUp({ text, held, edits }: Unsent, has: (messageId: string) => boolean): Remembered {
  const lost = Object.keys(held).filter((id) => !has(id));
  return {
    text: join(...lost.map((id) => edits[id] ?? held[id]), text),
    edits,
    stored: text,
    held: null,
    found: Object.keys(held),
  };
}

function without(texts: Texts, ids: string[]): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([id]) => !ids.includes(id)));
}

const join = (...texts: (string | undefined)[]) => texts.filter(Boolean).join("\n\n");
