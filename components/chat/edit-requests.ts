import type { Edit, EditEvent } from "#lib/chats";
import { fetchOrExplain } from "./requests.ts";

/** A program to be run as a version of a run. */
export interface ChangedProgram {
  chatId: string;
  runId: string;
  code: string;
  /** The version that was changed; null for the run itself. */
  from: string | null;
  model: string;
}

/** What the page asks of the server about versions of runs. All reject with words for the reader. */
export interface EditRequests {
  list(chatId: string, runId: string): Promise<Edit[]>;
  /** Tells each event as it comes, and resolves after the last. Aborting the signal ends the run. */
  run(program: ChangedProgram, onEvent: (event: EditEvent) => void, signal: AbortSignal): Promise<void>;
}

/** In milliseconds. The records of many versions take their time on a slow network. */
const listTimeoutMs = 20_000;

export const editRequests: EditRequests = {
  async list(chatId, runId) {
    const query = new URLSearchParams({ chat: chatId, run: runId });
    const response = await fetchOrExplain(`/api/runs?${query}`, {
      signal: AbortSignal.timeout(listTimeoutMs),
    });
    return (await response.json()).edits;
  },
  async run(program, onEvent, signal) {
    const response = await fetchOrExplain("/api/runs", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(program),
      signal,
    });
    let ended = false;
    for await (const line of readLines(response.body)) {
      const event = JSON.parse(line) as EditEvent | { kind: "failed"; message: string };
      if (event.kind === "failed") throw new Error(event.message);
      ended = event.kind !== "stage";
      onEvent(event);
    }
    if (!ended) throw broken();
  },
};

function broken(cause?: unknown): Error {
  return new Error("The connection to the Workings server broke before it ended.", { cause });
}

async function* readLines(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string> {
  const reader = body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read().catch((cause) => {
      throw cause instanceof Error && cause.name === "AbortError" ? cause : broken(cause);
    });
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
