import { useChat } from "@ai-sdk/react";
import { nanoid } from "nanoid";
import { useEffect, useState } from "react";
import type { ChatMessage, Execution } from "#lib/agent";
import { createTransport, describeError, requestStop } from "./transport.ts";

/** Often enough to read along, seldom enough to leave the browser time. */
const throttleMs = 50;

/** How long the stream may stay open after the server said that it stopped. */
const closeTimeoutMs = 3_000;

export type StopState = "none" | "asked" | "confirmed" | "unconfirmed";

export interface Conversation {
  messages: ChatMessage[];
  /** From sending a question to the end of its answer. */
  live: boolean;
  /** Why the last question got no whole answer, when the page found out rather than the server; else null. */
  error: string | null;
  stopState: StopState;
  ask: (text: string) => void;
  askAgain: () => void;
  stop: () => void;
  /** Puts a new record in the place of a run's. */
  replaceRun: (toolCallId: string, run: Execution) => void;
}

export function useConversation(chatId: string, model: string): Conversation {
  const [transport] = useState(createTransport);
  const [stopState, setStopState] = useState<StopState>("none");
  const chat = useChat<ChatMessage>({ id: chatId, transport, generateId: nanoid, throttle: throttleMs });
  const body = { model };

  const live = chat.status === "submitted" || chat.status === "streaming";

  // After the server's word the stream closes by itself; without it, or should it stay open, the page hangs up.
  useEffect(() => {
    if (!live || stopState === "none" || stopState === "asked") return;
    const timer = setTimeout(chat.stop, stopState === "confirmed" ? closeTimeoutMs : 0);
    return () => clearTimeout(timer);
  }, [live, stopState, chat.stop]);

  async function stop() {
    if (stopState !== "none") return;
    setStopState("asked");
    const confirmed = await requestStop(chatId);
    // Meanwhile the answer may have ended and another may have begun.
    setStopState((now) => (now === "asked" ? (confirmed ? "confirmed" : "unconfirmed") : now));
  }

  return {
    messages: chat.messages,
    live,
    error: chat.error ? describeError(chat.error) : null,
    stopState,
    ask: (text) => {
      setStopState("none");
      void chat.sendMessage({ text }, { body });
    },
    askAgain: () => {
      setStopState("none");
      void chat.regenerate({ body });
    },
    stop,
    replaceRun: (toolCallId, run) => chat.setMessages((messages) => withRun(messages, toolCallId, run)),
  };
}

function withRun(messages: ChatMessage[], toolCallId: string, output: Execution): ChatMessage[] {
  const isRun = (part: ChatMessage["parts"][number]) =>
    part.type === "tool-execute_code" && part.toolCallId === toolCallId && part.state === "output-available";
  return messages.map((message) =>
    message.parts.some(isRun)
      ? { ...message, parts: message.parts.map((part) => (isRun(part) ? { ...part, output } : part)) }
      : message,
  ) as ChatMessage[];
}
