import { memo, type ReactNode, useRef, useState } from "react";
import { PencilIcon } from "#components/ui";
import type { ChatMessage } from "#lib/agent";
import { readText } from "./asking.ts";
import { QuestionEditor } from "./question-editor.tsx";

interface QuestionProps {
  message: ChatMessage;
  maxChars: number;
  /** It came with an import that nobody vouches for. */
  unverified: boolean;
  /** Why it cannot be edited now; null when it can. */
  disabled: string | null;
  onEdit: (questionId: string, text: string) => void;
}

export const Question = memo(function Question({
  message,
  maxChars,
  unverified,
  disabled,
  onEdit,
}: QuestionProps) {
  const [editing, setEditing] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);
  const text = readText(message);

  function cancel() {
    setEditing(false);
    requestAnimationFrame(() => editButton.current?.focus());
  }

  return (
    <section className="group/question">
      <h2 className="sr-only">Question</h2>
      {unverified && <Unverified />}
      {editing ? (
        <QuestionEditor
          text={text}
          maxChars={maxChars}
          disabled={disabled}
          onCancel={cancel}
          onSend={(edited) => (edited === text ? cancel() : onEdit(message.id, edited))}
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
