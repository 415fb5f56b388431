import { describeRun, readRun, runTitle } from "#components/run";
import { describeEnding } from "./answer-end.tsx";
import type { View } from "./use-view.ts";

type Ending = Pick<View, "messages" | "live" | "error" | "pending" | "gone">;

/** Why the last question has no whole answer; null while it is being answered and when it was answered well. */
export function describeLastEnding({ messages, live, error, pending, gone }: Ending): string | null {
  if (gone) return "This chat has been deleted. What stands here is what this page still knows of it.";
  if (live) return null;
  if (error !== null) return pending ? `${error} Your question is kept here.` : error;
  const last = messages.at(-1);
  return last?.role === "user" ? "This question was not answered." : describeEnding(last?.metadata);
}

type Trouble = Pick<View, "messages" | "following" | "saved">;

/** What keeps an answer under way from being seen or kept; null while nothing does. */
export function describeTrouble({ messages, following, saved }: Trouble): string | null {
  if (!saved)
    return "This answer is not saved yet: the database cannot be reached. The server keeps it in memory and saves it as soon as it can.";
  switch (following.kind) {
    case "lost":
      return `${following.words} What arrived is kept here. Trying again…`;
    case "reading":
      return messages.at(-1)?.metadata?.status === "answering"
        ? null
        : "Another version of this conversation is being answered.";
    case "none":
    case "asking":
    case "streaming":
      return null;
  }
}

/** What a screen reader hears of an answer: its verdicts, results and end, never the stream of words. */
export function describeProgress(view: Ending & Trouble): string {
  const last = view.messages.at(-1);
  if (last === undefined) return "";
  if (!view.live) return describeLastEnding(view) ?? "The answer is complete.";
  const trouble = describeTrouble(view);
  if (trouble !== null) return trouble;
  const run = last.parts.findLast((part) => part.type === "tool-execute_code");
  return run ? describeRun(runTitle(run), readRun(run, true)) : "";
}
