"use client";

import Link from "next/link";
import { createContext, type ReactNode, useContext } from "react";
import type { ChatPage, ChatSummary } from "#lib/chats";

interface List {
  chats: ChatSummary[];
  refresh: () => Promise<void>;
}

const ListContext = createContext<List>({ chats: [], refresh: async () => {} });

interface ChatListProviderProps {
  initial: ChatPage | null;
  now: number;
  remembered: string | undefined;
  children: ReactNode;
}

export function ChatListProvider({ children }: ChatListProviderProps) {
  return children;
}

export const rememberedCookie = "sidebar";

export const useChatList = () => useContext(ListContext);

export function announceChange(_chatId: string): void {}

export function useChanges(_listener: (chatId: string) => void): void {}

export const Sidebar = () => (
  <nav className="p-2">
    <Link href="/">New chat</Link>
  </nav>
);

export const SidebarButton = () => null;
