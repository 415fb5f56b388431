import type { ChatMessage } from "#lib/agent";
import type { Chat } from "#lib/chats";
import type { Following } from "./follow.ts";
import { type Forks, withVersion } from "./forks.ts";
import { furthest } from "./furthest.ts";

/** What came of asking the server to stop: it said that it will, or it said nothing, and the answer goes on. */
export type StopState = "none" | "asked" | "confirmed" | "unconfirmed";

/** A question that the server has not said it has. */
export interface PendingQuestion {
  question: ChatMessage;
  /** The message it follows; null for the first. */
  parentId: string | null;
}

/** What a page knows of a chat besides its messages. */
export interface TalkState {
  /** Whether the server has it. */
  begun: boolean;
  /** Null until the server has said it. */
  title: string | null;
  shareToken: string | null;
  forks: Forks;
  unverified: string[];
  following: Following;
  /** What the server had kept of the answer under way when it was last read. */
  kept: ChatMessage | null;
  stop: StopState;
  /** Why the last thing asked for was not done, for the reader. */
  error: string | null;
  /** Whether the server could keep what has come of the answer so far. */
  saved: boolean;
  pending: PendingQuestion | null;
  /** It was there, and is not any more. */
  gone: boolean;
}

/** A page's chat, whole. */
export interface Shown {
  messages: ChatMessage[];
  state: TalkState;
}

export function beginState(chat: Chat | null): TalkState {
  const last = chat?.messages.at(-1);
  return {
    begun: chat !== null,
    title: chat?.title ?? null,
    shareToken: chat?.shareToken ?? null,
    forks: chat?.forks ?? {},
    unverified: chat?.unverified ?? [],
    following: chat && chat.answering !== null ? { kind: "reading" } : { kind: "none" },
    kept: chat && last && last.id === chat.answering ? last : null,
    stop: "none",
    error: null,
    saved: true,
    pending: null,
    gone: false,
  };
}

/** What is shown once the server has said how a chat stands. A question it does not have stays. */
export function adoptChat({ messages, state }: Shown, chat: Chat): Shown {
  const { pending } = state;
  const arrived = pending === null || chat.messages.some(({ id }) => id === pending.question.id);
  const kept = findAnswering(messages, chat);
  return {
    messages: arrived
      ? reconcile(messages, chat.messages)
      : withQuestion(reconcile(messages, chat.messages), pending),
    state: {
      ...state,
      begun: true,
      gone: false,
      title: chat.title,
      shareToken: chat.shareToken,
      forks: chat.forks,
      unverified: chat.unverified,
      kept,
      saved: state.saved || chat.answering === null,
      pending: arrived ? null : pending,
      error: arrived ? null : state.error,
    },
  };
}

/** The answer under way as far as anybody knows it; null when it is not of this branch. */
function findAnswering(shown: ChatMessage[], chat: Chat): ChatMessage | null {
  const kept = chat.messages.at(-1);
  if (!kept || kept.id !== chat.answering) return null;
  const streamed = shown.find(({ id }) => id === kept.id);
  return streamed ? furthest(streamed, kept) : kept;
}

/** The new messages, with the old object in the place of one that is the same, so that it need not be drawn again. */
function reconcile(old: ChatMessage[], read: ChatMessage[]): ChatMessage[] {
  const known = new Map(old.map((message) => [message.id, message]));
  return read.map((message) => {
    const before = known.get(message.id);
    return before && JSON.stringify(before) === JSON.stringify(message) ? before : message;
  });
}

/** The branch that ends with a question. */
export function withQuestion(
  messages: ChatMessage[],
  { question, parentId }: PendingQuestion,
): ChatMessage[] {
  const at = messages.findIndex(({ id }) => id === parentId);
  // Where the parent is on another branch by now, the end is the place nearest to it.
  return [...(parentId === null || at >= 0 ? messages.slice(0, at + 1) : messages), question];
}

/** The forks once a question, or an answer given again, stands where another did. */
export function forksAfter(before: ChatMessage[], after: ChatMessage[], forks: Forks): Forks {
  const at = after.findIndex(({ id }, index) => before[index]?.id !== id);
  const [replaced, added] = [before[at], after[at]];
  return replaced && added && replaced.role === added.role
    ? withVersion(forks, replaced.id, added.id)
    : forks;
}
