import type { ChatPage, ListKey } from "#lib/chats";
import { type ListHolder, type Reading, wordsOf } from "./list-state.ts";
import { compareKeys, findReadingStart, placePage } from "./loaded-chats.ts";

export interface ListReadings {
  /** Reads the beginning of the list anew, and `place` too, if that much is loaded: something changed there. */
  refresh(place?: ListKey | null): Promise<void>;
  /** Reads the page after the last one. */
  loadOlder(): Promise<void>;
}

/** Reads the list into its holder: one page after another, so that an older answer never overwrites a newer one. */
export function createListReadings(
  holder: ListHolder,
  list: (after: ListKey | null) => Promise<ChatPage>,
): ListReadings {
  let last: Promise<void> = Promise.resolve();
  /** Those that have not begun, which whoever asks for the same joins. */
  let refreshAhead: { places: ListKey[]; done: Promise<void> } | null = null;
  let olderAhead: Promise<void> | null = null;

  function enqueue(reading: Reading, read: () => Promise<void>): Promise<void> {
    last = last.then(async () => {
      holder.show({ reading });
      try {
        await read();
        holder.show({ reading: null, failure: null, known: true });
      } catch (error) {
        holder.show({ reading: null, failure: { reading, message: wordsOf(error) } });
      }
    });
    return last;
  }

  async function readPage(after: ListKey | null): Promise<ChatPage> {
    for (;;) {
      const endedBefore = holder.countEnded();
      const page = await list(after);
      // A change that came to its end meanwhile may be missing from the answer.
      if (holder.countEnded() !== endedBefore) continue;
      holder.hear(placePage(holder.getSaid(), after, page));
      return page;
    }
  }

  async function readAnew(places: ListKey[]) {
    const { next } = await readPage(null);
    for (const place of places) {
      const { chats, next: end } = holder.getSaid();
      const wasRead = next === null || compareKeys(place, next) <= 0;
      const isLoaded = end === null || compareKeys(place, end) <= 0;
      if (isLoaded && !wasRead) await readPage(findReadingStart(chats, place));
    }
  }

  return {
    refresh(place = null) {
      if (refreshAhead === null) {
        const places: ListKey[] = [];
        const done = enqueue("newest", () => {
          refreshAhead = null;
          return readAnew(places);
        });
        refreshAhead = { places, done };
      }
      if (place) refreshAhead.places.push(place);
      return refreshAhead.done;
    },
    loadOlder() {
      olderAhead ??= enqueue("older", async () => {
        const { next } = holder.getSaid();
        if (next) await readPage(next);
      }).finally(() => {
        olderAhead = null;
      });
      return olderAhead;
    },
  };
}
