"use client";

import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from "react";
import { preloadMarkdown } from "#components/prose";
import { announceChange, useChanges, useChatList } from "#components/sidebar";
import { createIntroduction } from "./introduction.ts";
import { chatRequests } from "./requests.ts";
import type { ChatSetup } from "./setup.ts";
import type { TalkEvent } from "./talk.ts";
import { createTalks, type Talks } from "./talks.ts";
import { createTransport } from "./transport.ts";

interface Chats {
  setup: ChatSetup;
  talks: Talks;
  /** Who is asked. */
  modelId: string;
  chooseModel: (id: string) => void;
  /** False while the first page is being taken over from the server. */
  settled: RefObject<boolean>;
}

const ChatsContext = createContext<Chats | null>(null);

export function useChats(): Chats {
  const chats = useContext(ChatsContext);
  if (!chats) throw new Error("There is no ChatsProvider around this.");
  return chats;
}

interface ChatsProviderProps {
  setup: ChatSetup;
  /** The id of the chat that is begun next. */
  newId: string;
  children: ReactNode;
}

/** Keeps the chats of this page, above whatever shows one. It stands inside a `ChatListProvider`. */
export function ChatsProvider({ setup, newId, children }: ChatsProviderProps) {
  const [modelId, chooseModel] = useState(setup.models[0]?.id ?? "");
  const list = useChatList();
  const [talks] = useState(() =>
    createTalks(newId, {
      transport: createTransport(createIntroduction(setup.known)),
      requests: chatRequests,
      storage: () => localStorage,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    }),
  );

  /** The last new chat that was given an address. */
  const addressed = useRef<string | null>(null);
  const hear = useEffectEvent(({ kind, chatId }: TalkEvent) => {
    announceChange(chatId);
    void list.refresh();
    // From here on a reload finds it. Whoever has gone elsewhere meanwhile stays there. The page stays too: its reader may be
    // deep in it, and the server has nothing to add.
    if (kind === "asked" && location.pathname === "/" && talks.getNewId() === chatId) {
      addressed.current = chatId;
      history.pushState(null, "", `/chat/${chatId}`);
    }
  });
  // Whoever goes back before the page has followed to that address is to find an empty chat, as later.
  useEffect(() => {
    const renew = () => {
      if (location.pathname === "/" && talks.getNewId() === addressed.current) talks.renewId();
    };
    addEventListener("popstate", renew);
    return () => removeEventListener("popstate", renew);
  }, [talks]);
  // Whoever has chats opens one, and its text should not be seen bare before it is set.
  const hasChats = list.chats.length > 0;
  useEffect(() => {
    if (hasChats) preloadMarkdown();
  }, [hasChats]);
  useEffect(() => talks.hear((event) => hear(event)), [talks]);
  useChanges((chatId) => void talks.find(chatId)?.refresh());

  // Effects of what stands in it come first.
  const settled = useRef(false);
  useEffect(() => {
    settled.current = true;
  }, []);

  return <ChatsContext value={{ setup, talks, modelId, chooseModel, settled }}>{children}</ChatsContext>;
}
