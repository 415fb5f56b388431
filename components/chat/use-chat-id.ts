import { usePathname } from "next/navigation";
import { useSyncExternalStore } from "react";
import { useChats } from "./chats-provider.tsx";

/**
 * The chat that the address names, or the one that would be begun. By the address itself: a new chat gets one of its own without
 * another page.
 */
export function useChatId(): { chatId: string; isNew: boolean } {
  const { talks } = useChats();
  const newId = useSyncExternalStore(talks.subscribe, talks.getNewId, talks.getNewId);
  const id = usePathname().match(/^\/chat\/([^/]+)$/)?.[1];
  return { chatId: id ?? newId, isNew: id === undefined };
}
