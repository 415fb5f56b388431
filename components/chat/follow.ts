import type { Chat } from "#lib/chats";

/** How the page follows the answer under way. */
export type Following =
  /** There is none. */
  | { kind: "none" }
  /** The question has been sent; the server has not said that it has it. */
  | { kind: "asking" }
  | { kind: "streaming" }
  /** Nobody can stream it here, so what is saved of it is read again and again. */
  | { kind: "reading" }
  /** The connection broke or the server cannot answer, and is asked again after a while. `words` say what is wrong. */
  | { kind: "lost"; words: string };

/** How reading a stream went: to its end, broken off, or there was none. */
export type Joined = "ended" | "broken" | "nothing";

export interface FollowParts {
  /** Joins the stream of the answer under way, and settles when that ends. */
  join(): Promise<Joined>;
  /** The chat as the server has it, which is shown from then on; null when it is gone. Rejects with words for the reader. */
  read(): Promise<Chat | null>;
  /** Whether the answer has ended and is kept. */
  isWhole(): boolean;
  show(following: Following): void;
  pause(ms: number): Promise<void>;
}

/** Between two readings of what is saved, in milliseconds. */
const readEveryMs = 1_000;

/** The first pause after a failure and the longest, in milliseconds; each is twice the one before. */
const pausesMs = { first: 500, longest: 15_000 };

/**
 * Follows an answer to its end, over broken connections and restarts of the server. `begin` says how a stream ended
 * that was read before, or what to do first.
 */
export async function followAnswer(parts: FollowParts, begin: Joined | "join" | "read"): Promise<void> {
  let joined = begin === "join" ? await parts.join() : begin;
  for (;;) {
    if (joined === "ended" && parts.isWhole()) break;
    const chat = await readUntilThere(parts, joined);
    if (chat === null || chat.answering === null) break;
    // Who cannot stream it now will not be able to later.
    if (joined !== "nothing") joined = await parts.join();
  }
  parts.show({ kind: "none" });
}

async function readUntilThere(parts: FollowParts, joined: Joined | "read"): Promise<Chat | null> {
  let words = joined === "broken" ? "The connection to the Workings server broke." : null;
  let pauseMs = joined === "read" ? 0 : words === null ? readEveryMs : pausesMs.first;
  for (;;) {
    if (pauseMs > 0) {
      parts.show(words === null ? { kind: "reading" } : { kind: "lost", words });
      await parts.pause(pauseMs);
    }
    try {
      return await parts.read();
    } catch (error) {
      pauseMs = words === null ? pausesMs.first : Math.min(pausesMs.longest, pauseMs * 2);
      words = error instanceof Error ? error.message : String(error);
    }
  }
}
