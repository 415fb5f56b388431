import type { AnswerChunk } from "#lib/agent";
import { wait } from "./wait.ts";

/** An answer as it comes, for any number of readers at any time, each from its beginning. */
export interface Feed {
  push(chunk: AnswerChunk): void;
  close(): void;
  /**
   * A reader gets what piled up while it did not read as few chunks: words of one text as one, of a run's states the last.
   * With `paceMs` it lets that much time pass before it takes what has come since; with `restMs` it does so from the last words
   * that it took, so that the first ones, and what comes after a while, are not late.
   */
  read(options?: { paceMs?: number; restMs?: () => number }): ReadableStream<AnswerChunk>;
}

interface Reader {
  push(chunk: AnswerChunk): void;
  close(): void;
}

export function createFeed(): Feed {
  const log: AnswerChunk[] = [];
  const readers = new Set<Reader>();
  let closed = false;

  return {
    push(chunk) {
      pile(log, chunk);
      for (const reader of readers) reader.push(chunk);
    },
    close() {
      closed = true;
      for (const reader of readers) reader.close();
      readers.clear();
    },
    read({ paceMs = 0, restMs = () => 0 } = {}) {
      const backlog = [...log];
      const ended = new AbortController();
      let arrival = Promise.withResolvers<void>();
      let tookWordsAt = Number.NEGATIVE_INFINITY;
      const reader: Reader = {
        push(chunk) {
          pile(backlog, chunk);
          arrival.resolve();
        },
        close() {
          ended.abort();
          arrival.resolve();
        },
      };
      if (closed) ended.abort();
      else readers.add(reader);

      return new ReadableStream<AnswerChunk>(
        {
          async pull(controller) {
            while (backlog.length === 0) {
              if (ended.signal.aborted) return controller.close();
              arrival = Promise.withResolvers();
              await arrival.promise;
              const waitMs = Math.max(paceMs, tookWordsAt + restMs() - performance.now());
              if (waitMs > 0) await wait(waitMs, ended.signal);
            }
            const chunk = backlog.shift();
            if (chunk?.type === "text-delta" || chunk?.type === "tool-input-delta")
              tookWordsAt = performance.now();
            if (chunk) controller.enqueue(chunk);
          },
          cancel() {
            readers.delete(reader);
          },
        },
        { highWaterMark: 0 },
      );
    },
  };
}

/** Adds a chunk, as part of the last one or in the place of one it overtakes where that says the same. */
function pile(chunks: AnswerChunk[], chunk: AnswerChunk): void {
  const last = chunks.at(-1);
  if (chunk.type === "text-delta" && last?.type === "text-delta" && last.id === chunk.id) {
    chunks[chunks.length - 1] = { ...chunk, delta: last.delta + chunk.delta };
    return;
  }
  if (
    chunk.type === "tool-input-delta" &&
    last?.type === "tool-input-delta" &&
    last.toolCallId === chunk.toolCallId
  ) {
    chunks[chunks.length - 1] = { ...chunk, inputTextDelta: last.inputTextDelta + chunk.inputTextDelta };
    return;
  }
  if (chunk.type === "tool-output-available") {
    const overtaken = chunks.findLastIndex(
      (earlier) =>
        earlier.type === "tool-output-available" &&
        earlier.preliminary === true &&
        earlier.toolCallId === chunk.toolCallId,
    );
    if (overtaken >= 0) chunks.splice(overtaken, 1);
  }
  chunks.push(chunk);
}
