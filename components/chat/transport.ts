import { DefaultChatTransport } from "#components/ai-client";
import type { ChatMessage } from "#lib/agent";
import { findEditedRun } from "./find-edited-run.ts";
import { fetchOrExplain } from "./requests.ts";
import type { PendingQuestion } from "./talk-state.ts";

/** A question as the server takes it. The server keeps the conversation, so nothing else is sent. */
export type Sent = { model: string } & (
  | { message: SentQuestion; parentId: string | null }
  /** The id of a version of a run, and that of the question it becomes. */
  | { use: { edit: string; question: string } }
  /** The id of a question of before. */
  | { again: string }
);

interface SentQuestion {
  id: string;
  role: "user";
  parts: { type: "text"; text: string }[];
}

/** `introduce` settles when the browser is somebody to the server. */
export function createTransport(introduce: () => Promise<void>) {
  return new DefaultChatTransport<ChatMessage>({
    api: "/api/chat",
    fetch: fetchOrExplain,
    async prepareSendMessagesRequest({ id, body }) {
      await introduce();
      return { body: { id, ...body } };
    },
  });
}

export function toSent({ question, parentId }: PendingQuestion, model: string): Sent {
  const run = findEditedRun(question);
  if (run) return { use: { edit: run.toolCallId, question: question.id }, model };
  const parts = question.parts.filter((part) => part.type === "text");
  return {
    message: { id: question.id, role: "user", parts: parts.map(({ text }) => ({ type: "text", text })) },
    parentId,
    model,
  };
}
