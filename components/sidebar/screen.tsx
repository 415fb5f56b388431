"use client";

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { writeRemembered } from "./remembered.ts";

/** Wide enough for a column beside the conversation; the classes of the column and of its button say the same. */
const wideScreen = "(min-width: 56.25rem)";

/** Where the list is: a column on wide screens, which can be hidden, and a drawer on narrow ones. */
interface Screen {
  isWide: boolean;
  isHidden: boolean;
  isDrawerOpen: boolean;
  /** Whether the list can be seen. */
  isShown: boolean;
  toggle: () => void;
  closeDrawer: () => void;
}

const ScreenContext = createContext<Screen | null>(null);

export function useScreen(): Screen {
  const value = useContext(ScreenContext);
  if (value === null) throw new Error("There is no ChatListProvider around this.");
  return value;
}

interface ScreenProviderProps {
  /** As the reader left it. */
  hidden: boolean;
  /** To be remembered; null when there is no need. */
  timeZone: string | null;
  children: ReactNode;
}

export function ScreenProvider({ hidden, timeZone, children }: ScreenProviderProps) {
  const [isHidden, setHidden] = useState(hidden);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const isWide = useIsWide();

  useEffect(() => {
    // Whoever has no chats and changed nothing leaves with nothing set.
    if (timeZone === null && !isHidden && !hidden) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the other interface is missing on pages served without TLS.
    document.cookie = writeRemembered({ hidden: isHidden, timeZone });
  }, [isHidden, hidden, timeZone]);

  const value: Screen = {
    isWide,
    isHidden,
    isDrawerOpen: isDrawerOpen && !isWide,
    isShown: isWide ? !isHidden : isDrawerOpen,
    toggle: () => (isWide ? setHidden(!isHidden) : setDrawerOpen(!isDrawerOpen)),
    closeDrawer: () => setDrawerOpen(false),
  };
  return <ScreenContext value={value}>{children}</ScreenContext>;
}

function useIsWide(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = matchMedia(wideScreen);
      query.addEventListener("change", onChange);
      return () => query.removeEventListener("change", onChange);
    },
    () => matchMedia(wideScreen).matches,
    () => true,
  );
}
