import { RefusalError, readRefusal } from "#components/refusal";
import type { ExportForm } from "#lib/chats";

/** What the page asks of the server about chats that leave it and come to it. Every promise rejects with words for the reader. */
export interface SharingRequests {
  /** The unguessable part of the chat's link, which is made if there is none. */
  share(chatId: string): Promise<string>;
  /** Withdraws the link. */
  unshare(chatId: string): Promise<void>;
  export(chatId: string, form: ExportForm): Promise<ExportedFile>;
  /** Adds a chat from a file, and resolves to its id. */
  import(file: Blob): Promise<string>;
}

export interface ExportedFile {
  name: string;
  content: Blob;
}

/** How long the server may take, in milliseconds: a large file takes its time on a slow network. */
const timeoutMs = { change: 15_000, file: 180_000 };

/** What the server takes, in bytes. */
const maxImportBytes = 20 * 1024 * 1024;

export function createSharingRequests(send: typeof fetch): SharingRequests {
  /** Reads what is wanted of an answer, in time. */
  async function request<T>(
    path: string,
    init: RequestInit,
    ms: number,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    const timeout = AbortSignal.timeout(ms);
    const answer = await explain(timeout, async () => {
      const response = await send(path, { ...init, signal: timeout });
      return response.ok
        ? { ok: true as const, value: await read(response) }
        : { ok: false as const, status: response.status, text: await response.text() };
    });
    if (!answer.ok) throw readRefusal(answer.status, answer.text);
    return answer.value;
  }

  const address = (chatId: string, rest: string) => `/api/chat/${encodeURIComponent(chatId)}/${rest}`;

  return {
    share: (chatId) =>
      request(address(chatId, "share"), { method: "POST" }, timeoutMs.change, async (response) => {
        const { token } = await response.json();
        return token;
      }),
    unshare: (chatId) =>
      request(address(chatId, "share"), { method: "DELETE" }, timeoutMs.change, async () => undefined),
    export: (chatId, form) =>
      request(address(chatId, `export?as=${form}`), {}, timeoutMs.file, async (response) => ({
        name: readFileName(response.headers.get("content-disposition")),
        content: await response.blob(),
      })),
    async import(file) {
      if (file.size > maxImportBytes) throw new Error("It is larger than 20 MB.");
      const init = { method: "POST", headers: { "content-type": "application/json" }, body: file };
      try {
        return await request("/api/chats/import", init, timeoutMs.file, async (response) => {
          const { id } = await response.json();
          return id;
        });
      } catch (error) {
        if (error instanceof RefusalError && error.code === "broken-json")
          throw new Error("The file is no JSON.", { cause: error });
        throw error;
      }
    },
  };
}

async function explain<T>(timeout: AbortSignal, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    const words = timeout.aborted ? "does not answer" : "cannot be reached";
    throw new Error(`The Workings server ${words}.`, { cause });
  }
}

/** The name that the server gave the file. */
function readFileName(disposition: string | null): string {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/)?.[1];
  return encoded === undefined ? "chat" : decodeURIComponent(encoded);
}
