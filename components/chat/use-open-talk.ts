import { useEffect, useSyncExternalStore } from "react";
import { useChats } from "./chats-provider.tsx";
import type { Talk } from "./talk.ts";

/** The chat that the page shows, kept at what the server has of it; not ready until the page has brought it. */
export function useOpenTalk(chatId: string): { talk: Talk; ready: boolean } {
  const { talks } = useChats();
  const talk = useSyncExternalStore(
    talks.subscribe,
    () => talks.find(chatId) ?? talks.idle,
    () => talks.idle,
  );
  const ready = talk !== talks.idle;

  useEffect(() => {
    if (!ready) return;
    talk.open();
    const refresh = () => {
      if (document.visibilityState === "visible") void talk.refresh();
    };
    // The last is a page that the browser had put aside, with all that it knew then.
    const occasions = [
      [document, "visibilitychange"],
      [window, "online"],
      [window, "pageshow"],
    ] as const;
    for (const [target, name] of occasions) target.addEventListener(name, refresh);
    return () => {
      for (const [target, name] of occasions) target.removeEventListener(name, refresh);
    };
  }, [talk, ready]);

  // What was written before the chat was there.
  useEffect(() => {
    const { draft } = talks.idle;
    if (!ready || draft.read() === "") return;
    talk.draft.giveBack(draft.read());
    draft.write("");
  }, [talks, talk, ready]);

  return { talk, ready };
}
