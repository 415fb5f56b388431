"use client";

import Link from "next/link";
import { createContext, type ReactNode, useContext } from "react";
import type { ChatPage } from "#lib/chats";

const ListContext = createContext<{ refresh: () => Promise<void> }>({ refresh: async () => {} });

export function ChatListProvider({ children }: { initial: ChatPage | null; children: ReactNode }) {
  return children;
}

export const useChatList = () => useContext(ListContext);

export function announceChange(_chatId: string): void {}

export function useChanges(_listener: (chatId: string) => void): void {}

export const Sidebar = () => (
  <nav className="p-2">
    <Link href="/">New chat</Link>
  </nav>
);

export const SidebarButton = () => null;
