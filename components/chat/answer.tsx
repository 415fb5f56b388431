import type { UIDataTypes, UIMessagePart, UITools } from "ai";
import { memo } from "react";
import { getToolName, isToolUIPart } from "#components/ai-client";
import { Prose } from "#components/prose";
import {
  Attempts,
  alone,
  placeRuns,
  Run,
  RunBoundary,
  type RunPart,
  readResult,
  runTitle,
} from "#components/run";
import { RunOfValues } from "#components/value";
import type { ChatMessage } from "#lib/agent";
import { listBlocks } from "./answer-blocks.ts";
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
  const places = placeRuns(message.parts);
  const completedBefore = useCompletedRuns(edited, message.parts);
  return (
    <section>
      <h2 className="sr-only">Answer</h2>
      {unverified && <Unverified />}
      {listBlocks(message.parts, places).map(({ key, runs, part, at }) => {
        if (runs === null)
          return part.type === "text" ? (
            <Prose key={key} text={part.text} live={live} runs={completedBefore(at)} />
          ) : (
            drawOther(part)
          );
        return (
          <Attempts key={key} count={runs.length}>
            {runs.map((run) => (
              <RunBoundary key={run.toolCallId} title={runTitle(run)}>
                <RunOfValues
                  runId={run.toolCallId}
                  kept={!live}
                  unverified={unverified}
                  result={readResult(run)}
                >
                  <Run
                    part={run}
                    live={live}
                    place={places.get(run) ?? alone}
                    inspected={inspected === run.toolCallId}
                    onInspect={onInspect}
                  />
                </RunOfValues>
              </RunBoundary>
            ))}
          </Attempts>
        );
      })}
    </section>
  );
});

/** Steps, reasoning, sources and files have no place in an answer yet. */
function drawOther(part: UIMessagePart<UIDataTypes, UITools>) {
  if (part.type === "dynamic-tool") return <UnknownTool key={part.toolCallId} name={part.toolName} />;
  // While it streams, a call of a tool that is not ours looks like one that is.
  return isToolUIPart(part) ? <UnknownTool key={part.toolCallId} name={getToolName(part)} /> : null;
}

const UnknownTool = ({ name }: { name: string }) => (
  <p className="my-3 text-sm text-unavailable [overflow-wrap:anywhere]">
    The model called a tool that does not exist here: {name}.
  </p>
);
