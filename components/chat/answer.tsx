import { getToolName, isToolUIPart, type UIDataTypes, type UIMessagePart, type UITools } from "ai";
import { memo } from "react";
import { Prose } from "#components/prose";
import { countAttempts, Run, RunBoundary, type RunPart, readResult, runTitle } from "#components/run";
import { RunOfValues } from "#components/value";
import type { ChatMessage } from "#lib/agent";
import { Unverified } from "./question.tsx";
import { useCompletedRuns } from "./use-completed-runs.ts";

interface AnswerProps {
  message: ChatMessage;
  /** The run that the question consists of, where its author changed one. */
  edited: RunPart | null;
  /** Whether it is still arriving. */
  live: boolean;
  /** It came with an import that nobody vouches for. */
  unverified: boolean;
  /** The run that the panel shows, if it is one of this answer. */
  inspected: string | null;
  onInspect: (toolCallId: string) => void;
}

/** Memoised because all but the last stay as they are while the last one streams. */
export const Answer = memo(function Answer({
  message,
  edited,
  live,
  unverified,
  inspected,
  onInspect,
}: AnswerProps) {
  const runs = message.parts.filter((part) => part.type === "tool-execute_code");
  const attempts = countAttempts(runs);
  const completedBefore = useCompletedRuns(edited, message.parts);

  function drawRun(part: RunPart) {
    const attempt = attempts[runs.indexOf(part)] ?? { number: 1, total: 1 };
    return (
      <RunBoundary key={part.toolCallId} title={runTitle(part)}>
        <RunOfValues runId={part.toolCallId} kept={!live} result={readResult(part)}>
          <Run
            part={part}
            live={live}
            attempt={attempt}
            isAnswer={part === runs.at(-1)}
            inspected={inspected === part.toolCallId}
            onInspect={onInspect}
          />
        </RunOfValues>
      </RunBoundary>
    );
  }

  return (
    <section>
      <h2 className="sr-only">Answer</h2>
      {unverified && <Unverified />}
      {message.parts.map((part, index) => {
        switch (part.type) {
          case "text":
            return part.text.trim() === "" ? null : (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts are only ever added at the end.
              <Prose key={index} text={part.text} live={live} runs={completedBefore(index)} />
            );
          case "tool-execute_code":
            return drawRun(part);
          case "dynamic-tool":
            return <UnknownTool key={part.toolCallId} name={part.toolName} />;
          default:
            return drawOther(part);
        }
      })}
    </section>
  );
});

/** Steps, reasoning, sources and files have no place in an answer yet. */
function drawOther(part: UIMessagePart<UIDataTypes, UITools>) {
  // While it streams, a call of a tool that is not ours looks like one that is.
  return isToolUIPart(part) ? <UnknownTool key={part.toolCallId} name={getToolName(part)} /> : null;
}

const UnknownTool = ({ name }: { name: string }) => (
  <p className="my-3 text-sm text-unavailable [overflow-wrap:anywhere]">
    The model called a tool that does not exist here: {name}.
  </p>
);
