"use client";

import { useEffect, useEffectEvent } from "react";
import type { ListKey } from "#lib/chats";

/** What one tab tells the others: a chat has changed, and where it stands in the list if the tab knows. */
export interface ChatChange {
  chatId: string;
  place: ListKey | null;
}

export interface OtherTabs {
  announce(change: ChatChange): void;
  /** Calls `listener` for what other tabs announce, never for one's own. */
  subscribe(listener: (change: ChatChange) => void): () => void;
  close(): void;
}

export function createOtherTabs(channelName: string): OtherTabs {
  const channel = new BroadcastChannel(channelName);
  return {
    announce: (change) => channel.postMessage(change),
    subscribe(listener) {
      const hear = ({ data }: MessageEvent<unknown>) => {
        if (isChatChange(data)) listener(data);
      };
      channel.addEventListener("message", hear);
      return () => channel.removeEventListener("message", hear);
    },
    close: () => channel.close(),
  };
}

/** The other tab may run another version of the page. */
function isChatChange(data: unknown): data is ChatChange {
  return typeof data === "object" && data !== null && "chatId" in data && "place" in data;
}

/** One for the page: a channel hears all of its own page's other channels. */
let otherTabs: OtherTabs | null = null;

function getOtherTabs(): OtherTabs {
  otherTabs ??= createOtherTabs("workings-chats");
  return otherTabs;
}

/** Tells the other tabs that a chat has changed: a question, an answer, a branch, its title. */
export function announceChange(chatId: string, place: ListKey | null = null): void {
  getOtherTabs().announce({ chatId, place: place && { updatedAt: place.updatedAt, id: place.id } });
}

/** Calls `listener` when another tab has changed a chat. */
export function useChanges(listener: (chatId: string, place: ListKey | null) => void): void {
  const hear = useEffectEvent(listener);
  useEffect(() => getOtherTabs().subscribe(({ chatId, place }) => hear(chatId, place)), []);
}
