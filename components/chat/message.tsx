import { getToolName, isToolUIPart, type UIMessage } from "ai";
import { memo } from "react";
import { Prose } from "#components/prose";
import { countAttempts, Run, RunBoundary, type RunPart, runTitle } from "#components/run";
import type { ChatMessage } from "#lib/agent";

export const Question = memo(function Question({ message }: { message: ChatMessage }) {
  const text = message.parts.map((part) => (part.type === "text" ? part.text : "")).join("\n");
  return (
    <section className="mt-14 first:mt-8">
      <h2 className="sr-only">Question</h2>
      <p className="max-w-[60ch] font-serif-italic text-xl leading-snug whitespace-pre-wrap italic [overflow-wrap:anywhere]">
        {text}
      </p>
    </section>
  );
});

interface AnswerProps {
  message: ChatMessage;
  /** Whether it is still arriving. */
  live: boolean;
  /** The run that the panel shows, if it is one of this answer. */
  inspected: string | null;
  onInspect: (toolCallId: string) => void;
}

/** Memoised because all but the last stay as they are while the last one streams. */
export const Answer = memo(function Answer({ message, live, inspected, onInspect }: AnswerProps) {
  const runs = message.parts.filter((part) => part.type === "tool-execute_code");
  const attempts = countAttempts(runs);

  function drawRun(part: RunPart) {
    const attempt = attempts[runs.indexOf(part)] ?? { number: 1, total: 1 };
    return (
      <RunBoundary key={part.toolCallId} title={runTitle(part)}>
        <Run
          part={part}
          live={live}
          attempt={attempt}
          isAnswer={part === runs.at(-1)}
          inspected={inspected === part.toolCallId}
          onInspect={onInspect}
        />
      </RunBoundary>
    );
  }

  return (
    <section className="mt-5">
      <h2 className="sr-only">Answer</h2>
      {message.parts.map((part, index) => {
        switch (part.type) {
          case "text":
            // biome-ignore lint/suspicious/noArrayIndexKey: parts are only ever added at the end.
            return part.text.trim() === "" ? null : <Prose key={index} text={part.text} live={live} />;
          case "tool-execute_code":
            return drawRun(part);
          case "dynamic-tool":
            return <UnknownTool key={part.toolCallId} name={part.toolName} />;
          default:
            // biome-ignore lint/suspicious/noArrayIndexKey: parts are only ever added at the end.
            return <OtherPart key={index} part={part} />;
        }
      })}
    </section>
  );
});

/** While it streams, a call of a tool that is not ours looks like one that is. Nothing else has a place in an answer yet. */
function OtherPart({ part }: { part: UIMessage["parts"][number] }) {
  return isToolUIPart(part) ? <UnknownTool name={getToolName(part)} /> : null;
}

const UnknownTool = ({ name }: { name: string }) => (
  <p className="my-3 text-sm text-unavailable [overflow-wrap:anywhere]">
    The model called a tool that does not exist here: {name}.
  </p>
);
