import { nanoid } from "nanoid";
import type { AnswerChunk, AnswerMetadata, ChatMessage } from "#lib/agent";
import type { Asking, Begun, ChatStore } from "./chat-store.ts";
import { createRunEditor, type EditRun, readUse, type Using } from "./editing.ts";
import { createFeed, type Feed } from "./feed.ts";
import { interruptEnd } from "./interrupted.ts";
import { defaultSaving, recordAnswer, type Saving } from "./recorder.ts";
import { createRunReviser, type ReviseRun } from "./revising.ts";
import type { SharedStreams } from "./shared-streams.ts";

/** Who answers, as conversations need it. */
export interface Answerer {
  /** What is known of an answer before it begins. */
  metadata: AnswerMetadata;
  /** Answers a conversation whose last message is the question. The stream never fails; `signal` ends it early. */
  answer(question: QuestionInChat, signal: AbortSignal): ReadableStream<AnswerChunk>;
  /** A title for a conversation; null when none can be had. Never rejects. */
  entitle(messages: ChatMessage[]): Promise<string | null>;
}

export interface QuestionInChat {
  /** Under which the answer is kept. */
  answerId: string;
  messages: ChatMessage[];
  /** Ids of messages that came with an import nobody vouches for. */
  unverified: string[];
}

/**
 * How often all readers of this process together are shown something, at most about so many times a second, and how long one of
 * them waits for that at most, in milliseconds: one alone sees each word as it comes, and of hundreds each sees a few at a time.
 */
const shownASecond = 1_000;
const maxRestMs = 200;

/** Questions and their answers, at most one answer under way for each chat. */
export interface Conversations {
  /** Keeps the question, then streams its answer and keeps that too. Whoever leaves the stream leaves the answer to go on. */
  ask(owner: string, chatId: string, asking: Asking | Using, answerer: Answerer): Promise<Asked>;
  /** The answer under way from its beginning; null when there is none, or when only its own process can give it. */
  join(owner: string, chatId: string): Promise<ReadableStream<AnswerChunk> | null>;
  /** Ends the chat's answer, in whichever process: model call, review and run. False when none is under way. */
  stop(owner: string, chatId: string): Promise<boolean>;
  /**
   * Ends every answer that this process writes as interrupted, since the process is about to end: after `graceMs`, in which they
   * may come to their own end, and at once what is begun from now on. Resolves when all of them are kept.
   */
  interrupt(graceMs?: number): Promise<void>;
  reviseRun: ReviseRun;
  editRun: EditRun;
}

export type Asked =
  | {
      ok: true;
      stream: ReadableStream<AnswerChunk>;
      /** Settles when the answer is kept, or given up, and nothing more is to be done for it. Never rejects. */
      done: Promise<void>;
    }
  | Extract<Begun, { ok: false }>
  /** Of a process that writes as many answers as it can. */
  | { ok: false; reason: "busy" }
  /** Of a version of a run that is not there, or that came to no result. */
  | { ok: false; reason: "no-such-version" | "no-result" };

export interface ConversationParts {
  store: ChatStore;
  /** How other processes can be shown an answer of this one; null where there is no way. */
  streams: SharedStreams | null;
  saving?: Saving;
  /** Answers that this process writes at a time. */
  maxUnderWay?: number;
  /** Hears of what failed while nobody waited for it. */
  report: (error: unknown) => void;
}

/** An answer that this process writes. */
interface Live {
  owner: string;
  feed: Feed;
  stop: AbortController;
  /** Whether it is ended because this process ends. */
  interrupted: boolean;
  /** Settles when the answer has ended: true when it is kept, false when that has failed so far. */
  kept: PromiseWithResolvers<boolean>;
  done: Promise<void>;
}

/** Answers that one process writes at a time, each of which takes about a megabyte and a hundredth of its time. */
const defaultMaxUnderWay = 500;

export function createConversations({
  store,
  streams,
  saving = defaultSaving,
  maxUnderWay = defaultMaxUnderWay,
  report,
}: ConversationParts): Conversations {
  const underWay = new Map<string, Live>();
  const giveUp = new AbortController();
  let ending = false;

  const restMs = () => Math.min(maxRestMs, (underWay.size - 1) * (1_000 / shownASecond));

  function find(owner: string, chatId: string): Live | undefined {
    const live = underWay.get(chatId);
    return live?.owner === owner ? live : undefined;
  }

  /** Null when it could not be kept. */
  async function record(chatId: string, message: ChatMessage, live: Live): Promise<ChatMessage | null> {
    const { feed, stop, kept } = live;
    let whole: ChatMessage | null = null;
    try {
      whole = await recordAnswer({
        chatId,
        message,
        store,
        feed,
        saving,
        giveUp: giveUp.signal,
        report,
        onStop: () => stop.abort(),
        onLost: () => interrupt(live),
        onSaved: (saved) => feed.push({ type: "data-saving", data: { saved }, transient: true }),
        onUnsavedEnd: () => kept.resolve(false),
      });
      return whole;
    } finally {
      underWay.delete(chatId);
      kept.resolve(whole !== null);
    }
  }

  async function entitle(chatId: string, messages: ChatMessage[], answerer: Answerer): Promise<void> {
    const title = await answerer.entitle(messages);
    if (title !== null) await store.suggestTitle(chatId, title);
  }

  function start(
    owner: string,
    chatId: string,
    message: ChatMessage,
    begun: Extract<Begun, { ok: true }>,
    answerer: Answerer,
  ): Live {
    const live: Live = {
      owner,
      feed: createFeed(),
      stop: new AbortController(),
      interrupted: false,
      kept: Promise.withResolvers(),
      done: Promise.resolve(),
    };
    const { messages, unverified, untitled } = begun;
    underWay.set(chatId, live);
    void pump(answerer.answer({ answerId: message.id, messages, unverified }, live.stop.signal), live).catch(
      report,
    );
    if (streams) void streams.publish(message.id, live.feed.read()).catch(report);
    live.done = record(chatId, message, live)
      .then((whole) => {
        if (whole?.metadata?.status === "complete" && untitled)
          return entitle(chatId, [...messages, whole], answerer);
      })
      .catch(report);
    if (ending) interrupt(live);
    return live;
  }

  return {
    async ask(owner, chatId, asked, answerer) {
      // The store may have taken it for interrupted.
      if (find(owner, chatId)) return { ok: false, reason: "still-answering" };
      if (underWay.size >= maxUnderWay) return { ok: false, reason: "busy" };
      const asking = asked.kind === "use" ? await readUse(store, owner, chatId, asked) : asked;
      if (typeof asking === "string") return { ok: false, reason: asking };
      const message: ChatMessage = {
        id: nanoid(),
        role: "assistant",
        parts: [],
        metadata: answerer.metadata,
      };
      const begun = await store.begin(owner, chatId, asking, message);
      if (!begun.ok) return begun;
      const live = start(owner, chatId, message, begun, answerer);
      return { ok: true, stream: show(live, restMs), done: live.done };
    },
    async join(owner, chatId) {
      const live = find(owner, chatId);
      if (live) return show(live, restMs);
      const answerId = streams && (await store.findAnswering(owner, chatId));
      return answerId ? streams.join(answerId) : null;
    },
    async stop(owner, chatId) {
      const live = find(owner, chatId);
      if (!live) return store.requestStop(owner, chatId);
      live.stop.abort();
      return true;
    },
    async interrupt(graceMs = 0) {
      ending = true;
      const all = [...underWay.values()];
      const end = () => {
        for (const live of all) interrupt(live);
        setTimeout(() => giveUp.abort(), saving.lastMs).unref();
      };
      // At once means now: who is told that the process ends may not live another turn.
      const timer = graceMs > 0 ? setTimeout(end, graceMs) : undefined;
      if (timer === undefined) end();
      await Promise.all(all.map(({ done }) => done));
      clearTimeout(timer);
    },
    reviseRun: createRunReviser(store),
    editRun: createRunEditor(store),
  };
}

function interrupt(live: Live): void {
  live.interrupted = true;
  live.stop.abort();
}

/** Feeds a stream to its end. It never rejects for what a reader does. */
async function pump(stream: ReadableStream<AnswerChunk>, live: Live): Promise<void> {
  try {
    for await (const chunk of stream) live.feed.push(live.interrupted ? interruptEnd(chunk) : chunk);
  } finally {
    live.feed.close();
  }
}

/** What a reader sees. It ends once the answer is kept, since the next question must find it, or says that it is not. */
function show({ feed, kept }: Live, restMs: () => number): ReadableStream<AnswerChunk> {
  return feed.read({ restMs }).pipeThrough(
    new TransformStream<AnswerChunk, AnswerChunk>({
      async flush(controller) {
        if (!(await kept.promise))
          controller.enqueue({ type: "data-saving", data: { saved: false }, transient: true });
      },
    }),
  );
}
