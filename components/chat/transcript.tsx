import type { ChatMessage } from "#lib/agent";
import { describeLastEnding, describeTrouble } from "./announcement.ts";
import type { Draft } from "./draft.ts";
import { AnswerEntry, type End, QuestionEntry, type TranscriptActions } from "./entry.tsx";
import { forkKey } from "./forks.ts";
import type { View } from "./use-view.ts";

interface TranscriptProps {
  view: View;
  draft: Draft;
  maxChars: number;
  inspected: string | null;
  /** The message that the address names. */
  marked: string | null;
  actions: TranscriptActions;
}

/** Questions and answers in order, each where all its versions stand. */
export function Transcript({ view, draft, maxChars, inspected, marked, actions }: TranscriptProps) {
  const disabled = describeDisabled(view);
  const trouble = describeTrouble(view);
  return (
    <>
      {view.messages.map((message, index) => {
        const Entry = message.role === "assistant" ? AnswerEntry : QuestionEntry;
        return (
          <div
            key={forkKey(view.forks, message.id)}
            id={message.id}
            data-marked={message.id === marked || undefined}
            className={`message relative scroll-mt-8 before:absolute before:inset-y-0 before:-left-3 data-marked:before:border-l-2 data-marked:before:border-accent ${message.role === "assistant" ? "mt-5" : "mt-14 first:mt-8"}`}
          >
            <Entry
              message={message}
              before={view.messages[index - 1] ?? null}
              forks={view.forks}
              unverified={view.unverified.includes(message.id)}
              inspected={hasRun(message, inspected) ? inspected : null}
              disabled={disabled}
              end={index === view.messages.length - 1 ? readEnd(view) : null}
              draft={draft}
              maxChars={maxChars}
              actions={actions}
            />
          </div>
        );
      })}
      {trouble !== null && (
        <p className="mt-4 max-w-[68ch] border-l-2 border-unavailable pl-4 text-sm leading-relaxed">
          {trouble}
        </p>
      )}
    </>
  );
}

function readEnd(view: View): End {
  return {
    live: view.live,
    pending: view.pending !== null,
    gone: view.gone,
    ending: describeLastEnding(view),
  };
}

function describeDisabled({ gone, live, pending }: View): string | null {
  if (gone) return "This chat has been deleted.";
  if (live) return "You can do this when the answer has ended.";
  return pending ? "The last question has to be sent first." : null;
}

function hasRun(message: ChatMessage, toolCallId: string | null): boolean {
  return message.parts.some((part) => part.type === "tool-execute_code" && part.toolCallId === toolCallId);
}
