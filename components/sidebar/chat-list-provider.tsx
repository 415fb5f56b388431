"use client";

import { usePathname, useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { ChatPage } from "#lib/chats";
import { type ChatList, createChatList } from "./chat-list.ts";
import { createChatRequests } from "./chat-requests.ts";
import { CommandContext, createCommandRegistry } from "./commands.ts";
import type { Calendar } from "./days.ts";
import type { ListState } from "./list-state.ts";
import { announceChange, useChanges } from "./other-tabs.ts";
import { readRemembered } from "./remembered.ts";
import { ScreenProvider } from "./screen.tsx";
import { useCalendar, useTimeZone } from "./use-calendar.ts";

interface ChatListValue extends ListState, Omit<ChatList, "getState" | "subscribe"> {
  /** The chat that the page shows; null for one that is not begun. */
  openChatId: string | null;
  calendar: Calendar;
}

const ChatListContext = createContext<ChatListValue | null>(null);

/** The list of chats, for what stands inside a `ChatListProvider`. */
export function useChatList(): ChatListValue {
  const value = useContext(ChatListContext);
  if (value === null) throw new Error("There is no ChatListProvider around this.");
  return value;
}

interface ChatListProviderProps {
  /** The first page of the list: empty for somebody who has none, null when it could not be read. */
  initial: ChatPage | null;
  /** When the server made the page, in milliseconds since the epoch. */
  now: number;
  /** What the cookie named `rememberedCookie` holds. */
  remembered: string | undefined;
  children: ReactNode;
}

export function ChatListProvider({ initial, now, remembered, children }: ChatListProviderProps) {
  const [recalled] = useState(() => readRemembered(remembered));
  const [list] = useState(() =>
    createChatList({ requests: createChatRequests(fetch), initial, announce: announceChange }),
  );
  const [commands] = useState(createCommandRegistry);
  const state = useSyncExternalStore(list.subscribe, list.getState, list.getState);
  const timeZone = useTimeZone(recalled.timeZone ?? "UTC");
  const calendar = useCalendar(timeZone, now);
  const navigation = useNavigation(list);
  useFreshList(list);

  const { getState: _, subscribe: __, ...actions } = list;
  const value = { ...state, ...actions, ...navigation, calendar };
  return (
    <ChatListContext value={value}>
      <CommandContext value={commands}>
        <ScreenProvider hidden={recalled.hidden} timeZone={state.chats.length > 0 ? timeZone : null}>
          {children}
        </ScreenProvider>
      </CommandContext>
    </ChatListContext>
  );
}

/** Reads the list when it is not known, and when other tabs or other devices may have changed it. */
function useFreshList(list: ChatList) {
  useChanges((_, place) => void list.refresh(place));
  useEffect(() => {
    if (!list.getState().known) void list.refresh();
    const refreshWhenSeen = () => {
      if (document.visibilityState === "visible" && list.getState().chats.length > 0) void list.refresh();
    };
    document.addEventListener("visibilitychange", refreshWhenSeen);
    return () => document.removeEventListener("visibilitychange", refreshWhenSeen);
  }, [list]);
}

/** Leaves a chat that is deleted, and comes back to it when that is undone or fails. */
function useNavigation(list: ChatList): Pick<ChatListValue, "openChatId" | "remove" | "undo"> {
  const router = useRouter();
  const openChatId = readChatId(usePathname());
  const left = useRef(new Set<string>());

  function comeBack(chatId: string) {
    // Whoever has gone elsewhere meanwhile stays there.
    if (left.current.delete(chatId) && location.pathname === "/") router.push(`/chat/${chatId}`);
  }

  return {
    openChatId,
    async remove(chatId) {
      if (chatId === openChatId) {
        left.current.add(chatId);
        router.replace("/");
      }
      const done = await list.remove(chatId);
      if (!done) comeBack(chatId);
      return done;
    },
    async undo(noticeId) {
      const notice = list.getState().notices.find(({ id }) => id === noticeId);
      const done = await list.undo(noticeId);
      if (done && notice?.kind === "removed") comeBack(notice.chatId);
      return done;
    },
  };
}

function readChatId(pathname: string | null): string | null {
  return pathname?.match(/^\/chat\/([^/]+)$/)?.[1] ?? null;
}
