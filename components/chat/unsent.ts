/** What was written to a chat and has not been sent. */
export interface Unsent {
  text: string;
  /** Questions of which nobody has heard that they arrived, by their ids. */
  held: Texts;
  /** What is being put in the place of questions, by their ids. */
  edits: Texts;
}

export type Texts = Readonly<Record<string, string>>;

/** What is used of a browser's storage. All of it may throw. */
export type UnsentStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** What a browser keeps of the unsent words of its chats, each by a name. A storage that fails keeps nothing, and says nothing. */
export interface UnsentStore {
  read(name: string): Unsent;
  /** Changes what is there by now, to which another tab may have added. */
  change(name: string, change: (stored: Unsent) => Unsent): void;
}

/** Remembers nothing. */
export const nowhere: UnsentStorage = {
  length: 0,
  key: () => null,
  getItem: () => null,
  setItem: () => {},
  removeItem: () => {},
};

const prefix = "workings-unsent:";

/** Of so many chats unsent words are kept; the oldest make room. All at the longest question fit what browsers keep for a site. */
const maxKept = 100;

/** `storage` is asked for at each use, since a browser may refuse it. */
export function createUnsentStore(storage: () => UnsentStorage): UnsentStore {
  // What is full or forbidden leaves the words to this page alone, where they still are.
  const use = <T>(action: (storage: UnsentStorage) => T): T => {
    try {
      return action(storage());
    } catch {
      return action(nowhere);
    }
  };

  return {
    read: (name) => use((store) => parse(store.getItem(prefix + name))),
    change: (name, change) =>
      use((store) => {
        const before = store.getItem(prefix + name);
        const after = change(parse(before));
        if (isEmpty(after)) {
          if (before !== null) store.removeItem(prefix + name);
          return;
        }
        if (before === null) makeRoom(store);
        store.setItem(prefix + name, JSON.stringify({ ...after, at: Date.now() }));
      }),
  };
}

function isEmpty({ text, held, edits }: Unsent): boolean {
  return text === "" && Object.keys({ ...held, ...edits }).length === 0;
}

function makeRoom(storage: UnsentStorage) {
  const names = Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter(
    (name) => name?.startsWith(prefix) === true,
  ) as string[];
  const byAge = names
    .map((name) => ({ name, at: parse(storage.getItem(name)).at }))
    .sort((one, other) => one.at - other.at);
  for (const { name } of byAge.slice(0, Math.max(0, names.length - maxKept + 1))) storage.removeItem(name);
}

/** What was kept, whatever there is; `at` is when, in milliseconds. */
function parse(stored: string | null): Unsent & { at: number } {
  const { text, held, edits, at } = toObject(readJson(stored));
  return {
    text: typeof text === "string" ? text : "",
    held: toTexts(held),
    edits: toTexts(edits),
    at: typeof at === "number" ? at : 0,
  };
}

function readJson(stored: string | null): unknown {
  try {
    return stored === null ? null : JSON.parse(stored);
  } catch {
    // Nobody of ours wrote it.
    return null;
  }
}

const toObject = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};

function toTexts(value: unknown): Texts {
  const entries = Object.entries(toObject(value));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
