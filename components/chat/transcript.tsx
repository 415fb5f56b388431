import type { ChatMessage } from "#lib/agent";
import { describeLastEnding } from "./announcement.ts";
import { AnswerEnd, describeEnding } from "./answer-end.tsx";
import { Answer, Question } from "./message.tsx";
import type { Conversation } from "./use-conversation.ts";

interface TranscriptProps {
  conversation: Conversation;
  inspected: string | null;
  onInspect: (toolCallId: string) => void;
}

/** Questions and answers in order. Only the last answer can be live, or be asked for again. */
export function Transcript({ conversation, inspected, onInspect }: TranscriptProps) {
  const { messages, live, askAgain } = conversation;
  const last = messages.at(-1);
  return (
    <>
      {messages.map((message) => {
        if (message.role !== "assistant") return <Question key={message.id} message={message} />;
        const isLast = message === last;
        return (
          <div key={message.id}>
            <Answer
              message={message}
              live={live && isLast}
              inspected={hasRun(message, inspected) ? inspected : null}
              onInspect={onInspect}
            />
            {live && isLast && <Waiting message={message} />}
            <AnswerEnd
              metadata={message.metadata}
              ending={isLast ? describeLastEnding(conversation) : describeEnding(message.metadata)}
              onAskAgain={isLast ? askAgain : null}
            />
          </div>
        );
      })}
      {last?.role === "user" &&
        (live ? (
          <Pending>Thinking…</Pending>
        ) : (
          <AnswerEnd
            metadata={undefined}
            ending={describeLastEnding(conversation) ?? "This question was not answered."}
            onAskAgain={askAgain}
          />
        ))}
    </>
  );
}

/** Said where nothing else moves: before the first words, and while the model reads a result. */
function Waiting({ message }: { message: ChatMessage }) {
  const part = message.parts.findLast((candidate) => candidate.type !== "step-start");
  if (part === undefined || (part.type === "text" && part.text.trim() === ""))
    return <Pending>Thinking…</Pending>;
  if (part.type !== "tool-execute_code" || part.state !== "output-available" || part.preliminary) return null;
  return <Pending>Reading the result…</Pending>;
}

function Pending({ children }: { children: string }) {
  return <p className="mt-4 text-sm text-quiet motion-safe:animate-pulse">{children}</p>;
}

function hasRun(message: ChatMessage, toolCallId: string | null): boolean {
  return message.parts.some((part) => part.type === "tool-execute_code" && part.toolCallId === toolCallId);
}
