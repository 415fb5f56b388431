import type { ChatStore, ListKey } from "#lib/chats";
import { type Contender, interleave, time } from "../measure.ts";
import { createRow, type Row, type Targets } from "../row.ts";
import { found, owner, rareWord } from "./fill.ts";
import { commonWord } from "./sample.ts";

/** A filled database, and what is read of it. */
export interface Filled {
  column: "small" | "full";
  store: ChatStore;
  longId: string;
  /** After which chat a further page begins. */
  key: ListKey;
}

/** As the page asks for them. */
export const pageSize = 40;

interface Reading {
  what: string;
  /** Answers with how many things it read. */
  read(filled: Filled): Promise<number>;
  expected: number;
  rounds: number;
  targets: Targets;
}

/** What the size of the database may cost where it is to cost nothing. */
const flat = { small: 1.5 };

const search = (words: string) => async (filled: Filled) =>
  (await filled.store.search(owner, words, found)).length;

const list = async ({ store }: Filled, after: ListKey | null) =>
  (await store.list(owner, { after, limit: pageSize })).chats.length;

const readings: readonly Reading[] = [
  {
    what: "opening a chat of 1,000 messages",
    read: async ({ store, longId }) => (await store.load(owner, longId))?.messages.length ?? 0,
    expected: 1_000,
    rounds: 30,
    targets: flat,
  },
  {
    what: "listing chats, the first page",
    read: (filled) => list(filled, null),
    expected: pageSize,
    rounds: 60,
    targets: flat,
  },
  {
    what: "listing chats, a page by key",
    read: (filled) => list(filled, filled.key),
    expected: pageSize,
    rounds: 60,
    targets: flat,
  },
  {
    what: "searching a word of 20 messages",
    read: search(rareWord),
    expected: found,
    rounds: 30,
    targets: { small: null },
  },
  {
    what: "searching a word of half of all messages",
    read: search(commonWord),
    expected: found,
    rounds: 10,
    targets: { small: null },
  },
  {
    what: "searching what begins with one letter",
    read: search("p"),
    expected: found,
    rounds: 10,
    targets: { small: null },
  },
];

export async function measureReading(place: string, all: readonly Filled[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { what, read, expected, rounds, targets } of readings) {
    const contenders = all.map(
      (filled): Contender => ({
        peer: filled.column,
        measure: async () => [
          await time(
            () => read(filled),
            (count) => {
              if (count !== expected) throw new Error(`${what} gave ${count} instead of ${expected}`);
            },
          ),
        ],
      }),
    );
    rows.push(
      createRow(`${place}: ${what}`, "ms", await interleave(contenders, { rounds, warmUps: 3 }), targets),
    );
  }
  return rows;
}
