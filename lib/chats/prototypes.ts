import type { Execution } from "#lib/agent";
import { type HtmlDocument, readHtmlDocument, type Value } from "#lib/value";
import type { ChatStore } from "./chat-store.ts";
import type { Sharing } from "./sharing.ts";

/** Which of a run's values: one that it displayed, counted among its output from 0, or its result. */
export type Shown = number | "result";

/** HTML documents that programs made, from the record of their runs. */
export interface Prototypes {
  /** Also of a version that was made of a run. Null where there is none, or that value of it is no document. */
  load(owner: string, chatId: string, runId: string, shown: Shown): Promise<HtmlDocument | null>;
  loadShared(shareToken: string, runId: string, shown: Shown): Promise<HtmlDocument | null>;
}

export function createPrototypes(
  chats: Pick<ChatStore, "loadRun" | "loadEdit">,
  sharing: Pick<Sharing, "read">,
): Prototypes {
  return {
    async load(owner, chatId, runId, shown) {
      const run =
        (await chats.loadRun(owner, chatId, runId)) ??
        (await chats.loadEdit(owner, chatId, runId))?.execution;
      return run ? readDocument(run, shown) : null;
    },
    async loadShared(shareToken, runId, shown) {
      const chat = await sharing.read(shareToken);
      for (const { parts } of chat?.messages.toReversed() ?? [])
        for (const part of parts)
          if (
            part.type === "tool-execute_code" &&
            part.toolCallId === runId &&
            part.state === "output-available"
          )
            return readDocument(part.output, shown);
      return null;
    },
  };
}

function readDocument(run: Execution, shown: Shown): HtmlDocument | null {
  const value = findValue(run, shown);
  return typeof value === "string" ? readHtmlDocument(value) : null;
}

function findValue(run: Execution, shown: Shown): Value | undefined {
  if (run.status !== "finished" || run.result.status === "refused") return undefined;
  if (shown === "result") return run.result.status === "completed" ? run.result.value : undefined;
  const output = run.result.output[shown];
  return output?.kind === "display" ? output.value : undefined;
}
