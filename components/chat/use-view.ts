import { useMemo, useSyncExternalStore } from "react";
import { useChat } from "#components/ai-client";
import type { ChatMessage } from "#lib/agent";
import { withKept } from "./furthest.ts";
import type { Talk } from "./talk.ts";
import type { TalkState } from "./talk-state.ts";

/** Often enough to read along, seldom enough to leave the browser time. */
const throttleMs = 50;

/** A chat as it is drawn. */
export interface View extends TalkState {
  messages: ChatMessage[];
  /** From sending a question to the end of its answer. */
  live: boolean;
}

export function useView(talk: Talk): View {
  useChat<ChatMessage>({ chat: talk.ai, throttle: throttleMs });
  const state = useSyncExternalStore(talk.subscribe, talk.getState, talk.getState);
  // The hook says when to draw. Its own copy may be older than the state, and of another branch.
  const { messages } = talk.ai;
  return useMemo(
    () => ({
      ...state,
      messages: withKept(messages, state.kept),
      live: state.following.kind !== "none",
    }),
    [messages, state],
  );
}
