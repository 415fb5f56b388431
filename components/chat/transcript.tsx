import type { ChatMessage } from "#lib/agent";
import { describeLastEnding, describeTrouble } from "./announcement.ts";
import { Answer } from "./answer.tsx";
import { AnswerEnd, describeEnding } from "./answer-end.tsx";
import type { Draft } from "./draft.ts";
import { EditedRun } from "./edited-run.tsx";
import { findEditedRun } from "./find-edited-run.ts";
import { ForkSwitch } from "./fork-switch.tsx";
import { forkKey, readFork } from "./forks.ts";
import { Question } from "./question.tsx";
import type { View } from "./use-view.ts";

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

interface TranscriptProps {
  view: View;
  draft: Draft;
  maxChars: number;
  inspected: string | null;
  /** The message that the address names. */
  marked: string | null;
  actions: TranscriptActions;
}

interface EntryProps extends TranscriptProps {
  message: ChatMessage;
  /** What stands before it: the question of an answer. */
  before: ChatMessage | null;
  isLast: boolean;
  /** Why nothing can be done with it now; null when it can. */
  disabled: string | null;
}

/** Questions and answers in order, each where all its versions stand. */
export function Transcript(props: TranscriptProps) {
  const { view, marked } = props;
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
              {...props}
              message={message}
              before={view.messages[index - 1] ?? null}
              isLast={index === view.messages.length - 1}
              disabled={disabled}
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

function QuestionEntry({ message, isLast, ...props }: EntryProps) {
  const { view, actions, disabled } = props;
  const fork = readFork(view.forks, message.id);
  const again = view.pending ? actions.sendAgain : () => actions.askAgain(message.id);
  const unverified = view.unverified.includes(message.id);
  const run = findEditedRun(message);
  return (
    <>
      {run ? (
        <EditedRun
          key={message.id}
          part={run}
          unverified={unverified}
          inspected={props.inspected === run.toolCallId}
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
          disabled={isLast && view.pending && !view.live ? null : disabled}
          onEdit={actions.edit}
        />
      )}
      {fork && (
        <div className="mt-1.5">
          <ForkSwitch fork={fork} of="question" disabled={disabled} onChoose={actions.chooseBranch} />
        </div>
      )}
      {isLast && view.live && <Pending>Thinking…</Pending>}
      {isLast && !view.live && (
        <AnswerEnd
          metadata={undefined}
          ending={describeLastEnding(view)}
          remedies={<Remedy onClick={again}>{view.pending ? "Send again" : "Ask again"}</Remedy>}
        />
      )}
    </>
  );
}

function AnswerEntry({ message, before, isLast, disabled, ...props }: EntryProps) {
  const { view, inspected, actions } = props;
  const { metadata } = message;
  const fork = readFork(view.forks, message.id);
  const live = view.live && isLast;
  const unverified = view.unverified.includes(message.id);
  const ending = isLast ? describeLastEnding(view) : describeEnding(metadata);
  const askAgain = before === null ? null : () => actions.askAgain(before.id);
  const hasRemedies = isLast && ending !== null && askAgain !== null && !view.gone;
  return (
    <>
      <Answer
        key={message.id}
        message={message}
        edited={findEditedRun(before)}
        live={live}
        unverified={unverified}
        inspected={hasRun(message, inspected) ? inspected : null}
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
}

function describeDisabled({ gone, live, pending }: View): string | null {
  if (gone) return "This chat has been deleted.";
  if (live) return "You can do this when the answer has ended.";
  return pending ? "The last question has to be sent first." : null;
}

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

function hasRun(message: ChatMessage, toolCallId: string | null): boolean {
  return message.parts.some((part) => part.type === "tool-execute_code" && part.toolCallId === toolCallId);
}
