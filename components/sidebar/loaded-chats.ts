import type { ChatPage, ChatSummary, ListKey } from "#lib/chats";

/** The list as far as it is known, newest first: from its beginning to `next`, which is null when that is all. */
export type LoadedChats = ChatPage;

/** Something the reader did to the list. */
export type Change =
  | { kind: "rename"; chatId: string; title: string }
  | { kind: "remove"; chatId: string }
  /** The chat is null when nobody saw it in the list. */
  | { kind: "restore"; chatId: string; chat: ChatSummary | null };

/** Below zero when `a` stands before `b` in the list. */
export function compareKeys(a: ListKey, b: ListKey): number {
  if (a.updatedAt !== b.updatedAt) return b.updatedAt - a.updatedAt;
  return a.id === b.id ? 0 : a.id > b.id ? -1 : 1;
}

/**
 * Puts a page, which begins after `after`, in the place of what was known of that stretch of the list; what was loaded
 * beyond it stays. A chat that both know stands where it was seen last.
 */
export function placePage(known: LoadedChats, after: ListKey | null, page: ChatPage): LoadedChats {
  const { next } = page;
  const newest = known.chats[0];
  // When all that was known stands beyond the page, chats that nobody has seen may stand between the two.
  const hasGap = after === null && next !== null && newest !== undefined && compareKeys(newest, next) > 0;
  const before = known.chats.filter((chat) => after !== null && compareKeys(chat, after) <= 0);
  const beyond = known.chats.filter((chat) => next !== null && !hasGap && compareKeys(chat, next) > 0);
  const read = new Map(page.chats.map((chat) => [chat.id, chat]));
  const kept = [...before, ...beyond].filter(({ id, updatedAt }) => {
    const again = read.get(id);
    return again === undefined || again.updatedAt < updatedAt;
  });
  for (const { id } of kept) read.delete(id);
  return {
    chats: [...kept, ...read.values()].sort(compareKeys),
    next: beyond.length > 0 ? known.next : next,
  };
}

/** The chat after which one has to read to see that place of the list anew; null for its beginning. */
export function findReadingStart(chats: ChatSummary[], place: ListKey): ListKey | null {
  const before = chats.findLast((chat) => compareKeys(chat, place) < 0);
  return before ? { updatedAt: before.updatedAt, id: before.id } : null;
}

export function applyChange(chats: ChatSummary[], change: Change): ChatSummary[] {
  switch (change.kind) {
    case "rename":
      return chats.map((chat) => (chat.id === change.chatId ? { ...chat, title: change.title } : chat));
    case "remove":
      return chats.filter(({ id }) => id !== change.chatId);
    case "restore":
      if (change.chat === null) return chats;
      return [...chats.filter(({ id }) => id !== change.chatId), change.chat].sort(compareKeys);
  }
}
