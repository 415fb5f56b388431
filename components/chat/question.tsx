import { memo, type ReactNode, useRef, useState, useSyncExternalStore } from "react";
import { PencilIcon } from "#components/ui";
import type { ChatMessage } from "#lib/agent";
import { readText } from "./asking.ts";
import type { Draft } from "./draft.ts";
import { QuestionEditor } from "./question-editor.tsx";

interface QuestionProps {
  message: ChatMessage;
  /** Keeps what is written in the question's place until it is sent. */
  draft: Draft;
  maxChars: number;
  /** It came with an import that nobody vouches for. */
  unverified: boolean;
  /** Why it cannot be edited now; null when it can. */
  disabled: string | null;
  onEdit: (questionId: string, text: string) => void;
}

export const Question = memo(function Question({
  message,
  draft,
  maxChars,
  unverified,
  disabled,
  onEdit,
}: QuestionProps) {
  const [editing, setEditing] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);
  const text = readText(message);
  const read = () => draft.readEdit(message.id);
  const edit = useSyncExternalStore(draft.subscribe, read, () => null);

  function cancel() {
    draft.writeEdit(message.id, null);
    setEditing(false);
    requestAnimationFrame(() => editButton.current?.focus());
  }

  function send(edited: string) {
    if (edited === text) return cancel();
    onEdit(message.id, edited);
    draft.writeEdit(message.id, null);
  }

  return (
    <section className="group/question">
      <h2 className="sr-only">Question</h2>
      {unverified && <Unverified />}
      {editing ? (
        <QuestionEditor
          text={edit ?? text}
          onWrite={(written) => draft.writeEdit(message.id, written === text ? null : written)}
          maxChars={maxChars}
          disabled={disabled}
          onCancel={cancel}
          onSend={send}
        />
      ) : (
        <QuestionText text={text}>
          <button
            ref={editButton}
            type="button"
            aria-label="Edit this question"
            aria-disabled={disabled !== null}
            title={disabled ?? "Edit"}
            onClick={() => disabled === null && setEditing(true)}
            className="inline-flex size-6 items-center justify-center rounded-sm align-middle text-sm text-quiet hover:text-accent pointer-coarse:size-9"
          >
            <PencilIcon />
          </button>
          {edit !== null && (
            <span className="font-sans text-xs text-quiet not-italic">Your edit is not sent.</span>
          )}
        </QuestionText>
      )}
    </section>
  );
});

/** `children` stand behind its last word. */
export const QuestionText = ({ text, children }: { text: string; children?: ReactNode }) => (
  <p className="max-w-[60ch] font-serif-italic text-xl leading-snug whitespace-pre-wrap italic [overflow-wrap:anywhere]">
    {text} {children}
  </p>
);

export const Unverified = () => <p className="mb-1 text-xs text-unavailable">Imported, not verified</p>;
