import { describeRun, readRun, runTitle } from "#components/run";
import { describeEnding } from "./answer-end.tsx";
import type { Conversation } from "./use-conversation.ts";

type Ending = Pick<Conversation, "messages" | "live" | "error" | "stopState">;

/** Why the last question has no whole answer; null while it is being answered and when it was answered well. */
export function describeLastEnding({ messages, live, error, stopState }: Ending): string | null {
  if (live) return null;
  if (error !== null) return error;
  const last = messages.at(-1);
  const unfinished = last?.role === "user" || last?.metadata?.status === "answering";
  if (unfinished && stopState === "unconfirmed")
    return "Stopped here. The server did not confirm it, so the answer may go on there for a while.";
  if (unfinished && stopState !== "none") return "You stopped this answer.";
  return describeEnding(last?.metadata);
}

/** What a screen reader hears of an answer: its verdicts, results and end, never the stream of words. */
export function describeProgress(conversation: Ending): string {
  const last = conversation.messages.at(-1);
  if (last === undefined) return "";
  if (!conversation.live) return describeLastEnding(conversation) ?? "The answer is complete.";
  const run = last.parts.findLast((part) => part.type === "tool-execute_code");
  return run ? describeRun(runTitle(run), readRun(run, true)) : "";
}
