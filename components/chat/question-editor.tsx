import { type FormEvent, useEffect, useRef } from "react";
import { useReader } from "#components/value";
import { countChars, submitOnEnter } from "./submit-on-enter.ts";

interface QuestionEditorProps {
  text: string;
  onWrite: (text: string) => void;
  maxChars: number;
  /** Why it cannot be sent now; null when it can. */
  disabled: string | null;
  onSend: (text: string) => void;
  onCancel: () => void;
}

/** A question, in its place, as something to be written. */
export function QuestionEditor(props: QuestionEditorProps) {
  const { text, onWrite, maxChars, disabled, onSend, onCancel } = props;
  const textarea = useRef<HTMLTextAreaElement>(null);
  const tooLong = text.length > maxChars;
  const blocked = disabled !== null || tooLong || text.trim() === "";

  useEffect(() => {
    const element = textarea.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);

  const reader = useReader();

  function send(event: FormEvent) {
    event.preventDefault();
    if (!blocked) onSend(text.trim());
  }

  return (
    <form onSubmit={send} aria-label="Editing a question" className="max-w-[40rem]">
      <textarea
        ref={textarea}
        aria-label="The question"
        aria-invalid={tooLong || undefined}
        rows={Math.min(8, text.split("\n").length)}
        value={text}
        onChange={(event) => onWrite(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && !event.nativeEvent.isComposing) {
            // The panel beside the conversation closes by the same key.
            event.nativeEvent.stopImmediatePropagation();
            onCancel();
          }
          submitOnEnter(event);
        }}
        className="field-sizing-content block max-h-[40dvh] w-full resize-none border-b-2 border-rule-strong bg-transparent py-1.5 font-serif-italic text-xl leading-snug italic outline-none focus:border-accent"
      />
      <div className="mt-2 flex flex-wrap items-center gap-2 text-sm">
        <button
          type="submit"
          aria-disabled={blocked}
          className="min-h-8 rounded-sm bg-accent px-3 font-medium text-accent-paper aria-disabled:opacity-60"
        >
          Send
        </button>
        <button
          type="button"
          onClick={onCancel}
          className="min-h-8 rounded-sm border border-rule-strong px-3 hover:border-accent hover:text-accent"
        >
          Cancel
        </button>
        <p aria-live="polite" className="min-w-0 flex-1 text-xs text-quiet">
          {tooLong ? (
            <span className="font-semibold text-unsafe">
              Too long to send: {countChars(text, maxChars, reader)}.
            </span>
          ) : (
            (disabled ?? "What followed the question so far stays, as another version.")
          )}
        </p>
      </div>
    </form>
  );
}
