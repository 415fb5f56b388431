import { useEffect, useRef, useSyncExternalStore } from "react";
import type { Talk } from "./talk.ts";
import type { View } from "./use-view.ts";

/** The message that the address names. It is brought into view once, from another branch if need be. */
export function useMarked(talk: Talk, { messages, live }: View): string | null {
  const hash = useSyncExternalStore(
    watchHash,
    () => location.hash,
    () => "",
  );
  const marked = hash.length > 1 ? hash.slice(1) : null;
  const isHere = messages.some(({ id }) => id === marked);
  const shown = useRef<string | null>(null);
  const sought = useRef<string | null>(null);

  useEffect(() => {
    if (marked === null || shown.current === marked) return;
    if (isHere) {
      shown.current = marked;
      document.getElementById(marked)?.scrollIntoView({ block: "start" });
    } else if (!live && messages.length > 0 && sought.current !== marked) {
      sought.current = marked;
      // A link to what is not there shows the chat as it is.
      void talk.chooseBranch(marked);
    }
  }, [marked, isHere, live, messages.length, talk]);

  return marked;
}

/** Of a step within the page only the newer interface tells. */
function watchHash(onChange: () => void): () => void {
  const { navigation } = window as { navigation?: EventTarget };
  navigation?.addEventListener("currententrychange", onChange);
  window.addEventListener("hashchange", onChange);
  return () => {
    navigation?.removeEventListener("currententrychange", onChange);
    window.removeEventListener("hashchange", onChange);
  };
}
