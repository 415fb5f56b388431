import type { ChatPage, ChatSummary, ListKey } from "#lib/chats";
import type { ChatRequests } from "./chat-requests.ts";
import { createListReadings, type ListReadings } from "./list-readings.ts";
import { createListHolder, type ListHolder, wordsOf } from "./list-state.ts";
import type { Change } from "./loaded-chats.ts";

/** The list of chats. What the reader changes shows at once, and is taken back with words should the server not do it. */
export interface ChatList extends ListReadings, Pick<ListHolder, "getState" | "subscribe" | "dismiss"> {
  /** False, here and below, when it was not done. */
  rename(chatId: string, title: string): Promise<boolean>;
  /** Leaves a notice, by whose id it can be undone until that is dismissed. */
  remove(chatId: string): Promise<boolean>;
  undo(noticeId: number): Promise<boolean>;
  /** Tells the reader of something that failed. */
  complain(message: string): void;
}

interface ChatListParts {
  requests: Omit<ChatRequests, "search">;
  /** Null when the page was made without it; then it has to be read. */
  initial: ChatPage | null;
  /** Told of each change that was done, and where the chat stands in the list if that is known. */
  announce: (chatId: string, place: ListKey | null) => void;
}

export function createChatList({ requests, initial, announce }: ChatListParts): ChatList {
  const holder = createListHolder(initial);
  const readings = createListReadings(holder, requests.list);
  const removals = new Map<number, { chatId: string; chat: ChatSummary | null; done: Promise<boolean> }>();
  let last: Promise<unknown> = Promise.resolve();

  const find = (chatId: string) => holder.getState().chats.find(({ id }) => id === chatId) ?? null;
  const complain = (message: string) => void holder.tell({ kind: "failed", message });

  /** One after another, so that undoing follows what it undoes. */
  function make(change: Change, send: () => Promise<boolean>, failed: string): Promise<boolean> {
    holder.begin(change);
    const done = last.then(async () => {
      let problem: string | null = null;
      try {
        if (!(await send())) problem = "It is not there any more.";
      } catch (error) {
        problem = wordsOf(error);
      }
      holder.end(change, problem === null);
      if (problem !== null) complain(`${failed} ${problem}`);
      return problem === null;
    });
    last = done;
    return done;
  }

  function dismiss(noticeId: number) {
    removals.delete(noticeId);
    holder.dismiss(noticeId);
  }

  return {
    getState: holder.getState,
    subscribe: holder.subscribe,
    ...readings,
    async rename(chatId, title) {
      const chat = find(chatId);
      const send = () => requests.rename(chatId, title);
      const done = await make({ kind: "rename", chatId, title }, send, "The chat could not be renamed.");
      if (done) announce(chatId, chat);
      else void readings.refresh(chat);
      return done;
    },
    async remove(chatId) {
      const chat = find(chatId);
      // A chat that is not there need not be deleted.
      const send = () => requests.remove(chatId).then(() => true);
      const done = make({ kind: "remove", chatId }, send, "The chat could not be deleted.");
      const notice = holder.tell({ kind: "removed", chatId, title: chat?.title ?? null });
      removals.set(notice, { chatId, chat, done });
      if (await done) announce(chatId, chat);
      else dismiss(notice);
      return done;
    },
    async undo(noticeId) {
      const removal = removals.get(noticeId);
      dismiss(noticeId);
      if (!removal) return false;
      const { chatId, chat, done: removed } = removal;
      const send = async () => !(await removed) || requests.restore(chatId);
      const done = await make({ kind: "restore", chatId, chat }, send, "The chat could not be brought back.");
      if (done) announce(chatId, chat);
      if (done && chat === null) await readings.refresh();
      return done;
    },
    dismiss,
    complain,
  };
}
