import { RefusalError, readRefusal } from "#components/refusal";
import type { Execution } from "#lib/agent";
import type { Chat } from "#lib/chats";
import type { Allowance } from "./setup.ts";

/** What the page asks of the server about one chat, besides an answer. All but `stop` reject with words for the reader. */
export interface ChatRequests {
  /** Null for a chat that is not there. */
  read(chatId: string): Promise<Chat | null>;
  /** Goes over to the branch of a message. */
  chooseBranch(chatId: string, messageId: string): Promise<Chat>;
  /** Null when it cannot be read. Never rejects. */
  readAllowance(): Promise<Allowance | null>;
  /** False when the server did not say that it will. */
  stop(chatId: string): Promise<boolean>;
}

/** How long the server may take, in milliseconds. A chat of a thousand messages takes its time on a slow network. */
const timeoutMs = { read: 20_000, stop: 3_000, introduce: 10_000 };

export const chatRequests: ChatRequests = {
  async read(chatId) {
    try {
      return await readJson(`/api/chat/${encodeURIComponent(chatId)}`, {
        signal: AbortSignal.timeout(timeoutMs.read),
      });
    } catch (error) {
      if (error instanceof RefusalError && error.status === 404) return null;
      throw error;
    }
  },
  chooseBranch: (chatId, messageId) =>
    readJson(`/api/chat/${encodeURIComponent(chatId)}/branch`, post({ messageId }, timeoutMs.read)),
  async readAllowance() {
    try {
      const response = await fetch("/api/allowance", { signal: AbortSignal.timeout(timeoutMs.read) });
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  },
  async stop(chatId) {
    try {
      return (await fetch(`/api/chat/${encodeURIComponent(chatId)}/stop`, post({}, timeoutMs.stop))).ok;
    } catch {
      return false;
    }
  },
};

/** Asks the server to have a run's program reviewed again. Resolves to its new record; rejects with words for the reader. */
export function requestReview(chatId: string, runId: string, model: string): Promise<Execution> {
  return readJson(`/api/runs/${encodeURIComponent(runId)}/review`, post({ chatId, model }));
}

/** Has the server give this browser the cookie that its chats are kept under. Rejects with words for the reader. */
export async function requestOwner(): Promise<void> {
  await fetchOrExplain("/api/owner", post({}, timeoutMs.introduce));
}

function post(body: object, timeoutMs?: number): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    ...(timeoutMs !== undefined && { signal: AbortSignal.timeout(timeoutMs) }),
  };
}

async function readJson<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetchOrExplain(path, init);
  try {
    return await response.json();
  } catch (cause) {
    throw new Error("The Workings server's answer broke off.", { cause });
  }
}

/** Rejects with words for the reader. An abort goes through as it is, since the chat tells it apart. */
export async function fetchOrExplain(...request: Parameters<typeof fetch>): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(...request);
  } catch (cause) {
    if (cause instanceof Error && cause.name === "AbortError") throw cause;
    throw new Error("The Workings server cannot be reached.", { cause });
  }
  if (response.ok) return response;
  throw readRefusal(response.status, await response.text());
}
