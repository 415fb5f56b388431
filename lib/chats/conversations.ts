import { readUIMessageStream } from "ai";
import type { AnswerChunk, ChatMessage, Execution } from "#lib/agent";
import type { ChatStore } from "./store.ts";

/** Answers a conversation whose last message is the question. Its stream never fails; `signal` ends it early. */
export type Answerer = (messages: ChatMessage[], signal: AbortSignal) => ReadableStream<AnswerChunk>;

/** Questions and answers, at most one answer under way for each chat. */
export interface Conversations {
  /** Keeps the question, then streams its answer and keeps that too. Null when the chat is still being answered. */
  ask(chatId: string, question: ChatMessage, answer: Answerer): Promise<ReadableStream<AnswerChunk> | null>;
  /** Ends the chat's answer: model call, review and run. False when none is under way. */
  stop(chatId: string): boolean;
  /**
   * Replaces the record of one run in an answer that is kept, by what `revise` makes of it; null leaves it as it is. One
   * revision of a run at a time.
   */
  reviseRun(chatId: string, runId: string, revise: RunReviser): Promise<RunRevision>;
}

export type RunReviser = (run: Execution) => Promise<Execution | null>;

export type RunRevision =
  | { ok: true; run: Execution }
  | { ok: false; reason: "no-such-run" | "under-way" | "unrevised" };

export function createConversations({ store }: { store: ChatStore }): Conversations {
  const underWay = new Map<string, AbortController>();
  const underRevision = new Set<string>();

  async function keep(chatId: string, stream: ReadableStream<AnswerChunk>): Promise<void> {
    let last: ChatMessage | undefined;
    for await (const message of readUIMessageStream<ChatMessage>({ stream })) last = message;
    if (last) await store.saveAnswer(chatId, last);
  }

  return {
    async ask(chatId, question, answer) {
      if (underWay.has(chatId)) return null;
      const controller = new AbortController();
      underWay.set(chatId, controller);
      try {
        const { messages } = await store.saveQuestion(chatId, question);
        const [shown, kept] = answer(messages, controller.signal).tee();
        // A question asked next must find this answer, so the chat is free only once it is kept.
        const ended = keep(chatId, kept).finally(() => underWay.delete(chatId));
        return closeAfter(shown, ended, () => controller.abort());
      } catch (error) {
        underWay.delete(chatId);
        throw error;
      }
    },
    async reviseRun(chatId, runId, revise) {
      const key = JSON.stringify([chatId, runId]);
      if (underRevision.has(key)) return { ok: false, reason: "under-way" };
      underRevision.add(key);
      try {
        const kept = await store.loadRun(chatId, runId);
        if (!kept) return { ok: false, reason: "no-such-run" };
        const run = await revise(kept);
        if (!run) return { ok: false, reason: "unrevised" };
        // Meanwhile the question may have been asked again, and the answer be gone.
        return (await store.saveRun(chatId, runId, run))
          ? { ok: true, run }
          : { ok: false, reason: "no-such-run" };
      } finally {
        underRevision.delete(key);
      }
    },
    stop(chatId) {
      const controller = underWay.get(chatId);
      controller?.abort();
      return controller !== undefined;
    },
  };
}

/**
 * The same stream, closed only when `ended` has: who reads to its end may ask again at once. Nobody can come back to
 * an answer they left, so a reader who leaves ends it.
 */
function closeAfter<T>(
  stream: ReadableStream<T>,
  ended: Promise<void>,
  onLeave: () => void,
): ReadableStream<T> {
  const reader = stream.getReader();
  // It may fail before anybody waits for it, which would end the process; whoever reads to the end or leaves meets it.
  ended.catch(() => undefined);
  return new ReadableStream<T>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (!done) return controller.enqueue(value);
      await ended;
      controller.close();
    },
    async cancel(reason) {
      onLeave();
      await reader.cancel(reason);
      await ended;
    },
  });
}
