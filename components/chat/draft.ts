/** What is being written to a chat, as this tab remembers it. */
export interface Draft {
  read(): string;
  subscribe(listener: () => void): () => void;
  write(text: string): void;
  /** Puts words that were not sent before what has been written since, unless that is the same. */
  giveBack(text: string): void;
  /** Remembers a question that is on its way, so that it is a draft again should the page go before it arrives. */
  hold(question: SentQuestion | null): void;
  /** Remembers it with the chat from now on, rather than with whatever is begun next. */
  settle(): void;
}

interface SentQuestion {
  id: string;
  text: string;
}

interface Remembered {
  text: string;
  held: SentQuestion | null;
}

/** The two methods of a browser's storage that are used. Both may throw. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem">;

interface DraftParts {
  /** Asked for at the first use, since a browser may refuse it. */
  storage: () => DraftStorage;
  chatId: string;
  /** Whether the server has the chat. */
  begun: boolean;
  /** Whether the chat has a message. */
  has: (messageId: string) => boolean;
}

/** Remembers nothing. */
export const nowhere: DraftStorage = { getItem: () => null, setItem: () => {} };

export function createDraft({ storage, chatId, begun, has }: DraftParts): Draft {
  const listeners = new Set<() => void>();
  let key = begun ? `draft:${chatId}` : "draft:new";
  let remembered: Remembered | null = null;

  // A storage that is full or forbidden leaves a draft to this page alone, where it still is.
  const use = <T>(action: (storage: DraftStorage) => T): T => {
    try {
      return action(storage());
    } catch {
      return action(nowhere);
    }
  };

  function recall(): Remembered {
    remembered ??= {
      text: readDraft(
        use((store) => store.getItem(key)),
        has,
      ),
      held: null,
    };
    return remembered;
  }

  function change(news: Partial<Remembered>) {
    const next = { ...recall(), ...news };
    remembered = next;
    use((store) => store.setItem(key, JSON.stringify(next)));
    for (const listener of listeners) listener();
  }

  return {
    read: () => recall().text,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    write: (text) => change({ text }),
    giveBack(given) {
      const { text } = recall();
      change({ text: given === text ? text : join(given, text), held: null });
    },
    hold: (held) => change({ held }),
    settle() {
      const settled = `draft:${chatId}`;
      if (key === settled) return;
      const { text } = recall();
      use((store) => store.setItem(key, JSON.stringify({ text: "", held: null })));
      key = settled;
      change({ text });
    },
  };
}

/** What was remembered, whatever the storage holds. A question that never arrived is written again. */
function readDraft(stored: string | null, has: (messageId: string) => boolean): string {
  if (stored === null) return "";
  try {
    const { text, held }: Remembered = JSON.parse(stored);
    return held && !has(held.id) ? join(held.text, text) : text;
  } catch {
    return "";
  }
}

const join = (first: string, second: string) => [first, second].filter(Boolean).join("\n\n");
