import { RefusalError } from "#components/refusal";
import type { ChatMessage } from "#lib/agent";
import type { Chat } from "#lib/chats";
import { followAnswer, type Joined } from "./follow.ts";
import { furthest } from "./furthest.ts";
import type { TalkCore } from "./talk.ts";

export interface FollowingTalk {
  follow(begin: Joined | "join" | "read"): Promise<void>;
  refresh(): Promise<void>;
  /** Shows a chat as the server has just said that it stands. */
  take(chat: Chat): void;
}

/** When a new chat's title is looked for after its first answer, in milliseconds since the look before. */
const titlePausesMs = [1_000, 3_000, 6_000];

const isAnswering = ({ metadata }: ChatMessage) => metadata?.status === "answering";

/** Keeps a chat at what the server has of it. */
export function createFollowing(core: TalkCore): FollowingTalk {
  const { ai, chatId, parts } = core;
  let underWay: Promise<void> | null = null;
  let wake = () => {};

  const isLive = () => core.get().following.kind !== "none";

  async function join(): Promise<Joined> {
    const { kept } = core.get();
    // An answer of another branch has no place in this one.
    if (kept === null || ai.lastMessage?.id !== kept.id) return "nothing";
    let streamed = false;
    core.onStream = () => {
      streamed = true;
      core.set({ following: { kind: "streaming" } });
    };
    await ai.resumeStream();
    core.onStream = null;
    const { error } = ai;
    ai.clearError();
    if (!error) return streamed ? "ended" : "nothing";
    return !streamed && error instanceof RefusalError ? "nothing" : "broken";
  }

  async function read(): Promise<Chat | null> {
    const chat = await parts.requests.read(chatId);
    core.onRead?.(chat);
    if (chat) core.adopt(chat);
    else core.set({ gone: true });
    return chat;
  }

  function isWhole(): boolean {
    const last = ai.lastMessage;
    return last?.metadata !== undefined && !isAnswering(last) && core.get().saved;
  }

  function pause(ms: number): Promise<void> {
    const woken = Promise.withResolvers<void>();
    wake = woken.resolve;
    return Promise.race([parts.pause(ms), woken.promise]);
  }

  async function followToEnd(begin: Joined | "join" | "read"): Promise<void> {
    await followAnswer({ join, read, isWhole, pause, show: (following) => core.set({ following }) }, begin);
    core.set({ kept: null, stop: "none" });
    parts.onEvent({ kind: "changed", chatId });
    if (ai.messages.length <= 2) void watchTitle();
  }

  /** A new chat is given its title some time after its first answer. */
  async function watchTitle(): Promise<void> {
    const before = core.get().title;
    await refresh();
    const first = core.get().title;
    // The list may have been read before the title was there.
    if (first !== before) parts.onEvent({ kind: "changed", chatId });
    for (const ms of titlePausesMs) {
      await parts.pause(ms);
      if (isLive()) return;
      await refresh();
      if (core.get().title !== first) return parts.onEvent({ kind: "changed", chatId });
    }
  }

  /** What fails here is not told: what is shown stays as it was, and whatever is asked next tells. */
  async function refresh(): Promise<void> {
    if (isLive()) return wakeUp();
    const { begun, pending } = core.get();
    if (!begun && pending === null) return;
    const shown = ai.messages;
    const chat = await parts.requests.read(chatId).catch(() => undefined);
    // Meanwhile something may have been asked here, and what was read is old.
    if (chat === undefined || isLive() || ai.messages !== shown) return;
    if (chat === null) return core.set({ gone: begun });
    take(chat);
  }

  /** A connection can be dead without a word. Whoever has heard less than what is saved by now has lost it. */
  async function wakeUp(): Promise<void> {
    wake();
    if (core.get().following.kind !== "streaming") return;
    const shown = ai.lastMessage;
    const chat = await parts.requests.read(chatId).catch(() => null);
    const saved = chat?.messages.at(-1);
    const isOlder = shown !== undefined && shown === ai.lastMessage && shown.id === saved?.id;
    if (isOlder && !isAnswering(shown)) return;
    if (isOlder && (!isAnswering(saved) || furthest(saved, shown) === saved)) await ai.stop();
  }

  function take(chat: Chat) {
    core.adopt(chat);
    if (chat.answering !== null) void follow("join");
  }

  function follow(begin: Joined | "join" | "read"): Promise<void> {
    underWay ??= followToEnd(begin).finally(() => {
      underWay = null;
    });
    return underWay;
  }

  return { follow, refresh, take };
}
