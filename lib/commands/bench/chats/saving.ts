import { setTimeout as pause } from "node:timers/promises";
import { nanoid } from "nanoid";
import type { AnswerChunk, AnswerMetadata } from "#lib/agent";
import { type Answerer, type ChatStore, createConversations } from "#lib/chats";
import { type Contender, interleave } from "../measure.ts";
import { createRow, type Row } from "../row.ts";
import { owner } from "./fill.ts";
import type { Filled } from "./reading.ts";
import { createDice } from "./sample.ts";

/** One answer: words arrive as from a fast model, a handful at a time. */
const steps = 4;
const wordsOfStep = 750;
const wordsAtOnce = 10;
const everyMs = 10;
const atOnce = 10;

const metadata: AnswerMetadata = {
  model: "sample",
  demo: false,
  status: "answering",
  failure: null,
  stepLimitReached: null,
  refusalLimitReached: null,
  tokens: null,
  costUsd: null,
  startedAt: 0,
  firstMs: null,
  totalMs: null,
};

const answerer: Answerer = {
  metadata,
  answer: ({ answerId }) => toStream(say(answerId)),
  entitle: async () => null,
};

async function* say(messageId: string): AsyncGenerator<AnswerChunk> {
  const dice = createDice(2);
  yield { type: "start", messageId, messageMetadata: metadata };
  for (let step = 0; step < steps; step++) {
    const id = `text-${step}`;
    yield { type: "start-step" };
    yield { type: "text-start", id };
    for (let word = 0; word < wordsOfStep; word++) {
      if (word % wordsAtOnce === 0) await pause(everyMs);
      yield { type: "text-delta", id, delta: `${dice.word()} ` };
    }
    yield { type: "text-end", id };
    yield { type: "finish-step" };
  }
  yield { type: "finish", messageMetadata: { ...metadata, status: "complete" } };
}

function toStream(chunks: AsyncGenerator<AnswerChunk>): ReadableStream<AnswerChunk> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

/** What keeping answers costs while they stream, against a store that keeps nothing of them. */
export async function measureSaving(place: string, all: readonly Filled[]): Promise<Row> {
  const [any] = all;
  if (!any) throw new Error("there is nothing to keep answers in");
  const contenders: Contender[] = [
    { peer: "unkept", measure: () => measureAnswers(keepNothing(any.store)) },
    ...all.map(({ column, store }): Contender => ({ peer: column, measure: () => measureAnswers(store) })),
  ];
  const samples = await interleave(contenders, { rounds: 5, warmUps: 1 });
  return createRow(`${place}: an answer that streams, kept as it comes`, "ms", samples, {
    unkept: null,
    small: null,
  });
}

function keepNothing(store: ChatStore): ChatStore {
  return {
    ...store,
    async begin(_owner, _chatId, asking) {
      if (asking.kind === "again") return { ok: false, reason: "no-such-message" };
      return { ok: true, messages: [asking.question], unverified: [], untitled: false };
    },
    saveSteps: async () => {},
    saveProgress: async () => {},
    renew: async () => "goes-on",
    finish: async () => {},
  };
}

/** The processor's time for one of several answers at once, in milliseconds. */
async function measureAnswers(store: ChatStore): Promise<number[]> {
  const report = (error: unknown) => {
    throw error;
  };
  const conversations = createConversations({ store, streams: null, report });
  globalThis.gc?.();
  const before = process.cpuUsage();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      const question = {
        id: nanoid(),
        role: "user" as const,
        parts: [{ type: "text" as const, text: "Why?" }],
      };
      const asked = await conversations.ask(
        owner,
        nanoid(),
        { kind: "new", question, parentId: undefined },
        answerer,
      );
      if (!asked.ok) throw new Error(`it was not asked: ${asked.reason}`);
      let chunks = 0;
      for await (const _ of asked.stream) chunks++;
      if (chunks < steps) throw new Error(`only ${chunks} chunks came`);
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1_000 / atOnce];
}
