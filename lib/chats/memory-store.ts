import type { ChatMessage } from "#lib/agent";
import type { Chat, ChatStore } from "./store.ts";

/** Conversations in this process's memory: gone when it ends. The least recently used gives way beyond `maxChats`. */
export function createMemoryStore({ maxChats }: { maxChats: number }): ChatStore {
  const chats = new Map<string, Chat>();

  function touch(id: string): Chat {
    const chat = chats.get(id) ?? { id, messages: [] };
    chats.delete(id);
    chats.set(id, chat);
    const oldest = chats.keys().next();
    if (chats.size > maxChats && !oldest.done) chats.delete(oldest.value);
    return chat;
  }

  return {
    async load(id) {
      const chat = chats.get(id);
      return chat ? structuredClone(chat) : null;
    },
    async saveQuestion(id, question) {
      const chat = touch(id);
      const asked = chat.messages.findLastIndex(({ role }) => role === "user");
      const isAskedAgain = chat.messages[asked]?.id === question.id;
      chat.messages = [...chat.messages.slice(0, isAskedAgain ? asked : undefined), question];
      return structuredClone(chat);
    },
    async saveAnswer(id, given) {
      const answer = structuredClone(given);
      const chat = touch(id);
      const place = chat.messages.findIndex((message) => message.id === answer.id);
      chat.messages = place < 0 ? [...chat.messages, answer] : chat.messages.with(place, answer);
    },
    async loadRun(id, runId) {
      const run = findRun(chats.get(id), runId);
      return run ? structuredClone(run.output) : null;
    },
    async saveRun(id, runId, execution) {
      const run = findRun(chats.get(id), runId);
      if (run?.output.program.sha256 !== execution.program.sha256) return false;
      run.output = structuredClone(execution);
      return true;
    },
  };
}

type Run = Extract<ChatMessage["parts"][number], { type: "tool-execute_code"; state: "output-available" }>;

function findRun(chat: Chat | undefined, runId: string): Run | null {
  for (const { parts } of chat?.messages ?? [])
    for (const part of parts)
      if (part.type === "tool-execute_code" && part.toolCallId === runId && part.state === "output-available")
        return part;
  return null;
}
