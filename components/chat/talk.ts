import type { ChatTransport, UIMessageChunk } from "ai";
import { nanoid } from "nanoid";
import { Chat as AiChat } from "#components/ai-client";
import type { ChatMessage, Execution } from "#lib/agent";
import type { Chat, Edit } from "#lib/chats";
import { type AskOutcome, createAsking } from "./asking.ts";
import { createDraft, type Draft } from "./draft.ts";
import { createFollowing } from "./following.ts";
import { mergeDeltas } from "./merge-deltas.ts";
import type { ChatRequests } from "./requests.ts";
import type { ReadingPlace } from "./scroll-to-end.ts";
import { adoptChat, beginState, type TalkState } from "./talk-state.ts";
import type { UnsentStorage } from "./unsent.ts";

/**
 * One chat in this page. It outlives what shows it: an answer goes on arriving while the reader is elsewhere, and is
 * followed over broken connections to its end.
 */
export interface Talk {
  chatId: string;
  /** Holds the messages and reads the streams. */
  ai: AiChat<ChatMessage>;
  draft: Draft;
  place: ReadingPlace;
  getState(): TalkState;
  subscribe(listener: () => void): () => void;
  ask(text: string, model: string): Promise<AskOutcome>;
  /** Asks something else in a question's place; what followed it stays, on a branch of its own. */
  edit(questionId: string, text: string, model: string): Promise<AskOutcome>;
  /** Has a question answered once more; the answer there is stays, on a branch of its own. */
  askAgain(questionId: string, model: string): Promise<AskOutcome>;
  /** Has a version of a run, which stands in that message, gone on from, on a branch of its own. */
  use(messageId: string, title: string, edit: Edit, model: string): Promise<AskOutcome>;
  /** Sends the question that the server does not have. */
  sendAgain(model: string): Promise<AskOutcome>;
  /** Goes over to the branch of a message. Null when that is done, else why it was not, for the reader. */
  chooseBranch(messageId: string): Promise<string | null>;
  stop(): Promise<void>;
  /** Whether nothing is lost when this page forgets it: the server has all of it. */
  isIdle(): boolean;
  /** Called when it is shown: rejoins the answer under way, or looks for what happened elsewhere. */
  open(): void;
  /** Looks for what happened elsewhere, at once also where a broken connection would be tried again later. */
  refresh(): Promise<void>;
  /** Notes that its link was made, or withdrawn. */
  noteShared(shareToken: string | null): void;
  /** Puts a new record in the place of a run's. */
  replaceRun(toolCallId: string, run: Execution): void;
}

export interface TalkParts {
  transport: ChatTransport<ChatMessage>;
  requests: ChatRequests;
  storage: () => UnsentStorage;
  pause(ms: number): Promise<void>;
  onEvent(event: TalkEvent): void;
}

export interface TalkEvent {
  /** The server has a question of the chat; or the chat has changed there: an answer has ended, or its branch or title is another. */
  kind: "asked" | "changed";
  chatId: string;
}

/** What the parts of a talk share. */
export interface TalkCore {
  chatId: string;
  ai: AiChat<ChatMessage>;
  draft: Draft;
  parts: TalkParts;
  get(): TalkState;
  set(news: Partial<TalkState>): void;
  adopt(chat: Chat): void;
  /** The server has the question that was sent. */
  noteArrival(): void;
  /** Called once when the server begins to stream what was asked for. */
  onStream: (() => void) | null;
  /** Called once when the server has said how the chat stands, before that is shown. Null for a chat that is gone. */
  onRead: ((chat: Chat | null) => void) | null;
}

/** `chat` is what the server has of it, null for nothing known; `isFresh` whether the page has just been given that. */
export function createTalk(chatId: string, chat: Chat | null, parts: TalkParts, isFresh = true): Talk {
  const listeners = new Set<() => void>();
  // What nothing is known of, and is not new, the server has.
  const begun = chat !== null || !isFresh;
  let state = { ...beginState(chat), begun };
  let isNew = isFresh;

  const ai = new AiChat<ChatMessage>({
    id: chatId,
    messages: chat?.messages ?? [],
    generateId: nanoid,
    transport: watchTransport(parts.transport, () => core.onStream?.()),
    onData: (part) => {
      if (part.type === "data-saving") core.set({ saved: part.data.saved });
    },
  });
  const has = (messageId: string) => ai.messages.some(({ id }) => id === messageId);
  const core: TalkCore = {
    chatId,
    ai,
    draft: createDraft({ storage: parts.storage, chatId, begun, has }),
    parts,
    get: () => state,
    set(news) {
      state = { ...state, ...news };
      for (const listener of listeners) listener();
    },
    adopt(read) {
      const wasPending = state.pending !== null;
      const shown = adoptChat({ messages: ai.messages, state }, read);
      ai.messages = shown.messages;
      core.set(shown.state);
      if (wasPending && state.pending === null) core.noteArrival();
    },
    noteArrival() {
      core.draft.hold(null);
      core.draft.settle();
      parts.onEvent({ kind: "asked", chatId });
    },
    onStream: null,
    onRead: null,
  };
  const following = createFollowing(core);

  return {
    chatId,
    ai,
    draft: core.draft,
    place: { top: null },
    getState: core.get,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...createAsking(core, following),
    isIdle: () => state.following.kind === "none" && state.pending === null && core.draft.isEmpty(),
    refresh: following.refresh,
    open() {
      // What the page was made with is not old yet.
      if (!isNew) void following.refresh();
      else if (state.following.kind !== "none") void following.follow("join");
      isNew = false;
    },
    noteShared(shareToken) {
      core.set({ shareToken });
      parts.onEvent({ kind: "changed", chatId });
    },
    replaceRun(toolCallId, run) {
      ai.messages = withRun(ai.messages, toolCallId, run);
    },
  };
}

/** How often new words reach a message, in milliseconds: as often as they are drawn. */
const wordsEveryMs = 50;

/** The same transport, which also tells when a stream has been answered with, and brings words together. */
function watchTransport(
  transport: ChatTransport<ChatMessage>,
  onStream: () => void,
): ChatTransport<ChatMessage> {
  const tell = (stream: ReadableStream<UIMessageChunk>) => {
    onStream();
    return mergeDeltas(stream, wordsEveryMs);
  };
  return {
    resumeStreamIsReplay: true,
    sendMessages: async (options) => tell(await transport.sendMessages(options)),
    async reconnectToStream(options) {
      const stream = await transport.reconnectToStream(options);
      return stream && tell(stream);
    },
  };
}

function withRun(messages: ChatMessage[], toolCallId: string, output: Execution): ChatMessage[] {
  const isRun = (part: ChatMessage["parts"][number]) =>
    part.type === "tool-execute_code" && part.toolCallId === toolCallId && part.state === "output-available";
  return messages.map((message) =>
    message.parts.some(isRun)
      ? { ...message, parts: message.parts.map((part) => (isRun(part) ? { ...part, output } : part)) }
      : message,
  ) as ChatMessage[];
}
