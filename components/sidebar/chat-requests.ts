import { readRefusal } from "#components/refusal";
import type { ChatPage, ListKey, SearchHit } from "#lib/chats";

/** What the list asks of the server. Every promise rejects with words for the reader. */
export interface ChatRequests {
  list(after: ListKey | null): Promise<ChatPage>;
  /** An abort rejects with an AbortError. */
  search(text: string, signal: AbortSignal): Promise<SearchHit[]>;
  /** False, here and below, where there is no such chat. */
  rename(chatId: string, title: string): Promise<boolean>;
  remove(chatId: string): Promise<boolean>;
  restore(chatId: string): Promise<boolean>;
}

/** How long the server may take for an answer. */
const timeoutMs = 15_000;

export function createChatRequests(send: typeof fetch): ChatRequests {
  async function request(path: string, init: RequestInit = {}): Promise<Answer> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    try {
      const response = await send(path, { ...init, signal });
      return { ok: response.ok, status: response.status, text: await response.text() };
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      const words = timeout.aborted ? "does not answer" : "cannot be reached";
      throw new Error(`The Workings server ${words}.`, { cause });
    }
  }

  async function read<T>(path: string, init?: RequestInit): Promise<T> {
    const answer = await request(path, init);
    if (!answer.ok) throw readRefusal(answer.status, answer.text);
    return JSON.parse(answer.text);
  }

  async function change(chatId: string, rest: string, init: RequestInit): Promise<boolean> {
    const answer = await request(`/api/chat/${encodeURIComponent(chatId)}${rest}`, init);
    if (!answer.ok && answer.status !== 404) throw readRefusal(answer.status, answer.text);
    return answer.ok;
  }

  return {
    list: (after) =>
      read(after ? `/api/chats?after=${after.updatedAt}.${encodeURIComponent(after.id)}` : "/api/chats"),
    search: async (text, signal) =>
      (await read<{ hits: SearchHit[] }>(`/api/chats/search?q=${encodeURIComponent(text)}`, { signal })).hits,
    rename: (chatId, title) => change(chatId, "", { method: "PATCH", ...json({ title }) }),
    remove: (chatId) => change(chatId, "", { method: "DELETE" }),
    restore: (chatId) => change(chatId, "/restore", { method: "POST", ...json({}) }),
  };
}

interface Answer {
  ok: boolean;
  status: number;
  text: string;
}

function json(body: object): RequestInit {
  return { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
