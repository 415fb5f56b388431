import { useMemo } from "react";
import type { CompletedRun } from "#components/prose";
import { type RunPart, readResult, runTitle } from "#components/run";
import type { ChatMessage } from "#lib/agent";

const none: readonly CompletedRun[] = [];

/**
 * The runs that had come to a result when a part of an answer was written, that of the question among them: what is written later
 * cannot come from them. Lists of the same runs are the same lists, however often the answer grows.
 */
export function useCompletedRuns(
  edited: RunPart | null,
  parts: ChatMessage["parts"],
): (partIndex: number) => readonly CompletedRun[] {
  const completed: { at: number; run: CompletedRun }[] = [];
  [edited, ...parts].forEach((part, at) => {
    const result = part?.type === "tool-execute_code" ? readResult(part) : null;
    if (part?.type === "tool-execute_code" && result?.status === "completed")
      completed.push({
        at: at - 1,
        run: {
          toolCallId: part.toolCallId,
          title: runTitle(part),
          value: result.value,
          output: result.output.map((line) => (line.kind === "console" ? line.values : line.value)),
        },
      });
  });
  const ids = completed.map(({ run }) => run.toolCallId).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a run came to never changes.
  const lists = useMemo(
    () => completed.map((_, index) => completed.slice(0, index + 1).map(({ run }) => run)),
    [ids],
  );
  return (partIndex) => lists[completed.filter(({ at }) => at < partIndex).length - 1] ?? none;
}
