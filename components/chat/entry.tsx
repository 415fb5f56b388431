import { memo } from "react";
import type { ChatMessage } from "#lib/agent";
import { Answer } from "./answer.tsx";
import { AnswerEnd, describeEnding } from "./answer-end.tsx";
import type { Draft } from "./draft.ts";
import { EditedRun } from "./edited-run.tsx";
import { findEditedRun } from "./find-edited-run.ts";
import { ForkSwitch } from "./fork-switch.tsx";
import { type Forks, readFork } from "./forks.ts";
import { Question } from "./question.tsx";

/** What a reader can do with what was said. */
export interface TranscriptActions {
  edit: (questionId: string, text: string) => void;
  askAgain: (questionId: string) => void;
  sendAgain: () => void;
  /** Has an answer that was interrupted continued. */
  goOn: () => void;
  /** Settles with why it could not be done, if it could not. */
  chooseBranch: (messageId: string) => Promise<string | null>;
  inspect: (toolCallId: string) => void;
}

interface EntryProps {
  message: ChatMessage;
  /** The question before an answer. */
  questionId: string | null;
  forks: Forks;
  /** It came with an import that nobody vouches for. */
  unverified: boolean;
  /** The run that the panel shows, if it is one of this message. */
  inspected: string | null;
  /** Why nothing can be done with it now; null when it can. */
  disabled: string | null;
  /** What only the last message has to know; null for all others. */
  end: End | null;
  draft: Draft;
  maxChars: number;
  actions: TranscriptActions;
}

/** How a conversation stands at its end. */
export interface End {
  live: boolean;
  pending: boolean;
  gone: boolean;
  /** Why the last question has no whole answer. */
  ending: string | null;
}

/** Memoised, like answers, because all but the last stay as they are while the last one streams. */
export const QuestionEntry = memo(function QuestionEntry({ message, end, disabled, ...props }: EntryProps) {
  const { actions, forks, inspected, unverified } = props;
  const fork = readFork(forks, message.id);
  const again = end?.pending ? actions.sendAgain : () => actions.askAgain(message.id);
  const run = findEditedRun(message);
  return (
    <>
      {run ? (
        <EditedRun
          key={message.id}
          part={run}
          unverified={unverified}
          inspected={inspected === run.toolCallId}
          onInspect={actions.inspect}
        />
      ) : (
        <Question
          key={message.id}
          message={message}
          draft={props.draft}
          maxChars={props.maxChars}
          unverified={unverified}
          // A question that the server does not have can be another one.
          disabled={end?.pending && !end.live ? null : disabled}
          onEdit={actions.edit}
        />
      )}
      {fork && (
        <div className="mt-1.5">
          <ForkSwitch fork={fork} of="question" disabled={disabled} onChoose={actions.chooseBranch} />
        </div>
      )}
      {end?.live && <Pending>Thinking…</Pending>}
      {end && !end.live && (
        <AnswerEnd
          metadata={undefined}
          ending={end.ending}
          remedies={<Remedy onClick={again}>{end.pending ? "Send again" : "Ask again"}</Remedy>}
        />
      )}
    </>
  );
});

export const AnswerEntry = memo(function AnswerEntry({
  message,
  questionId,
  end,
  disabled,
  ...props
}: EntryProps) {
  const { actions, forks, inspected, unverified } = props;
  const { metadata } = message;
  const fork = readFork(forks, message.id);
  const live = end?.live ?? false;
  const ending = end ? end.ending : describeEnding(metadata);
  const askAgain = questionId === null ? null : () => actions.askAgain(questionId);
  const hasRemedies = end !== null && ending !== null && askAgain !== null && !end.gone;
  return (
    <>
      <Answer
        key={message.id}
        message={message}
        live={live}
        unverified={unverified}
        inspected={inspected}
        onInspect={actions.inspect}
      />
      {live && <Waiting message={message} />}
      <AnswerEnd
        // Who answered is one more thing that nobody vouches for.
        metadata={unverified ? undefined : metadata}
        ending={ending}
        remedies={
          hasRemedies && (
            <>
              {canGoOn(message) && <Remedy onClick={actions.goOn}>Go on</Remedy>}
              <Remedy onClick={askAgain}>Ask again</Remedy>
            </>
          )
        }
      >
        {askAgain && !hasRemedies && !live && <AskAgain disabled={disabled} onClick={askAgain} />}
        {fork && <ForkSwitch fork={fork} of="answer" disabled={disabled} onChoose={actions.chooseBranch} />}
      </AnswerEnd>
    </>
  );
});

/** Whether the model could simply continue. */
function canGoOn({ metadata }: ChatMessage): boolean {
  const cause: string | undefined = metadata?.failure?.cause;
  return cause === "interrupted" || cause === "length";
}

function Remedy({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="rounded-sm border border-rule-strong px-3 py-1.5 hover:border-accent hover:text-accent"
    >
      {children}
    </button>
  );
}

function AskAgain({ disabled, onClick }: { disabled: string | null; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-disabled={disabled !== null}
      title={disabled ?? undefined}
      onClick={() => disabled === null && onClick()}
      className="rounded-sm underline decoration-rule-strong underline-offset-3 hover:text-ink pointer-coarse:py-2"
    >
      Ask again
    </button>
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
