import { useState } from "react";
import type { ReviewAgain } from "#components/run";
import { requestReview } from "./requests.ts";
import type { Talk } from "./talk.ts";

type Asked = Omit<ReviewAgain, "ask">;

const idle: Asked = { status: "idle", message: null };

/** Further reviews of a chat's runs, each asked for by hand; what comes of one goes into its run's record. */
export function useReviews(talk: Talk, model: string, live: boolean) {
  const [asked, setAsked] = useState<ReadonlyMap<string, Asked>>(new Map());

  function note(toolCallId: string, state: Asked) {
    setAsked((all) => new Map(all).set(toolCallId, state));
  }

  async function ask(toolCallId: string) {
    note(toolCallId, { status: "asking", message: null });
    try {
      talk.replaceRun(toolCallId, await requestReview(talk.chatId, toolCallId, model));
      note(toolCallId, idle);
    } catch (error) {
      note(toolCallId, { status: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  }

  return {
    of: (toolCallId: string): ReviewAgain => ({
      ...(asked.get(toolCallId) ?? idle),
      // The server keeps an answer when it has ended, so there is nothing to review again before.
      ask: live ? null : () => void ask(toolCallId),
    }),
  };
}
